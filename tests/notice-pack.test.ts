import { describe, expect, test } from 'vitest';
import { loadRenderer } from '../functions/release/renderer.ts';
import type { Content } from '../src/domain/site.ts';
import { folderSource } from '../src/reading/folder-source.ts';
import { noon, noticeText, sourceOf, yellowWarning } from './builders.ts';

const { renderer } = await loadRenderer(process.cwd());
const siteUrl = 'https://yingji.shili.example';
const moment = { now: noon, release: { number: 1, at: noon }, siteUrl, observations: {} };

const demo = await renderer.read(folderSource('content'));
const hostile = await renderer.read(sourceOf(hostileNotices()));

const formsOf = (content: Content, form: string) =>
	renderer.paths(content, moment).paths.filter((path) => path.endsWith(`/${form}/`));

async function htmlOf(content: Content, path: string): Promise<string> {
	const { status, body } = await renderer.render(path, content, moment);
	expect(status).toBe(200);
	return new TextDecoder().decode(body);
}

test('no hostile notice was refused, or it would prove nothing', () => {
	expect(hostile.setAside).toEqual([]);
	expect(formsOf(hostile, 'text').length).toBe(2 * Object.keys(hostileNotices()).length);
});

describe.each([
	['the demo county', demo],
	['a hostile editor', hostile],
])('of %s', (_, content) => {
	test.each(formsOf(content, 'text'))('%s is a whole document of less than 3 KB', async (path) => {
		const html = await htmlOf(content, path);
		expect(new TextEncoder().encode(html).length).toBeLessThan(3072);
		expect(html).toMatch(/^<!DOCTYPE html><html lang="(?:zh-CN|en)">.*<\/html>\s*$/is);
		expect(html).not.toMatch(/<(?:script|style|link|img)/);
		expect(html).not.toMatch(/[\u202E\u2066]/);
	});

	test.each(formsOf(content, 'text'))('%s keeps what must never be cut', async (path) => {
		const html = await htmlOf(content, path);
		const page = path.replace(/text\/$/, '');
		expect(html).toContain(`href="${siteUrl}${page}"`);
		expect(html).toMatch(/适用区域：|Where: /);
		expect(html).toMatch(/发布：|Issued by: /);
		expect(html).toMatch(
			/生效|有效期|解除|撤回|更新|到此结束|force|Expired|Replaced|Lifted|Withdrawn|Ends/,
		);
	});
});

test('the plain page says what its page says about validity, and what has taken its place', async () => {
	const html = await htmlOf(demo, '/notices/2026-06-yellow/text/');
	expect(html).toContain('已有更新');
	expect(html).toContain(`${siteUrl}/notices/2026-12-orange/`);
	expect(html).not.toContain('生效中');
});

test('the forms of an exercise carry its mark, and stand at no public address', async () => {
	expect(await htmlOf(demo, '/exercise/2026-02-drill/text/')).toMatch(/<h1>【演练】/);
	expect((await renderer.render('/notices/2026-02-drill/text/', demo, moment)).status).toBe(404);
	expect((await renderer.render('/exercise/2026-12-orange/text/', demo, moment)).status).toBe(404);
	expect((await renderer.render('/rumors/2026-12-orange/text/', demo, moment)).status).toBe(404);
});

/** What git lets through: every field as long as the schema has it, and as nasty. */
function hostileNotices(): Readonly<Record<string, string>> {
	const each = (text: string, length: number, count: number) =>
		JSON.stringify(Array.from({ length: count }, () => text.repeat(length).slice(0, length)));
	const one = (text: string, length: number) =>
		JSON.stringify(text.repeat(length).slice(0, length));
	const inAllFields = (text: string) =>
		noticeText(
			{
				...yellowWarning,
				title: one(text, 80),
				summary: one(text, 200),
				actions: each(text, 200, 8),
				avoid: each(text, 200, 8),
				known: each(text, 200, 8),
				documentNumber: one(text, 60),
				phones: '["0000-5550120", "12356", "120"]',
			},
			text.repeat(1000),
		);
	const texts = {
		script: '<script>alert(1)</script>',
		quotes: `"'&<>`,
		bidi: 'abc\u202Edef\u2066',
		word: 'x',
		han: '长',
		emoji: '👩‍👩‍👧‍👦🚨',
		rare: '𠮷㐂ꀀᠠ',
		sentences: '请不要出门。',
	};
	return Object.fromEntries(
		Object.entries(texts).map(([name, text]) => [`notices/${name}.zh-CN.md`, inAllFields(text)]),
	);
}
