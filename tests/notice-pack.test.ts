import { describe, expect, test } from 'vitest';
import { loadRenderer } from '../functions/release/renderer.ts';
import { languageAt, languages } from '../src/domain/languages.ts';
import type { Content } from '../src/domain/site.ts';
import { phraseParts } from '../src/i18n/phrase.ts';
import { isStringKey, type Translate, translator } from '../src/i18n/strings.ts';
import zhCN from '../src/i18n/zh-CN.json' with { type: 'json' };
import { folderSource } from '../src/reading/folder-source.ts';
import { noon, noticeText, sourceOf } from './builders.ts';
import { hostileNotices } from './hostile-notices.ts';

const { renderer } = await loadRenderer(process.cwd());
const t = translator('zh-CN');
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
	expect(formsOf(hostile, 'text').length).toBe(
		languages.length * Object.keys(hostileNotices()).length,
	);
});

describe.each([
	['the demo county', demo],
	['a hostile editor', hostile],
])('of %s', (_, content) => {
	test.each(formsOf(content, 'text'))('%s is a whole document of less than 3 KB', async (path) => {
		const html = await htmlOf(content, path);
		expect(new TextEncoder().encode(html).length).toBeLessThan(3072);
		const begins = `<html lang="${languageAt(path)}">`;
		expect(html).toMatch(new RegExp(`^<!DOCTYPE html>${begins}.*</html>\\s*$`, 'is'));
		expect(html).not.toMatch(/<(?:script (?!>)|style|link|img)/);
		expect(html).not.toMatch(/[\u202E\u2066]/);
	});

	test.each(formsOf(content, 'text'))('%s keeps what must never be cut', async (path) => {
		const html = await htmlOf(content, path);
		const page = path.replace(/text\/$/, '');
		expect(html).toContain(`href="${siteUrl}${page}"`);
		const say = translator(languageAt(path));
		for (const fact of ['facts.areas', 'facts.issuer'] as const)
			expect(html).toContain(say('pack.fact', { name: say(fact), value: '' }).trim());
		// Numbers that run into each other are no numbers.
		expect(html).not.toMatch(/<\/a>\s*<a href="tel:/);
		expect(saysHowItStands(unescaped(html), say)).toBe(true);
	});
});

/** Whether a text has one of the sentences on how a notice stands, whatever its times are. */
function saysHowItStands(text: string, say: Translate): boolean {
	const sentences = Object.keys(zhCN).filter((key) => key.startsWith('standing.'));
	return sentences
		.filter(isStringKey)
		.some((key) =>
			phraseParts(say(key)).every((part) => !('words' in part) || text.includes(part.words.trim())),
		);
}

test('a plain page that leaves something to do out says that there is more', async () => {
	const many = JSON.stringify(Array(8).fill('请远离河边，不要过桥。'.repeat(16)));
	const content = await renderer.read(
		sourceOf({
			'notices/crowded.zh-CN.md': noticeText({ actions: many, avoid: many }),
			'notices/short.zh-CN.md': noticeText(),
		}),
	);
	const said = t('pack.unfinished');
	expect(await htmlOf(content, '/notices/crowded/text/')).toContain(said);
	expect(await htmlOf(content, '/notices/short/text/')).not.toContain(said);
});

describe.each([
	['the demo county', demo],
	['a hostile editor', hostile],
])('to be passed on by %s', (_, content) => {
	test.each(formsOf(content, 'pass-on'))(
		'%s gives texts that can be sent as they are',
		async (path) => {
			const html = await htmlOf(content, path);
			const texts = [...html.matchAll(/pass-text__text[^>]*>([^<]*)</g)].map(
				([, text = '']) => text,
			);
			expect(texts.length).toBeGreaterThanOrEqual(3);
			expect(texts.join('')).not.toMatch(/[\u202E\u2066]/);
			const page = path.replace(/pass-on\/$/, '');
			expect(texts[0]).toContain(siteUrl + page);
			expect([...unescaped(texts.at(-1) ?? '')].length).toBeLessThanOrEqual(60);
		},
	);
});

test('every text of an exercise says so, also where it is over', async () => {
	const html = await htmlOf(demo, '/exercise/2026-02-drill/pass-on/');
	const texts = [...html.matchAll(/pass-text__text[^>]*>([^<]*)</g)].map(([, text = '']) => text);
	expect(texts.filter((text) => !text.includes('【演练】'))).toEqual([]);
	expect(texts.filter((text) => !text.includes('【已过有效期】'))).toEqual([]);
});

test('each form of a notice that comes from a partner names it', async () => {
	const partner = '示例县商超协会';
	for (const form of ['text', 'poster'])
		expect(await htmlOf(demo, `/notices/2026-09-supplies/${form}/`)).toContain(partner);
	const html = await htmlOf(demo, '/notices/2026-09-supplies/pass-on/');
	expect(html).toContain(`来源：${partner}。`);
	expect(html).toContain(t('pack.fact', { name: t('facts.source'), value: partner }));
});

test('an exercise leads to its CAP message, and to no other', async () => {
	const html = await htmlOf(demo, '/exercise/2026-02-drill/pass-on/');
	const cap = '/exercise/2026-02-drill/cap.xml';
	expect(html).toContain(`href="${cap}"`);
	expect(html).not.toContain('href="/cap/2026');
	expect(await htmlOf(demo, cap)).toContain('<status>Exercise</status>');
});

test('a notice in force has a script that is said twice, with its seconds', async () => {
	const html = await htmlOf(demo, '/notices/2026-12-orange/pass-on/');
	expect(html).toMatch(/念一遍约\d+秒/);
	expect(html.match(/以上是示例县人民政府办公室发布/g)).toHaveLength(2);
});

function unescaped(text: string): string {
	const characters: Readonly<Record<string, string>> = {
		amp: '&',
		lt: '<',
		gt: '>',
		quot: '"',
		'#39': "'",
		'#34': '"',
	};
	return text.replace(/&(#?\w+);/g, (whole, name: string) => characters[name] ?? whole);
}

test('the plain page says what its page says about validity, and what has taken its place', async () => {
	const html = await htmlOf(demo, '/notices/2026-06-yellow/text/');
	expect(html).toContain('已有更新');
	expect(html).toContain(`${siteUrl}/notices/2026-12-orange/`);
	expect(html).not.toContain('生效中');
});

test('the forms of an exercise carry its mark, and stand at no public address', async () => {
	expect(await htmlOf(demo, '/exercise/2026-02-drill/text/')).toMatch(/<h1>\s*【演练】/);
	expect((await renderer.render('/notices/2026-02-drill/text/', demo, moment)).status).toBe(404);
	expect((await renderer.render('/exercise/2026-12-orange/text/', demo, moment)).status).toBe(404);
	expect((await renderer.render('/rumors/2026-12-orange/text/', demo, moment)).status).toBe(404);
});
