import type { Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openServedSite } from './served-site.ts';

const site = await openServedSite();
let page: Page;
let sent: string[];

afterAll(() => site.close());

beforeEach(async () => {
	({ page } = await site.newPage());
	sent = [];
	await page.route('**/api/missed-searches', async (route) => {
		sent.push(route.request().postData() ?? '');
		await route.fulfill({ status: 204 });
	});
	return () => page.context().close();
});

async function search(words: string, path = '/search/'): Promise<string> {
	await page.goto(site.url + path);
	await page.getByRole('searchbox').fill(words);
	await page.keyboard.press('Enter');
	const status = page.locator('site-search [role="status"]');
	await expect.poll(() => status.textContent()).not.toBe('');
	return (await status.textContent()) ?? '';
}

const results = () => page.locator('[data-results] > li');
const help = () => page.locator('[data-help]').isVisible();

describe('a search', () => {
	test.each([
		['/search/', '发热门诊'],
		['/search/', '口罩'],
		['/en/search/', 'mask'],
	])('at %s claims a match for %s, which stands in each page it lists', async (path, words) => {
		const said = await search(words, path);
		expect(said).toMatch(/\d/);
		const addresses = await page
			.locator('[data-results] a')
			.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
		expect(addresses.length).toBeGreaterThan(0);
		for (const address of addresses) {
			const text = await (await fetch(address)).text();
			expect(text.toLowerCase()).toContain(words);
		}
		expect(sent).toEqual([]);
	});

	test.each([
		['/search/', '飞碟降落'],
		['/search/', '龙卷风车'],
		['/en/search/', 'xylophone'],
	])(
		'at %s claims no match for %s, which stands nowhere, and tells the editors',
		async (path, words) => {
			const said = await search(words, path);
			expect(said).not.toMatch(/\d/);
			expect(await results().count()).toBe(0);
			await expect.poll(() => sent).toHaveLength(1);
			expect(JSON.parse(sent[0] ?? '')).toEqual({
				words,
				language: path === '/search/' ? 'zh-CN' : 'en',
			});
		},
	);

	test('for words of despair shows whom to call, hides no result, and tells nobody', async () => {
		await search('口罩');
		expect(await help()).toBe(false);
		await search('不想活了');
		expect(await help()).toBe(true);
		expect(await page.locator('[data-help]').getByRole('link', { name: /12356/ }).isVisible()).toBe(
			true,
		);
		await search('自杀 口罩');
		expect(await help()).toBe(true);
		expect(await results().count()).toBeGreaterThan(0);
		expect(sent).toEqual([]);
	});
});

test('without a function layer a search that finds nothing says so all the same', async () => {
	await page.route('**/api/missed-searches', (route) => route.abort());
	expect(await search('飞碟降落')).not.toBe('');
	expect(site.scriptErrors()).toEqual([]);
});
