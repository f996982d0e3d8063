import { describe, expect, test } from 'vitest';
import { loadRenderer } from '../functions/release/renderer.ts';
import { defaultLanguage, languagePrefix, languageTags } from '../src/domain/languages.ts';
import { demoDay, shiftDates } from '../src/domain/shift-dates.ts';
import type { ContentSource } from '../src/domain/site.ts';
import { translator } from '../src/i18n/strings.ts';
import { folderSource } from '../src/reading/folder-source.ts';
import { noon, noticeText, sourceOf, yellowWarning } from './builders.ts';

const { renderer } = await loadRenderer(process.cwd());
const siteUrl = 'https://yingji.shili.example';
const moment = { now: noon, release: { number: 1, at: noon }, siteUrl, observations: {} };
const stamp = '{sent: 2026-03-14T09:00:00+08:00, identifier: shili.flood.x, code: KA2222}';
const title = '请到高处去';
const content = await renderer.read(
	sourceOf({ 'notices/flood.zh-CN.md': noticeText({ ...yellowWarning, title, stamp }) }),
);

async function textAt(path: string): Promise<string> {
	const { status, body } = await renderer.render(path, content, moment);
	expect(status).toBe(200);
	return new TextDecoder().decode(body);
}

const further = languageTags.filter((tag) => tag !== defaultLanguage);

describe.each(further)('a notice that nobody has translated, for readers of %s,', (tag) => {
	const t = translator(tag);
	const at = (page: string) => textAt(`${languagePrefix(tag)}/${page}`);

	test('says so in their language, and shows the Chinese text as Chinese', async () => {
		const html = await at('notices/flood/');
		expect(html).toContain(`<html lang="${tag}"`);
		expect(html).toContain(t('translation.missing').replaceAll("'", '&#39;'));
		expect(html).toMatch(new RegExp(`<h1[^>]* lang="zh-CN"[^>]*>[^]*?${title}`));
		expect(html).toContain(t('warning.yellow'));
	});

	test('is on their home page and in their lists, feeds and archive at once', async () => {
		for (const page of ['', 'notices/', 'notices/archive/2026-03/', 'feeds/notices.xml'])
			expect(await at(page)).toContain(title);
	});

	test('says on every form to pass on that this is the original', async () => {
		for (const form of ['text/', 'poster/', 'pass-on/'])
			expect(await at(`notices/flood/${form}`)).toContain(t('translation.none'));
	});
});

test('names of the settings that nobody has translated are marked as Chinese, and others are not', async () => {
	const italian = await textAt('/it/notices/flood/');
	for (const name of ['示例县应急信息', '示例县疾控中心'])
		expect(italian).toContain(`<span lang="zh-CN">${name}</span>`);
	const english = await textAt('/en/notices/flood/');
	expect(english).toMatch(/Shili County CDC/);
	expect(english).not.toMatch(/lang="zh-CN">(?:示例县应急信息|示例县疾控中心|Shili)/);
});

test('programs are given the languages that a notice is written in, and no other', async () => {
	const cap = await textAt('/cap/flood.xml');
	expect(cap.match(/<language>[^<]*/g)).toEqual(['<language>zh-CN']);
	const { alerts } = JSON.parse(await textAt('/alerts.json'));
	expect(alerts[0].title).toEqual({ 'zh-CN': title });
});

/** The demo county as the portal seeds it some days later. */
function laterBy(days: number): ContentSource {
	const source = folderSource('content');
	return { ...source, read: async (blob) => shiftDates(await source.read(blob), days, demoDay) };
}

test.each(Array.from({ length: 13 }, (_, index) => 29 * index))(
	'in the demo county, begun %i days later, every file can be read: long names of days and months fit',
	async (days) => {
		const { setAside } = await renderer.read(laterBy(days));
		expect(setAside).toEqual([]);
	},
);
