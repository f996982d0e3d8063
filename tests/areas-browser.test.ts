import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openServedSite } from './served-site.ts';

const site = await openServedSite();
let page: Page;

afterAll(() => site.close());

beforeEach(async () => {
	const viewport = { width: 360, height: 800 };
	({ page } = await site.newPage({ viewport, serviceWorkers: 'allow' }));
});

afterEach(() => page.context().close());

const kept = () => page.evaluate(() => localStorage.length);

test('a township is remembered on this device only when asked, and forgotten when asked', async () => {
	await page.goto(`${site.url}/areas/999900102/`);
	expect(await kept()).toBe(0);
	await page.getByRole('button', { name: '在这台设备上记住' }).click();
	expect(await page.getByText('只存在这台设备上').isVisible()).toBe(true);
	await page.goto(`${site.url}/en/areas/`);
	await page.locator('remembered-area a').click();
	expect(new URL(page.url()).pathname).toBe('/en/areas/999900102/');
	await page.getByRole('button', { name: 'Forget it' }).click();
	expect(await kept()).toBe(0);
	await page.goto(`${site.url}/areas/`);
	expect(await page.locator('remembered-area').isVisible()).toBe(false);
});

describe.each([
	'/feeds/notices.xml',
	'/en/feeds/rumors.xml',
	'/feeds/areas/999900102.xml',
	'/en/feeds/topics/health.xml',
	'/cap/index.xml',
])('%s, opened in a browser,', (path) => {
	test('says what it is and how to follow it, and fits a phone', async () => {
		await page.goto(site.url + path);
		const head = await page.evaluate(() => {
			const shown = (name: string) => {
				const found = document.querySelector<HTMLElement>(name);
				return found && { text: found.textContent, display: getComputedStyle(found).display };
			};
			return {
				title: shown('title'),
				about: shown('description, subtitle'),
				id: shown('guid, entry > id'),
				width: document.documentElement.scrollWidth,
			};
		});
		expect(head.title?.display).toBe('block');
		expect(head.about?.display).toBe('block');
		expect(head.about?.text).toMatch(/这是订阅源|This is a feed/);
		expect(head.id?.display).toBe('none');
		expect(head.width).toBeLessThanOrEqual(360);
	});
});
