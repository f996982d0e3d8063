import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileName } from '../functions/release/tree.ts';
import { languageAt, languagePrefix } from '../src/domain/languages.ts';
import { noon } from './builders.ts';
import { inEachLanguage } from './each-language.ts';
import { layoutShift, recordShifts } from './layout-shift.ts';
import { openServedSite, type SitePage } from './served-site.ts';

// Bytes as they go over the wire when a server compresses with gzip, which every server and browser can.
const site = await openServedSite();
const kilobyte = 1024;

afterAll(() => site.close());

const notices = site.pages.filter((path) =>
	/^notices\/[^/]+\/$/.test(path.slice(languagePrefix(languageAt(path)).length + 1)),
);
const homes = inEachLanguage('');

describe.each(notices)('%s', (path) => {
	// Ten packets of 1,460 bytes: what a server sends before the first answer (RFC 6928).
	test('takes at most 14,600 bytes until it is first painted', async () => {
		expect(await firstPaint(path)).toBeLessThanOrEqual(14_600);
	});

	test('takes at most 30 KB without its images', async () => {
		expect(await allWithoutImages(path)).toBeLessThanOrEqual(30 * kilobyte);
	});
});

test.each(homes)('%s takes at most 20 KB until it is first painted', async (path) => {
	expect(await firstPaint(path)).toBeLessThanOrEqual(20 * kilobyte);
});

test.each([...notices, ...homes])('%s waits for no script before it is painted', async (path) => {
	const html = await text(path);
	const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
	const blocking = scripts.filter(
		(tag) => tag.includes(' src=') && !/type="module"|\basync\b|\bdefer\b/.test(tag),
	);
	expect(blocking).toEqual([]);
});

describe.each([360, 1280])('at %i px', (width) => {
	let tab: SitePage;
	beforeAll(async () => {
		tab = await site.newPage();
		await tab.page.clock.setFixedTime(noon);
		await recordShifts(tab.page);
	});
	afterAll(() => tab.page.context().close());

	test.each([...notices, ...homes])('%s does not move after it is painted', async (path) => {
		await tab.open(path, width);
		expect(await layoutShift(tab.page)).toBe(0);
	});
});

/** The page and its styles; its own script stands in it, and every other one is run later. */
async function firstPaint(path: string): Promise<number> {
	const html = await text(path);
	const styles = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(
		([, href = '']) => href,
	);
	const parts = await Promise.all(styles.map(text));
	return [html, ...parts].reduce((sum, part) => sum + gzipSync(part, { level: 9 }).length, 0);
}

async function allWithoutImages(path: string): Promise<number> {
	// A tab of its own has nothing in its cache.
	const { page, open } = await site.newPage();
	const answers: Response[] = [];
	page.on('response', (response) => {
		if (response.request().resourceType() !== 'image') answers.push(response);
	});
	await open(path, 360);
	const bodies = await Promise.all(answers.map((answer) => answer.body()));
	await page.context().close();
	return bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
}

function text(path: string): Promise<string> {
	return readFile(join(site.folder, fileName(path)), 'utf8');
}
