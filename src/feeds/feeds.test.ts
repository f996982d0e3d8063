import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { aNotice, aRumorResponse, atHour, noon, someSettings } from '../../tests/builders.ts';
import type { Localized } from '../domain/entry.ts';
import type { NoticeWithRef } from '../domain/notice.ts';
import { translator } from '../i18n/strings.ts';
import { capIndex } from './cap-index.ts';
import type { Feed } from './feed.ts';
import { type FeedView, noticeItems, rumorItems } from './feed-items.ts';
import { jsonFeed } from './json-feed.ts';
import { rssFeed } from './rss.ts';

const hostile = `</title><script>alert(1)</script>&amp;"'\u0007\u202e😀${'长'.repeat(1000)}`;
const stamp = { sent: noon, identifier: 'shili.a-notice.20260314120000', code: 'ABCD23' };

const view: FeedView = {
	settings: someSettings(),
	t: translator('zh-CN'),
	urlOf: (page) => `https://shili.example/${page}`,
};

function localized(changes: Partial<NoticeWithRef> = {}): Localized<'notices'> {
	return { ...aNotice(changes), collection: 'notices', textLanguage: 'zh-CN', behind: false };
}

function aFeed(notices: readonly Localized<'notices'>[], changes: Partial<Feed> = {}): Feed {
	return {
		title: '公告',
		description: '订阅源',
		language: 'zh-CN',
		page: 'https://shili.example/notices/',
		address: 'https://shili.example/feeds/notices',
		stylesheet: '/feeds.css',
		publisher: '示例县人民政府',
		items: noticeItems(notices, view),
		...changes,
	};
}

function anIndex(notices: readonly Localized<'notices'>[]): string {
	return capIndex(notices, {
		...view,
		address: 'https://shili.example/cap/index.xml',
		messageUrl: (ref) => `https://shili.example/cap/${ref}.xml`,
		title: hostile,
		subtitle: hostile,
		stylesheet: '/feeds.css',
		publisher: '示例县人民政府',
	});
}

async function xmlFaults(xml: string): Promise<readonly string[]> {
	const file = { fileName: 'feed.xml', contents: xml };
	const { errors } = await validateXML({ xml: [file], normalization: 'format' });
	return errors.map(({ message }) => message);
}

function titleOf(changes: Partial<NoticeWithRef>): string | undefined {
	return noticeItems([localized(changes)], view)[0]?.title;
}

describe('hostile text', () => {
	const notice = localized({ title: hostile, summary: hostile, actions: [hostile], stamp });

	test('stays text in RSS, and in the HTML that readers make of it', async () => {
		const xml = await rssFeed(aFeed([notice], { title: hostile, description: hostile }));
		expect(await xmlFaults(xml)).toEqual([]);
		expect(xml).not.toContain('<script>');
		expect(xml).toContain('&amp;lt;script&amp;gt;');
		expect(await xmlFaults(xml.replace('</item>', ''))).not.toEqual([]);
	});

	test('stays text in Atom', async () => {
		const xml = anIndex([notice]);
		expect(await xmlFaults(xml)).toEqual([]);
		expect(xml).not.toContain('<script>');
	});

	test('stays as it was written in JSON Feed', () => {
		const { items } = JSON.parse(jsonFeed(aFeed([notice])));
		expect(items[0].title).toBe(`【防控措施】${hostile}`);
		expect(items[0].content_text).toContain(hostile);
		expect(items[0].content_html).toBeUndefined();
	});
});

describe('a JSON feed', () => {
	const feed = JSON.parse(jsonFeed(aFeed([localized({ stamp, expires: atHour(6) })])));

	test('has what JSON Feed 1.1 requires, and names itself', () => {
		expect(feed).toMatchObject({
			version: 'https://jsonfeed.org/version/1.1',
			title: '公告',
			home_page_url: 'https://shili.example/notices/',
			feed_url: 'https://shili.example/feeds/notices.json',
			language: 'zh-CN',
			authors: [{ name: '示例县人民政府' }],
		});
		for (const item of feed.items) {
			expect(item.id).toEqual(expect.any(String));
			expect(item.content_text).toEqual(expect.any(String));
			expect(item.date_published).toMatch(/^2026-03-14T12:00:00\+08:00$/);
		}
	});

	test('says what to do and until when', () => {
		expect(feed.items[0].content_text).toContain(
			'请这样做\n- 请戴口罩\n有效至3月14日（周六）18:00。',
		);
	});

	test('tells programs what kind of statement each is', () => {
		expect(feed.items[0]._notice).toMatchObject({ lifecycle: 'issue', areas: ['999900101'] });
	});
});

describe('a statement in a feed', () => {
	test('keeps its name when it moves to another address or is revised', () => {
		const ids = [
			localized({ stamp, ref: 'one' }),
			localized({ stamp: { ...stamp, revised: atHour(1) }, ref: 'moved', title: '改过' }),
		].flatMap((notice) => noticeItems([notice], view).map(({ id }) => id));
		expect(new Set(ids)).toEqual(
			new Set(['tag:yingji.shili.example,2026-03-14:shili.a-notice.20260314120000']),
		);
	});

	test('has the same name in every format', async () => {
		const notices = [localized({ stamp })];
		const [item] = noticeItems(notices, view);
		expect(await rssFeed(aFeed(notices))).toContain(`<guid isPermaLink="false">${item?.id}</guid>`);
		expect(anIndex(notices)).toContain(`<id>${item?.id}</id>`);
	});

	test.each([
		[{ category: 'warning', warningColor: 'red' }, '【红色预警（一级）】云溪镇请减少聚集'],
		[{ warningColor: 'red', lifecycle: 'update' }, '【更新：红色预警（一级）】云溪镇请减少聚集'],
		[{ lifecycle: 'correction' }, '【更正：防控措施】云溪镇请减少聚集'],
		[{ warningColor: 'red', lifecycle: 'lift' }, '【解除：红色预警（一级）】云溪镇请减少聚集'],
		[{ lifecycle: 'withdrawal' }, '【撤回：防控措施】云溪镇请减少聚集'],
	] as const)('%j is headed %s', (changes, title) => {
		expect(titleOf(changes)).toBe(title);
	});

	test('of a fictional county says so in its title', () => {
		const settings = someSettings({ fictional: true });
		expect(noticeItems([localized()], { ...view, settings })[0]?.title).toMatch(/^【演示】/);
	});

	test('that is an exercise stands in no format', () => {
		const exercises = [localized({ status: 'exercise', stamp, ref: 'drill' })];
		expect(noticeItems(exercises, view)).toEqual([]);
		expect(anIndex(exercises)).not.toContain('drill');
		const response = { ...aRumorResponse({ status: 'exercise' }), ref: 'drill' };
		const localizedResponse = {
			collection: 'rumors',
			textLanguage: 'zh-CN',
			behind: false,
		} as const;
		expect(rumorItems([{ ...response, ...localizedResponse }], view)).toEqual([]);
	});
});

test('the newest notice comes first', () => {
	const older = localized({ ref: 'older', effective: atHour(-40) });
	const newer = localized({ ref: 'newer', effective: atHour(-20) });
	expect(noticeItems([older, newer], view).map((item) => item.url)).toEqual([
		'https://shili.example/notices/newer/',
		'https://shili.example/notices/older/',
	]);
});
