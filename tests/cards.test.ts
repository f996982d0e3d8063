import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { loadRenderer } from '../functions/release/renderer.ts';
import type { Content } from '../src/domain/site.ts';
import { folderSource } from '../src/reading/folder-source.ts';
import { noon, noticeText, sourceOf } from './builders.ts';
import { hostileNotices } from './hostile-notices.ts';

const { renderer } = await loadRenderer(process.cwd());
const siteUrl = 'https://yingji.shili.example';
const moment = { now: noon, release: { number: 1, at: noon }, siteUrl, observations: {} };
const demo = await renderer.read(folderSource('content'));
const hostile = await renderer.read(sourceOf(hostileNotices()));

describe.each([
	['the demo county', demo],
	['a hostile editor', hostile],
])('of %s', (_, content) => {
	test.each(renderer.cards(content, moment))(
		'%s is a small picture of the right size',
		async (path) => {
			const { status, type, body } = await renderer.render(path, content, moment);
			expect([status, type]).toEqual([200, 'image/png']);
			expect(await sharp(body).metadata()).toMatchObject({
				format: 'png',
				width: 1200,
				height: 630,
			});
			expect(body.length).toBeLessThan(120 * 1024);
		},
	);

	test('there is a card for every notice that is passed on, in every language', () => {
		expect(renderer.cards(content, moment).length).toBeGreaterThan(4);
	});
});

test('a notice names its card, and another headline is another card', async () => {
	const [one, two] = [
		await cardIn(await noticesWith('停水通知')),
		await cardIn(await noticesWith('停电通知')),
	];
	expect(one?.path).not.toBe(two?.path);
	expect(Buffer.compare(one.body, two.body)).not.toBe(0);
});

test('there is no card of an exercise, nor of what was over long ago', async () => {
	const content = await renderer.read(
		sourceOf({
			'notices/drill.zh-CN.md': noticeText({ status: 'exercise' }),
			'notices/old.zh-CN.md': noticeText({
				effective: '2025-03-14T09:00:00+08:00',
				expires: '2025-03-15T09:00:00+08:00',
			}),
		}),
	);
	expect(renderer.cards(content, moment)).toEqual([]);
	expect(await pictureOf(content, '/notices/old/')).toBe(`${siteUrl}/icons/card.png`);
	expect(await pictureOf(content, '/exercise/drill/')).toBeUndefined();
});

test('a card that no notice has now is none', async () => {
	const path = '/cards/2026-12-orange.zh-CN.0123456789ab.png';
	expect((await renderer.render(path, demo, moment)).status).toBe(404);
});

const noticesWith = (title: string) =>
	renderer.read(sourceOf({ 'notices/water.zh-CN.md': noticeText({ title }) }));

async function cardIn(content: Content) {
	const picture = await pictureOf(content, '/notices/water/');
	const path = picture?.slice(siteUrl.length) ?? '';
	expect(renderer.cards(content, moment)).toContain(path);
	return { path, body: (await renderer.render(path, content, moment)).body };
}

async function pictureOf(content: Content, path: string): Promise<string | undefined> {
	const { body } = await renderer.render(path, content, moment);
	return /property="og:image" content="([^"]*)"/.exec(new TextDecoder().decode(body))?.[1];
}
