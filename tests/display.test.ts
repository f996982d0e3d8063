import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noon } from './builders.ts';
import { pagesToLookAt } from './kinds-of-elements.ts';
import { smallTargets, smallTexts, widthOf } from './page-measures.ts';
import { openServedSite, type SitePage } from './served-site.ts';

const site = await openServedSite();
const listed = new Set(site.sitemap);
const looked = pagesToLookAt(await site.html()).filter((path) => listed.has(path));

afterAll(() => site.close());

const looks = ['mode', 'contrast', 'theme'] as const;
const notice = '/notices/2026-12-orange/';

function lookOf(page: Page): Promise<(string | undefined)[]> {
	return page.evaluate(
		(names) => names.map((name) => document.documentElement.dataset[name]),
		looks,
	);
}

const paper = (page: Page) =>
	page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const textSize = (page: Page) =>
	page.evaluate(() => getComputedStyle(document.documentElement).fontSize);

/** Runs in the page before anything else: a browser that keeps nothing. */
function refuseStorage() {
	Object.defineProperty(window, 'localStorage', {
		get() {
			throw new DOMException('denied', 'SecurityError');
		},
	});
}

describe('elder mode', () => {
	test('is there before anything of the page is painted', async () => {
		const { page } = await site.newPage();
		await page.addInitScript(() => {
			new MutationObserver((_, observer) => {
				if (document.documentElement?.dataset['mode'] === undefined) return;
				observer.disconnect();
				Object.assign(window, { hadBody: document.body !== null });
			}).observe(document, { attributes: true, subtree: true });
		});
		await page.goto(`${site.url}/?mode=elder`);
		expect(await page.evaluate('hadBody')).toBe(false);
		await page.context().close();
	});

	test('stays on the device, over pages and visits, until it is left', async () => {
		const { page } = await site.newPage();
		await page.goto(`${site.url}/?mode=elder#elder`);
		await page.goto(site.url + notice);
		expect(await textSize(page)).toBe('22px');
		await page.getByRole('link', { name: '回标准版' }).click();
		expect(await textSize(page)).toBe('18px');
		expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('长辈版');
		await page.goto(`${site.url}/`);
		expect(await textSize(page)).toBe('18px');
		await page.context().close();
	});

	test('holds by the links where the browser keeps nothing', async () => {
		const { page } = await site.newPage();
		await page.addInitScript(refuseStorage);
		await page.goto(`${site.url}/?mode=elder&theme=dark#elder`);
		await page.getByRole('link', { name: '看公告全文' }).first().click();
		await page.waitForURL('**/notices/**');
		expect(await lookOf(page)).toEqual(['elder', '', 'dark']);
		await page.context().close();
	});

	test('is entered without losing what is written in a form', async () => {
		const { page } = await site.newPage();
		await page.goto(`${site.url}/report/`);
		await page.locator('textarea').first().fill('自来水有股怪味');
		await page.getByRole('link', { name: '长辈版' }).click();
		expect(await textSize(page)).toBe('22px');
		expect(await page.locator('textarea').first().inputValue()).toBe('自来水有股怪味');
		await page.context().close();
	});

	test('is a link without JavaScript, and so is the way back', async () => {
		const { page } = await site.newPage({ javaScriptEnabled: false });
		await page.goto(`${site.url}/`);
		await page.getByRole('link', { name: '长辈版' }).click();
		await expect.poll(() => textSize(page)).toBe('22px');
		await page.getByRole('link', { name: '回标准版' }).click();
		await page.waitForURL('**/?mode=standard');
		await expect.poll(() => textSize(page)).toBe('18px');
		await page.context().close();
	});

	test('has what is in force, what to do and phones before lists, without the menu', async () => {
		const { page } = await site.newPage();
		await page.clock.setFixedTime(noon);
		await page.goto(`${site.url}/?mode=elder`);
		const headings = await page.locator('main :is(h1, h2, h3):visible').allInnerTexts();
		const order = ['现在生效的预警', '请这样做', '要紧的电话', '最新公告'];
		expect(headings.filter((heading) => order.includes(heading))).toEqual(order);
		expect(await page.locator('.site-nav').isVisible()).toBe(false);
		expect(await page.getByRole('link', { name: '这是真的吗？' }).first().isVisible()).toBe(true);
		await page.context().close();
	});
});

describe('a page', () => {
	// A tab for each way of looking: what was chosen in one stays there.
	let elder: SitePage;
	let zoomed: SitePage;
	beforeAll(async () => {
		[elder, zoomed] = [await site.newPage(), await site.newPage()];
	});
	afterAll(async () => {
		for (const { page } of [elder, zoomed]) await page.context().close();
	});

	test.each(looked)(
		'%s in elder mode has no text under 22 px, no target under 60 px, and does not scroll sideways',
		async (path) => {
			const { page, open } = elder;
			await open(`${path}?mode=elder`, 360);
			expect(await smallTexts(page, 22)).toEqual([]);
			expect(await smallTargets(page, 60)).toEqual([]);
			expect(await widthOf(page)).toBeLessThanOrEqual(360);
		},
	);

	test.each(looked)(
		'%s at 400 % zoom, and with wide text spacing, loses nothing and does not scroll sideways',
		async (path) => {
			const { page, open } = zoomed;
			await open(path, 320);
			expect(await widthOf(page)).toBeLessThanOrEqual(320);
			// WCAG 2.2, 1.4.12.
			await page.evaluate(() => {
				const style = new CSSStyleSheet();
				style.replaceSync(`
					* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
					p { margin-block-end: 2em !important; }`);
				document.adoptedStyleSheets = [style];
			});
			expect(await widthOf(page)).toBeLessThanOrEqual(320);
		},
	);
});

describe('the display settings', () => {
	test('are what the device prefers until something is chosen', async () => {
		const { page } = await site.newPage({ colorScheme: 'dark' });
		await page.goto(`${site.url}/display/`);
		expect(await paper(page)).toBe('rgb(20, 23, 26)');
		await page.getByLabel('浅色').check();
		expect(await paper(page)).toBe('rgb(250, 248, 241)');
		await page.goto(`${site.url}/`);
		expect(await paper(page)).toBe('rgb(250, 248, 241)');
		await page.context().close();
	});

	test('are shown at once, kept, and said to be kept', async () => {
		const { page } = await site.newPage();
		await page.goto(`${site.url}/en/display/`);
		await page.getByLabel('Larger text').check();
		await page.getByLabel('High contrast').check();
		await page.getByLabel('Dark').check();
		expect(await page.getByRole('status').last().innerText()).toContain('remembered');
		await page.reload();
		expect(await lookOf(page)).toEqual(['large', 'more', 'dark']);
		expect(await page.getByLabel('High contrast').isChecked()).toBe(true);
		expect(await paper(page)).toBe('rgb(0, 0, 0)');
		expect(await textSize(page)).toBe('20px');
		await page.context().close();
	});

	test('say so where the browser keeps nothing, and stand in the address', async () => {
		const { page } = await site.newPage();
		await page.addInitScript(refuseStorage);
		await page.goto(`${site.url}/display/`);
		await page.getByLabel('高对比度').check();
		expect(await page.getByRole('status').last().innerText()).toContain('不让保存');
		expect(page.url()).toContain('contrast=more');
		await page.context().close();
	});

	test('follow a device that wants more contrast', async () => {
		const { page } = await site.newPage({ contrast: 'more' });
		await page.goto(`${site.url}/`);
		expect(await paper(page)).toBe('rgb(255, 255, 255)');
		await page.context().close();
	});
});
