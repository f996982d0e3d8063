import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileName } from '../functions/release/tree.ts';
import {
	defaultLanguage,
	languageAt,
	languagePrefix,
	languageTags,
} from '../src/domain/languages.ts';
import { filesOf } from './built-site.ts';
import { htmlFaults } from './html-faults.ts';
import { pagesToLookAt } from './kinds-of-elements.ts';
import { type PageFacts, pageFacts } from './page-facts.ts';
import { openServedSite } from './served-site.ts';

// Opened before the tests are listed: there is a test for each page.
const site = await openServedSite();
const files = new Set(await filesOf(site.folder));
const honestTime = await readFile('src/scripts/inline/honest-time.js', 'utf8');
const display = await readFile('src/scripts/inline/display.js', 'utf8');
const packStyle = await readFile('src/styles/inline/emergency-pack.css', 'utf8');
const pastEnd = await readFile('src/scripts/inline/past-end.js', 'utf8');
const selfCheck = await readFile('src/scripts/inline/self-check.js', 'utf8');
const facts = new Map<string, PageFacts>();

beforeAll(async () => {
	const { page } = await site.newPage({ javaScriptEnabled: false });
	for (const path of site.pages) {
		await page.goto(site.url + path);
		facts.set(path, await pageFacts(page));
	}
});

afterAll(() => site.close());

describe.each(site.pages)('%s', (path) => {
	test('says its language and its title, and has one h1', () => {
		const { language, title, headings } = factsOf(path);
		expect(language).toBe(languageAt(path));
		expect(title).toMatch(/\S/);
		expect(headings).toEqual([expect.stringMatching(/\S/)]);
	});

	test('says of passages in Chinese that they are', () => {
		expect(factsOf(path).unmarkedChinese).toEqual([]);
	});

	test('shows its main content without JavaScript', () => {
		const { headings, main, mainHeadings } = factsOf(path);
		expect(mainHeadings).toBe(1);
		expect(main.length).toBeGreaterThan((headings[0] ?? '').length + 10);
	});

	test('has nothing inline but the scripts that show it as chosen, tell its age or end, or add up the self-check, and the style of the emergency pack', () => {
		const isSheet = /\/(?:poster|text)\/$/.test(path);
		const isPack = path.endsWith('/emergency-pack/');
		const { inline } = factsOf(path);
		const scripts = inline.filter((each) => each.startsWith('<script'));
		expect(inline.filter((each) => !scripts.includes(each))).toEqual(
			isPack ? [`<style>${packStyle}</style>`] : [],
		);
		const isSelfCheck = path.endsWith('/support/self-check/');
		if (isSheet) expect([[], [`<script>${pastEnd}</script>`]]).toContainEqual(scripts);
		else {
			const allowed = [display, ...(isSelfCheck ? [selfCheck] : []), honestTime];
			expect(scripts).toEqual(allowed.map((each) => `<script>${each}</script>`));
		}
	});

	test('leads to nothing on this site that is missing', () => {
		const missing = factsOf(path).addresses.filter((address) => isMissing(new URL(address)));
		expect(missing).toEqual([]);
	});
});

test.each(pagesToLookAt(await site.html(), { andAll: defaultLanguage }))(
	'%s is valid HTML',
	async (path) => {
		const file = join(site.folder, fileName(path));
		expect(await htmlFaults(await readFile(file, 'utf8'))).toEqual([]);
	},
);

test('the sitemap lists the pages of the site, and only those that exist', () => {
	expect(site.sitemap).toEqual(expect.arrayContaining(['/', '/notices/', '/rumors/', '/support/']));
	expect(site.sitemap.filter((path) => !site.pages.includes(path))).toEqual([]);
	expect(site.sitemap.filter((path) => path.includes('/exercise/'))).toEqual([]);
});

test.each(inEachLanguage())('%s names the same page in every language', (path) => {
	const { alternates } = factsOf(path);
	expect(Object.keys(alternates)).toEqual(expect.arrayContaining([...languageTags]));
	const paths = Object.values(alternates).map((address) => address.replace(site.url, ''));
	expect(paths).toContain(path);
	for (const other of paths) expect(factsOf(other).alternates).toEqual(alternates);
});

test.each(inEachLanguage().filter((path) => pageAt(path) !== 'emergency-pack/'))(
	'%s offers every other language, and the same page in it',
	(path) => {
		const others = languageTags.filter((tag) => tag !== languageAt(path));
		const addresses = others.map((tag) => [tag, `${languagePrefix(tag)}/${pageAt(path)}`]);
		expect(factsOf(path).switches).toEqual(Object.fromEntries(addresses));
	},
);

test('the search has an index for each language', async () => {
	const entry = await readFile(join(site.folder, 'pagefind/pagefind-entry.json'), 'utf8');
	const indexed = Object.keys((JSON.parse(entry) as { languages: object }).languages);
	expect(indexed.sort()).toEqual(languageTags.map((tag) => tag.toLowerCase()).sort());
});

test('the search finds the pages of the site and no exercise', async () => {
	const fragments = [...files].filter((file) => file.endsWith('.pf_fragment'));
	const found = await Promise.all(fragments.map(readFragment));
	expect(found.filter((text) => text.includes('/notices/')).length).toBeGreaterThan(0);
	expect(found.filter((text) => text.includes('/exercise/'))).toEqual([]);
});

function factsOf(path: string): PageFacts {
	const known = facts.get(path);
	if (!known) throw new Error(`${path} is no page of the site`);
	return known;
}

/** Pages of the sitemap, whichever languages it writes out. */
function inEachLanguage(): string[] {
	return site.pages.filter((path) => site.sitemap.includes(`/${pageAt(path)}`));
}

/** A path without its language: `notices/`. */
function pageAt(path: string): string {
	return path.slice(languagePrefix(languageAt(path)).length + 1);
}

/** Answers of the function layer are no files. */
const fromServer = /^(?:staff|desk|api)\//;

function isMissing(address: URL): boolean {
	const page = pageAt(address.pathname);
	if (address.origin !== site.url || fromServer.test(page)) return false;
	if (!files.has(`/${fileName(decodeURIComponent(address.pathname))}`)) return true;
	const found = facts.get(address.pathname);
	// What follows `#` there is a code to look up, no place on the page.
	if (page === 'verify/') return false;
	const id = decodeURIComponent(address.hash.slice(1));
	return id !== '' && found !== undefined && !found.ids.includes(id);
}

async function readFragment(file: string): Promise<string> {
	return gunzipSync(await readFile(join(site.folder, file))).toString();
}
