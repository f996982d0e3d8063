import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultLanguage } from '../src/domain/languages.ts';
import { accessibilityFaults } from './axe.ts';
import { filesOf } from './built-site.ts';
import { pagesToLookAt } from './kinds-of-elements.ts';
import { openServedSite, type SitePage } from './served-site.ts';

// Opened before the tests are listed: there is a test for each page.
const site = await openServedSite();

afterAll(() => site.close());

/** How else pages can be seen, and what could go wrong with them there alone. */
const looks = [
	['in dark colors', { theme: 'dark' }, ['color-contrast']],
	['in high contrast', { contrast: 'more' }, ['color-contrast', 'color-contrast-enhanced']],
	['in dark high contrast', { contrast: 'more', theme: 'dark' }, ['color-contrast-enhanced']],
	[
		'in elder mode',
		{ mode: 'elder' },
		['color-contrast', 'target-size', 'scrollable-region-focusable'],
	],
] as const;

const html = await site.html();
const looked = pagesToLookAt(html);

describe('in a browser', () => {
	let tab: SitePage;
	beforeAll(async () => {
		tab = await site.newPage();
	});

	describe.each(pagesToLookAt(html, { andAll: defaultLanguage }))('%s', (path) => {
		test('does not scroll sideways on a phone', async () => {
			await tab.open(path, 360);
			const width = await tab.page.evaluate(() => document.documentElement.scrollWidth);
			expect(width).toBeLessThanOrEqual(360);
		});
	});

	describe.each(looked)('%s', (path) => {
		test('has no accessibility fault on a phone', async () => {
			await tab.open(path, 360);
			expect(await accessibilityFaults(tab.page)).toEqual([]);
		});

		test('has no accessibility fault on a wide screen', async () => {
			await tab.open(path, 1280);
			expect(await accessibilityFaults(tab.page)).toEqual([]);
		});

		test.each(looks)('has no accessibility fault %s', async (_, look, rules) => {
			await tab.open(path, 360);
			await tab.page.evaluate((chosen) => {
				Object.assign(document.documentElement.dataset, chosen);
			}, look);
			const faults = await accessibilityFaults(tab.page, rules);
			await tab.page.evaluate(() => {
				Object.assign(document.documentElement.dataset, { mode: '', contrast: '', theme: '' });
			});
			expect(faults).toEqual([]);
		});
	});
});

describe('with its service worker at work', () => {
	let tab: SitePage;
	beforeAll(async () => {
		tab = await site.newPage({ serviceWorkers: 'allow' });
	});

	test('the search finds something', async () => {
		await tab.open('/search/', 360);
		await tab.page.getByRole('searchbox').fill('口罩');
		await tab.page.keyboard.press('Enter');
		await tab.page.locator('[data-results] a').first().waitFor();
	});

	test('a notice is checked', async () => {
		await tab.open('/verify/', 360);
		await tab.page.getByRole('textbox').fill('ABC234');
		await tab.page.getByRole('button', { name: '核对', exact: true }).click();
		await tab.page.locator('.answer[data-answer]').waitFor();
	});

	test('alerts are asked for', async () => {
		await tab.open('/subscribe/', 360);
		await tab.page.getByRole('button', { name: '同意并开启' }).click();
		await tab.page.locator('[data-message]').waitFor();
	});

	test.each(['/feeds/notices.xml', '/en/feeds/rumors.xml', '/cap/index.xml'])(
		'%s is shown',
		async (path) => {
			await tab.open(path, 360);
			expect(await tab.page.locator(':root').textContent()).toMatch(/\S/);
		},
	);
});

test('no style, script, drawing or feed names another host to load from', async () => {
	const files = (await filesOf(site.folder)).filter(
		(file) =>
			/\.(?:css|js|svg|xml|webmanifest)$/.test(file) && !/^\/(?:admin|pagefind)\//.test(file),
	);
	const named = await Promise.all(files.map((file) => hostsIn(join(site.folder, file))));
	// Names of vocabularies look like addresses, and are never asked for.
	const vocabularies = ['www.w3.org', 'purl.org', 'www.sitemaps.org', new URL(site.url).host];
	expect(new Set(named.flat()).difference(new Set(vocabularies))).toEqual(new Set());
});

test('no page has asked another host for anything', () => {
	expect(site.foreignRequests()).toEqual([]);
});

test('no script has failed or been stopped by the security policy', () => {
	expect(site.scriptErrors()).toEqual([]);
});

async function hostsIn(file: string): Promise<string[]> {
	const text = await readFile(file, 'utf8');
	return [...text.matchAll(/\bhttps?:\/\/(\w[\w.-]*(?::\d+)?)/g)].map(([, host = '']) => host);
}
