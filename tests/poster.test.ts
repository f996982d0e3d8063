import readQr from 'jsqr';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadRenderer } from '../functions/release/renderer.ts';
import { defaultLanguage, languageAt } from '../src/domain/languages.ts';
import { folderSource } from '../src/reading/folder-source.ts';
import { launchBrowser } from './browser.ts';
import { noon, noticeText, sourceOf } from './builders.ts';
import { hostileNotices } from './hostile-notices.ts';
import { showRendered } from './rendered-pages.ts';

const { renderer } = await loadRenderer(process.cwd());
const siteUrl = 'https://yingji.shili.example';
const moment = { now: noon, release: { number: 1, at: noon }, siteUrl, observations: {} };
const demo = await renderer.read(folderSource('content'));
const hostile = await renderer.read(sourceOf(hostileNotices()));
const revised = await renderer.read(
	sourceOf({
		'notices/revised.zh-CN.md': noticeText({ version: '3' }),
		'notices/over.zh-CN.md': noticeText({ version: '2' }),
		'notices/next.zh-CN.md': noticeText({ lifecycle: 'update', references: '[over]' }),
	}),
);

let browser: Browser;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each([
	['the demo county', demo],
	['a hostile editor', hostile],
])('a poster of %s', (_, content) => {
	const { paths } = renderer.paths(content, moment);
	const posters = paths
		.filter((path) => path.endsWith('/poster/'))
		// The demo's are alike in every language but for the letters.
		.filter((path) => content === hostile || languageAt(path) === defaultLanguage);
	let page: Page;
	beforeAll(async () => {
		page = await browser.newPage();
		// Printed too late, a poster says so in one line more.
		await page.clock.setFixedTime(new Date('2027-03-14T12:00:00+08:00'));
		await showRendered(page, content, moment);
	});

	test.each(posters)(
		'%s is one sheet of A4 with nothing cut off, and leads to its notice, told the version on the paper',
		async (path) => {
			await page.goto(siteUrl + path);
			const address = await scanned(page);
			await page.emulateMedia({ media: 'print' });
			await page.setViewportSize({ width: 703, height: 1032 });
			expect(await page.evaluate(cutOff)).toEqual([]);
			const pdf = await page.pdf({ preferCSSPageSize: true });
			expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
			expect(address).toMatch(/#v\d+$/);
			expect(address?.replace(/#v\d+$/, '')).toBe(siteUrl + path.replace(/poster\/$/, ''));
			await page.goto(address ?? '');
			expect(await page.locator(':target').count()).toBe(1);
		},
	);
});

describe('who comes by the code on a poster', () => {
	let page: Page;
	beforeAll(async () => {
		page = await browser.newPage({ javaScriptEnabled: false });
		await showRendered(page, revised, moment);
	});
	const shown = async (path: string) => {
		await page.goto('about:blank');
		await page.goto(siteUrl + path);
		const lines = await page.locator('.paper').all();
		const visible = await Promise.all(
			lines.map(async (line) => ((await line.isVisible()) ? [await line.innerText()] : [])),
		);
		return visible.flat();
	};

	test('is told that the paper is the newest', async () => {
		expect(await shown('/notices/revised/#v3')).toEqual(['您手里这张是最新版（第3版）。']);
	});

	test('is told that it is not, and is led to the newest', async () => {
		expect(await shown('/notices/revised/#v1')).toEqual([
			'您手里的纸质公告是第1版，已不是最新。请取下，换上第3版。',
		]);
		await page.getByRole('link', { name: '第3版' }).click();
		expect(page.url()).toBe(`${siteUrl}/notices/revised/poster/`);
	});

	test('is told to take the paper down when another notice has taken its place', async () => {
		expect(await shown('/notices/over/#v2')).toEqual([
			'您手里的这张纸质公告请取下，换上新的张贴版。',
		]);
	});

	test('everyone else is told nothing of paper', async () => {
		expect(await shown('/notices/revised/')).toEqual([]);
	});
});

test('a poster that is no longer in force says so across its top, and what to put up instead', async () => {
	const html = await htmlOf('/notices/2026-06-yellow/poster/');
	expect(html).toMatch(
		/poster__void[\s\S]*此公告已有更新，请勿张贴[\s\S]*请改贴：示例市发布橙色预警/,
	);
	expect(await htmlOf('/notices/2026-12-orange/poster/')).not.toContain('此公告');
});

test('a poster that leaves sentences out says so, and leaves none out for which there is room', async () => {
	const sentence = 'Please keep away from the river and do not cross the bridge until we say so.';
	const many = (count: number) =>
		JSON.stringify(Array.from({ length: count }, (_, at) => `${sentence} ${sentence} (${at})`));
	const crowded = await renderer.read(
		sourceOf({
			'notices/crowded.zh-CN.md': noticeText({ actions: many(8), avoid: many(8) }),
			'notices/no-summary.zh-CN.md': noticeText({
				summary: '请远离河边。'.repeat(33),
				actions: many(5),
			}),
		}),
	);
	const page = await browser.newPage();
	await showRendered(page, crowded, moment);
	await page.emulateMedia({ media: 'print' });
	await page.setViewportSize({ width: 703, height: 1032 });
	for (const ref of ['crowded', 'no-summary']) {
		await page.goto(`${siteUrl}/en/notices/${ref}/poster/`);
		const { last, free, tallest } = await page.evaluate(roomLeft);
		expect(last).toBe('Scan the code to read the rest.');
		// The widest fonts decide what fits, and this machine's may be narrow: they leave room for a few more.
		if (ref === 'crowded') expect(free).toBeLessThan(tallest * 5);
	}
	await page.close();
});

test('a poster says when its end has passed, and until then only until when', async () => {
	const page = await browser.newPage();
	await showRendered(page, demo, moment);
	const passed = page.getByText('有效期已过，请勿张贴');
	await page.clock.setFixedTime(noon);
	await page.goto(`${siteUrl}/notices/2026-12-orange/poster/`);
	expect(await passed.isVisible()).toBe(false);
	expect(await page.locator('.poster__validity').innerText()).toBe(
		'3月11日（周三）12:00起生效，至3月20日（周五）18:00',
	);
	await page.clock.setFixedTime(new Date('2026-03-20T18:00:00+08:00'));
	await page.reload();
	expect(await passed.isVisible()).toBe(true);
	await page.close();
});

test('the poster of an exercise in a fictional county carries both marks', async () => {
	const html = await htmlOf('/exercise/2026-02-drill/poster/');
	expect(html).toMatch(/<h1>【演练】【虚构·示例县】/);
});

async function htmlOf(path: string): Promise<string> {
	return new TextDecoder().decode((await renderer.render(path, demo, moment)).body);
}

async function scanned(page: Page): Promise<string | undefined> {
	const picture = await page.locator('.qr').screenshot();
	const { data, info } = await sharp(picture)
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	return readQr(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

/** Runs in the page: the last line of the text, the room below it, and how high the highest sentence is. */
function roomLeft() {
	const heightOf = (each: Element) => each.getBoundingClientRect().height;
	const lines = [...document.querySelectorAll('.poster__text > *')];
	const last = lines.at(-1);
	const foot = document.querySelector('.poster__foot');
	const end = last?.getBoundingClientRect().bottom ?? 0;
	return {
		last: last?.textContent,
		free: (foot?.getBoundingClientRect().top ?? 0) - end,
		tallest: Math.max(...[...document.querySelectorAll('.poster__text li')].map(heightOf)),
	};
}

/** Runs in the page: what is not wholly to be seen on the sheet. */
function cutOff(): string[] {
	const sheet = document.querySelector('.poster')?.getBoundingClientRect();
	const text = document.querySelector('.poster__text');
	if (!sheet || !text) return ['no poster'];
	const cut =
		text.scrollHeight > text.clientHeight + 1
			? [`text by ${text.scrollHeight - text.clientHeight}px`]
			: [];
	for (const part of document.querySelectorAll('.poster > *, .poster__foot *')) {
		const { bottom, right, height } = part.getBoundingClientRect();
		if (height > 0 && (bottom > sheet.bottom + 1 || right > sheet.right + 1))
			cut.push(part.className.toString());
	}
	return cut;
}
