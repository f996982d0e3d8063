import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { defaultLanguage } from '../src/domain/languages.ts';
import { filesOf } from './built-site.ts';
import { hostileContent } from './hostile-content.ts';
import { pagesToLookAt } from './kinds-of-elements.ts';
import { openSiteOf, type SitePage } from './served-site.ts';

// Opened before the tests are listed: there is a test for each page.
const content = await hostileContent();
const site = await openSiteOf(content);
const files = await filesOf(site.folder);
const ofType = (type: string) => files.filter((file) => file.endsWith(type));

afterAll(async () => {
	await site.close();
	await rm(content, { recursive: true });
});

test('no entry was refused: what follows is about hostile text, not about missing pages', () => {
	const notices = site.pages.filter((path) => /^\/notices\/[^/]+\/$/.test(path));
	expect(notices.length).toBeGreaterThan(8);
});

let tab: SitePage;
beforeAll(async () => {
	tab = await site.newPage();
});

// Every entry stands on a page of the first language; of the others one of each kind will do.
describe.each(pagesToLookAt(await site.html(), { andAll: defaultLanguage }))('%s', (path) => {
	beforeAll(() => tab.open(path, 360));

	test('runs nothing of the text and makes no element of it', async () => {
		const made = await tab.page.evaluate(() => ({
			ran: 'hacked' in globalThis,
			elements: document.querySelectorAll(
				'[onerror], [src="x"], a[href^="javascript"], a[href^="data:"]',
			).length,
		}));
		expect(made).toEqual({ ran: false, elements: 0 });
	});

	test('does not scroll sideways on a phone', async () => {
		const width = await tab.page.evaluate(() => document.documentElement.scrollWidth);
		expect(width).toBeLessThanOrEqual(360);
	});
});

test.each(ofType('.xml'))('%s is well-formed', async (file) => {
	const contents = await readFile(join(site.folder, file), 'utf8');
	const { errors } = await validateXML({
		xml: [{ fileName: file, contents }],
		normalization: 'format',
	});
	expect(errors.map(({ message }) => message)).toEqual([]);
});

test.each(ofType('.json'))('%s is JSON', async (file) => {
	expect(JSON.parse(await readFile(join(site.folder, file), 'utf8'))).toBeTypeOf('object');
});

test('no script has failed or been stopped by the security policy', () => {
	expect(site.scriptErrors()).toEqual([]);
});
