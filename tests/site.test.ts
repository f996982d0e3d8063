import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
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

describe('in a browser', () => {
	let tab: SitePage;
	beforeAll(async () => {
		tab = await site.newPage();
	});

	describe.each(site.pages)('%s', (path) => {
		test('has no accessibility fault on a wide screen', async () => {
			await tab.open(path, 1280);
			expect(await accessibilityFaults(tab.page)).toEqual([]);
		});

		test('has no accessibility fault on a phone', async () => {
			await tab.open(path, 360);
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

		test('does not scroll sideways on a phone', async () => {
			await tab.open(path, 360);
			const width = await tab.page.evaluate(() => document.documentElement.scrollWidth);
			expect(width).toBeLessThanOrEqual(360);
		});
	});
});

test('no page has asked another host for anything', () => {
	expect(site.foreignRequests()).toEqual([]);
});

test('no script has failed or been stopped by the security policy', () => {
	expect(site.scriptErrors()).toEqual([]);
});
