import { describe, expect, test } from 'vitest';
import { loadRenderer } from '../functions/release/renderer.ts';
import { toOffsetString } from '../src/domain/time.ts';
import { atHour, noon, noticeText, sourceOf, yellowWarning } from './builders.ts';

const { renderer } = await loadRenderer(process.cwd());
const siteUrl = 'http://localhost:4321';
const moment = { now: noon, release: { number: 1, at: noon }, siteUrl, observations: {} };
const at = (hours: number) => toOffsetString(atHour(hours));

const content = await renderer.read(
	sourceOf({
		'notices/county.zh-CN.md': noticeText({ title: '全县公告', areas: '["999900"]' }),
		'notices/yunxi.zh-CN.md': noticeText({
			...yellowWarning,
			title: '云溪公告',
			areas: '["999900101"]',
		}),
		'notices/shimen.zh-CN.md': noticeText({
			title: '石门公告',
			areas: '["999900201"]',
			sessions: `[{kind: briefing, name: 发布会, start: "${at(20)}", end: "${at(21)}"}]`,
		}),
		'notices/narrower.zh-CN.md': noticeText({
			title: '缩小范围',
			areas: '["999900101"]',
			lifecycle: 'update',
			references: '[both]',
			effective: at(-1),
		}),
		'notices/both.zh-CN.md': noticeText({
			title: '两镇公告',
			areas: '["999900101", "999900201"]',
			effective: at(-100),
		}),
		'notices/over.zh-CN.md': noticeText({
			title: '昨天到期',
			areas: '["999900201"]',
			effective: at(-100),
			expires: at(-20),
		}),
		'notices/long-over.zh-CN.md': noticeText({
			title: '早已到期',
			areas: '["999900201"]',
			effective: at(-200),
			expires: at(-100),
		}),
	}),
);

async function answer(path: string) {
	const { status, type, body } = await renderer.render(path, content, moment);
	return { status, type, text: new TextDecoder().decode(body) };
}

async function titlesIn(path: string): Promise<string[]> {
	const { items } = JSON.parse((await answer(path)).text);
	return items.map(({ title }: { title: string }) => title.replace(/【.*】/, '')).sort();
}

test('the story is published', () => {
	expect(content.setAside).toEqual([]);
});

describe('the feed', () => {
	test('of a township holds what is for it and for the county', async () => {
		expect(await titlesIn('/feeds/areas/999900101.json')).toEqual(
			['全县公告', '云溪公告', '缩小范围', '两镇公告'].sort(),
		);
	});

	test('of the county holds what is for its townships too', async () => {
		expect(await titlesIn('/en/feeds/areas/999900.json')).toHaveLength(7);
	});

	test('of a topic holds what is on it', async () => {
		expect(await titlesIn('/feeds/topics/health.json')).toHaveLength(7);
	});

	test.each([
		['/feeds/areas/999900101.xml', 'application/xml', 'text/css'],
		['/en/feeds/topics/health.xml', 'application/xml', 'text/css'],
		['/cap/areas/999900101.xml', 'application/atom+xml', '<feed'],
		['/feeds/areas/999900101.json', 'application/feed+json', 'jsonfeed.org'],
		['/feeds/calendar.ics', 'text/calendar', 'SUMMARY:发布会'],
		['/notices/shimen.ics', 'text/calendar', 'SUMMARY:发布会'],
	])('%s is of the type %s', async (path, type, content) => {
		const { status, ...found } = await answer(path);
		expect(status).toBe(200);
		expect(found.type).toBe(`${type}; charset=utf-8`);
		expect(found.text).toContain(content);
	});

	test.each([
		'/feeds/areas/1.xml',
		'/feeds/areas/999900101.atom',
		'/en/feeds/areas/health.json',
		'/feeds/topics/999900.json',
		'/cap/areas/health.xml',
		'/cap/other/999900.xml',
		'/areas/1/',
		'/notices/yunxi.ics',
	])('%s is nowhere', async (path) => {
		expect((await answer(path)).status).toBe(404);
	});
});

describe('the page of a township', () => {
	test('shows the warnings and notices for it and for the county, and no others', async () => {
		const { text } = await answer('/areas/999900101/');
		expect(text).toMatch(/data-alert="yunxi"[\s\S]*id="others"[\s\S]*全县公告/);
		expect(text).not.toContain('石门公告');
	});

	test('tells what changed since yesterday, also that a notice no longer concerns it', async () => {
		const changes = sectionOf((await answer('/areas/999900201/')).text, 'recent-changes');
		expect(changes).toMatch(/更新[\s\S]*两镇公告[\s\S]*到期结束[\s\S]*昨天到期/);
		expect(changes).not.toContain('早已到期');
	});

	test('leads programs to its feeds', async () => {
		const { text } = await answer('/en/areas/999900201/');
		for (const feed of [
			'/en/feeds/areas/999900201.xml',
			'/en/feeds/areas/999900201.json',
			'/cap/areas/999900201.xml',
		])
			expect(text).toMatch(new RegExp(`<link rel="alternate"[^>]*href="${feed}"`));
	});

	test('reads no list of the archive', async () => {
		const { record } = await renderer.render('/areas/999900101/', content, moment);
		const lists = Object.keys(record.reads).filter((key) => /^(?:list|month|incident):/.test(key));
		expect(lists).toEqual([]);
		expect(record.until).toBeDefined();
	});
});

function sectionOf(html: string, id: string): string {
	return (
		new RegExp(`<section[^>]*aria-labelledby="${id}"[\\s\\S]*?</section>`).exec(html)?.[0] ?? ''
	);
}
