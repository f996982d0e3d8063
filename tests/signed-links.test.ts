import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { launchBrowser } from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';
import { becomeAdministrator, invite } from './staff-people.ts';

let portal: PortalProcess;
let browser: Browser;
let publisher: Page;
let village: string;
let shop: string;

beforeAll(async () => {
	portal = await startPreparedPortal();
	browser = await launchBrowser();
	const administrator = await becomeAdministrator(browser, await portal.firstAdministratorLink());
	const person = { name: 'chen', email: 'chen@county.example', role: 'publisher' as const };
	publisher = await invite(administrator, browser, person);
	village = await made('#field-area', '999900102', '#field-posts', '溪口村 联络员，0000-5550133');
	shop = await made('#field-point', 'supply-yunxi', '#field-posts-help-point', '值班店员');
});

afterAll(async () => {
	await browser?.close();
	await portal?.remove();
});

/** Makes a link on the page of staff and gives its address. */
async function made(choice: string, subject: string, field: string, post: string): Promise<string> {
	await publisher.goto(`${portal.url}/staff/links/`);
	await publisher.locator(choice).selectOption(subject);
	await publisher.locator(field).fill(post);
	await publisher.locator(`form:has(${field}) button`).click();
	return (await publisher.locator('.link-card .short-code').innerText()).replaceAll(/\s/g, '');
}

async function aPhone(options: { javaScriptEnabled?: boolean } = {}): Promise<BrowserContext> {
	const viewport = { width: 360, height: 740 };
	return browser.newContext({ viewport, locale: 'zh-CN', ...options });
}

const first = (page: Page) => page.locator('.duty').first();

describe('the sheet of links', () => {
	test('can be used by everyone, prints, and has a code for each', async () => {
		await made('#field-area', '999900101', '#field-posts', '丁村 联络员');
		expect(await accessibilityFaults(publisher)).toEqual([]);
		expect(await publisher.locator('.link-card svg.qr').count()).toBe(1);
		await publisher.locator('print-button button').waitFor();
		await publisher.emulateMedia({ media: 'print' });
		expect(await publisher.locator('.link-card').isVisible()).toBe(true);
		expect(await publisher.locator('print-button').isVisible()).toBe(false);
		await publisher.emulateMedia({ media: null });
	});
});

describe.each([
	['the page of a village', () => village],
	['the page of a help point', () => shop],
])('%s', (_, address) => {
	test.each(['', 'en/', 'it/'])(
		'can be used by everyone on an old phone, in /%s',
		async (language) => {
			const phone = await aPhone();
			const page = await phone.newPage();
			await page.goto(address().replace('/link/', `/${language}link/`));
			expect(await accessibilityFaults(page)).toEqual([]);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
			const heights = await page
				.locator('main :is(button, select, input:not([type=hidden]))')
				.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
			expect(Math.min(...heights)).toBeGreaterThanOrEqual(60);
			await phone.close();
		},
	);
});

test('an officer ticks and undoes without JavaScript', async () => {
	const phone = await aPhone({ javaScriptEnabled: false });
	const page = await phone.newPage();
	await page.goto(village);
	await first(page)
		.getByRole('button', { name: /^海报已贴/ })
		.click();
	await first(page)
		.getByText(/已贴，/)
		.waitFor();
	await first(page).getByRole('button', { name: /^撤销/ }).click();
	expect(
		await first(page)
			.getByText(/已贴，/)
			.count(),
	).toBe(0);
	await first(page).getByLabel('上门多少户').fill('12');
	await first(page)
		.getByRole('button', { name: /^上门已告知/ })
		.click();
	await first(page)
		.getByText(/已上门12户/)
		.waitFor();
	expect(await phone.cookies()).toEqual([]);
	await phone.close();
});

test('ticks made without a network wait on the phone, say so, and reach staff when it is back', async () => {
	const phone = await aPhone();
	const page = await phone.newPage();
	await page.goto(village);
	await publisher.goto(`${portal.url}/staff/coverage/?area=999900102`);
	const played = publisher.locator('.staff-panel').first().locator('.counts dd').first();
	expect(await played.innerText()).toBe('0/1个村');
	await phone.setOffline(true);
	await first(page)
		.getByRole('button', { name: /^大喇叭已播/ })
		.click();
	await first(page)
		.getByText(/还没发出/)
		.waitFor();
	await page
		.locator('.duty')
		.nth(1)
		.getByRole('button', { name: /^大喇叭已播/ })
		.click();
	await page.getByText('有2条还没发出').waitFor();
	await page.locator('.duty').nth(1).locator('[data-drop]').click();
	await page.getByText('有1条还没发出').waitFor();
	expect(await accessibilityFaults(page)).toEqual([]);
	await phone.setOffline(false);
	await first(page)
		.getByText(/已播，/)
		.waitFor();
	expect(await page.getByText(/还没发出/).count()).toBe(0);
	await publisher.locator('.counts dd', { hasText: '1/1个村' }).first().waitFor();
	await phone.close();
}, 60_000);

/** Everything that caches of the device hold, as whoever looks through it finds it. */
async function cached(page: Page): Promise<readonly string[]> {
	return page.evaluate(async () => {
		const found: string[] = [];
		for (const name of await caches.keys()) {
			const stock = await caches.open(name);
			for (const request of await stock.keys())
				found.push(name, request.url, (await (await stock.match(request))?.text()) ?? '');
		}
		return found;
	});
}

const copies = (page: Page) =>
	page.evaluate(async () => (await (await caches.open('links-1')).keys()).length);

test('the page of a village opens without a network, says so, and is sealed for whoever lacks its address', async () => {
	const phone = await aPhone();
	const page = await phone.newPage();
	await page.goto(village);
	await expect.poll(() => copies(page), { timeout: 15_000 }).toBe(1);
	await phone.setOffline(true);
	await page.goto(village);
	await page.getByText(/^没有网络。/).waitFor();
	expect(await accessibilityFaults(page)).toEqual([]);
	await page
		.locator('.duty')
		.nth(3)
		.getByRole('button', { name: /^海报已贴/ })
		.click();
	await page.getByText('有1条还没发出').waitFor();
	const kept = (await cached(page)).join('\n');
	expect(kept).toContain('link-copies/');
	expect(kept).not.toContain(village.split('/').at(-2));
	expect(kept).not.toContain('溪口村');
	await phone.setOffline(false);
	await page
		.locator('.duty')
		.nth(3)
		.getByText(/已贴，/)
		.waitFor();
	await phone.close();
}, 60_000);

test('a copy gives way to the page by itself, also where the browser says nothing of the network', async () => {
	const phone = await aPhone();
	const page = await phone.newPage();
	await page.addInitScript(() => {
		addEventListener('online', (event) => event.stopImmediatePropagation(), { capture: true });
	});
	await page.goto(village);
	await expect.poll(() => copies(page), { timeout: 15_000 }).toBe(1);
	await phone.setOffline(true);
	await page.goto(village);
	await page.getByText(/^没有网络。/).waitFor();
	await phone.setOffline(false);
	await page.getByText(/^没有网络。/).waitFor({ state: 'hidden' });
	await page.locator('.duty').first().waitFor();
	await phone.close();
}, 60_000);

test('the copy of a link that has ended is forgotten at the next visit', async () => {
	const address = await made('#field-area', '999900105', '#field-posts', '青坞村 联络员');
	const phone = await aPhone();
	const page = await phone.newPage();
	await page.goto(address);
	await expect.poll(() => copies(page), { timeout: 15_000 }).toBe(1);
	await publisher.goto(`${portal.url}/staff/links/`);
	await publisher
		.getByRole('button', { name: /青坞村/ })
		.last()
		.click();
	await expect.poll(async () => (await fetch(address)).status).toBe(410);
	expect((await page.goto(address))?.status()).toBe(410);
	await expect.poll(() => copies(page)).toBe(0);
	await phone.close();
});

test('what waits on a phone is sent when its page is opened again', async () => {
	const phone = await aPhone();
	const page = await phone.newPage();
	await page.goto(village);
	await phone.setOffline(true);
	await page
		.locator('.duty')
		.nth(2)
		.getByRole('button', { name: /^海报已贴/ })
		.click();
	await page.getByText('有1条还没发出').waitFor();
	await page.close();
	await phone.setOffline(false);
	const again = await phone.newPage();
	await again.goto(village);
	await again
		.locator('.duty')
		.nth(2)
		.getByText(/已贴，/)
		.waitFor();
	await phone.close();
});

test('a keeper’s tap is what residents read a few seconds later, until it is undone', async () => {
	const soldOut = async () => {
		const html = await (await fetch(`${portal.url}/help-points/`)).text();
		return html.match(/data-state="sold-out"/g)?.length ?? 0;
	};
	const before = await soldOut();
	const phone = await aPhone({ javaScriptEnabled: false });
	const page = await phone.newPage();
	await page.goto(shop);
	await page.getByRole('button', { name: '暂时售完' }).click();
	await page.getByText('已报：暂时售完').waitFor();
	await expect.poll(soldOut, { timeout: 20_000 }).toBe(before + 1);
	await publisher.goto(`${portal.url}/staff/points/`);
	await publisher.getByText(/值班店员，/).waitFor();
	await page.getByRole('button', { name: '报错了，撤销' }).click();
	await expect.poll(soldOut, { timeout: 20_000 }).toBe(before);
	await phone.close();
}, 60_000);

test('the map of the county leads to the list by keyboard, with targets that a thumb meets', async () => {
	const phone = await aPhone();
	const page = await phone.newPage();
	await page.goto(`${portal.url}/en/help-points/`);
	const marks = page.locator('.county-map a');
	const sizes = await marks.evaluateAll((all) =>
		all.map((each) => {
			const { width, height } = each.getBoundingClientRect();
			return Math.min(width, height);
		}),
	);
	expect(sizes.length).toBeGreaterThan(5);
	expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44);
	await marks.first().focus();
	await page.keyboard.press('Enter');
	await page.waitForURL(/#area-\d+$/);
	await phone.close();
});
