import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { openServedSite, type SitePage } from './served-site.ts';

// Opened before the tests are listed: there is a test for each page.
const site = await openServedSite();

afterAll(() => site.close());

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

		test('does not scroll sideways on a phone', async () => {
			await tab.open(path, 360);
			const width = await tab.page.evaluate(() => document.documentElement.scrollWidth);
			expect(width).toBeLessThanOrEqual(360);
		});
	});
});

describe('in a dark browser', () => {
	let tab: SitePage;
	beforeAll(async () => {
		tab = await site.newPage({ colorScheme: 'dark' });
	});

	test.each(oneOfEachKind())('%s has no accessibility fault', async (path) => {
		await tab.open(path, 360);
		expect(await accessibilityFaults(tab.page)).toEqual([]);
	});
});

test('no page has asked another host for anything', () => {
	expect(site.foreignRequests()).toEqual([]);
});

test('no script has failed or been stopped by the security policy', () => {
	expect(site.scriptErrors()).toEqual([]);
});

function oneOfEachKind(): string[] {
	const kinds = new Map(site.pages.map((path) => [path.replace(/[^/]+\/$/, ''), path]));
	return [...kinds.values()];
}
