import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { htmlFaults } from './html-faults.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';
import { type PushService, startPushService } from './push-service.ts';

let portal: PortalProcess;
let push: PushService;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

beforeAll(async () => {
	push = await startPushService();
	portal = await startPreparedPortal({
		env: { PUSH_EXTRA_ORIGINS: push.origin, NODE_EXTRA_CA_CERTS: push.caFile },
	});
	browser = await launchBrowser();
});

afterAll(async () => {
	await browser?.close();
	await portal?.remove();
	await push?.close();
});

test('who has sent a report asks to be told, and takes it back where the receipt is looked up', async () => {
	const { page, context } = await open();
	const receipt = await report(page);
	await page.getByText('都在美国').waitFor();
	expect(await accessibilityFaults(page)).toEqual([]);
	await page.getByRole('button', { name: '有答复时在这台手机上提醒我' }).click();
	await said(page, '回执码也请记好');
	expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-message'))).toBe(
		true,
	);

	await lookUp(page, receipt);
	await page.getByText('这台手机会提醒您').waitFor();
	expect(await accessibilityFaults(page)).toEqual([]);
	await page.getByRole('button', { name: '不用提醒了' }).click();
	await said(page, '已经取消，不再提醒');
	expect(await isSubscribed(page)).toBe(false);
	await page.getByRole('button', { name: '有答复时在这台手机上提醒我' }).waitFor();
	await context.close();
});

test('alerts that are on stay on, and turning them off ends being told too', async () => {
	const { page, context } = await open();
	const receipt = await report(page);
	await page.goto(`${portal.url}/subscribe/`);
	await page.getByLabel('只要红色预警').check();
	await page.getByRole('button', { name: '同意并开启' }).click();
	await page.getByText('已经保存').waitFor();

	await lookUp(page, receipt);
	await page.getByRole('button', { name: '有答复时在这台手机上提醒我' }).click();
	await page.getByText('这台手机会提醒您').waitFor();
	await page.getByRole('button', { name: '不用提醒了' }).click();
	await said(page, '已经取消，不再提醒');
	expect(await isSubscribed(page)).toBe(true);
	await page.getByRole('button', { name: '有答复时在这台手机上提醒我' }).click();
	await page.getByText('这台手机会提醒您').waitFor();

	await page.goto(`${portal.url}/subscribe/`);
	await page.getByText('等回执答复的提醒也一起停止').waitFor();
	expect(await page.getByLabel('只要红色预警').isChecked()).toBe(true);
	await page.getByRole('button', { name: '关闭提醒' }).click();
	await page.getByText('推送地址已从本站删除').waitFor();
	await lookUp(page, receipt);
	await page.getByRole('button', { name: '有答复时在这台手机上提醒我' }).waitFor();
	await context.close();
});

test('who has lost the receipt ends it where receipts are looked up', async () => {
	const { page, context } = await open();
	await report(page);
	await page.getByRole('button', { name: '有答复时在这台手机上提醒我' }).click();
	await said(page, '回执码也请记好');
	await page.goto(`${portal.url}/receipt/`);
	await page.getByRole('button', { name: '都不用提醒了' }).click();
	await said(page, '已经取消，不再提醒');
	await page.reload();
	await page.evaluate(() => navigator.serviceWorker.ready);
	expect(await page.locator('receipt-watch').isVisible()).toBe(false);
	await context.close();
});

test('an asker in English reads and is refused in English', async () => {
	const { page, context } = await open({ isUnreachable: true });
	const receipt = await report(page);
	await lookUp(page, receipt, '/en');
	await page.getByRole('button', { name: 'Tell me on this phone when there is an answer' }).click();
	await said(page, 'cannot be reached');
	await context.close();
});

test('inside WeChat the page says how else, and that the code always does', async () => {
	const userAgent = 'Mozilla/5.0 (Linux; Android 14) Chrome/122 MicroMessenger/8.0.50';
	const { page, context } = await open({}, { userAgent });
	await report(page);
	await said(page, '您在微信等应用里打开了本页');
	await page.getByText('凭回执码随时能查').waitFor();
	expect(await page.getByRole('button', { name: /提醒我/ }).isVisible()).toBe(false);
	await context.close();
});

test('without JavaScript a receipt is all there is', async () => {
	const { page, context } = await open({}, { javaScriptEnabled: false });
	const receipt = await report(page);
	expect(await page.locator('receipt-watch').isVisible()).toBe(false);
	await lookUp(page, receipt);
	expect(await page.locator('receipt-watch').isVisible()).toBe(false);
	await context.close();
});

test.each(['zh-CN', 'en'])('the pages of a receipt are valid HTML in %s', async (language) => {
	const rumor = { content: '听说明天停电', channel: 'other', language };
	const sent = await posted('/api/reports', rumor);
	const receipt = /class="receipt-code"[^>]*>\s*([0-9A-Z-]{19})/.exec(sent)?.[1] ?? '';
	const looked = await posted('/api/reports/status', { receipt, language });
	for (const html of [sent, looked]) {
		expect(html).toContain('<receipt-watch');
		expect(await htmlFaults(html)).toEqual([]);
	}
});

async function posted(path: string, values: Readonly<Record<string, string>>): Promise<string> {
	const body = new URLSearchParams(values);
	return (await fetch(portal.url + path, { method: 'POST', body })).text();
}

/** How the browser's own push stands: a headless browser has none that works, so the page gets one that leads to the test's service. */
interface BrowserPush {
	readonly isUnreachable?: boolean;
}

let count = 0;

async function open(
	state: BrowserPush = {},
	options: BrowserContextOptions = {},
): Promise<{ page: Page; context: BrowserContext }> {
	const context = await browser.newContext({ viewport: { width: 360, height: 800 }, ...options });
	await context.grantPermissions(['notifications']);
	count += 1;
	await context.addInitScript(browserPush, {
		subscription: push.subscription(`asker-${count}`),
		...state,
	});
	return { page: await context.newPage(), context };
}

/** Runs in the page before anything else. */
function browserPush({
	subscription,
	isUnreachable = false,
}: BrowserPush & { subscription: { endpoint: string; keys: object } }) {
	const kept = 'test-subscribed';
	const own = {
		endpoint: subscription.endpoint,
		toJSON: () => subscription,
		unsubscribe: async () => sessionStorage.removeItem(kept),
	};
	Object.assign(PushManager.prototype, {
		getSubscription: async () => (sessionStorage.getItem(kept) ? own : null),
		async subscribe() {
			if (isUnreachable) throw new DOMException('push service error', 'AbortError');
			sessionStorage.setItem(kept, 'yes');
			return own;
		},
	});
	Object.assign(Notification, { requestPermission: async () => 'granted' });
}

const isSubscribed = (page: Page) =>
	page.evaluate(() => sessionStorage.getItem('test-subscribed') !== null);

/** Sends a report as a resident does, and gives the receipt that the page shows. */
async function report(page: Page): Promise<string> {
	await page.goto(`${portal.url}/report/`);
	await page.getByLabel('您听到的说法').fill(`听说明天停水，第${count}次问`);
	await page.getByLabel('在哪里听到或看到的').selectOption('other');
	await page.getByRole('button', { name: '提交核实' }).click();
	return (await page.locator('.receipt-code').innerText()).trim();
}

async function lookUp(page: Page, receipt: string, language = ''): Promise<void> {
	await page.goto(`${portal.url}${language}/receipt/`);
	await page.locator('input[name=receipt]').fill(receipt);
	await page.locator('form[action$="/status"] button').click();
	await page.locator('[role=status] h2').waitFor();
}

async function said(page: Page, words: string): Promise<void> {
	await page.locator('receipt-watch [data-message]').getByText(words).waitFor();
}
