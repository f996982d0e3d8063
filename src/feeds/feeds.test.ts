import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { aNotice, aRumorResponse, atHour, noon, someSettings } from '../../tests/builders.ts';
import type { Localized } from '../domain/entry.ts';
import type { NoticeWithRef, Standing } from '../domain/notice.ts';
import type { StandingNotice } from '../domain/notice-lists.ts';
import { translator } from '../i18n/strings.ts';
import { capIndex } from './cap-index.ts';
import type { Feed } from './feed.ts';
import { noticeItems, rumorItems } from './feed-items.ts';
import type { FeedView } from './feed-view.ts';
import { jsonFeed } from './json-feed.ts';
import { rssFeed } from './rss.ts';

const hostile = `</title><script>alert(1)</script>&amp;"'\u0007\u202e😀${'长'.repeat(1000)}`;
const stamp = { sent: noon, identifier: 'shili.a-notice.20260314120000', code: 'ABCD23' };

const view: FeedView = {
	settings: someSettings(),
	t: translator('zh-CN'),
	language: 'zh-CN',
	urlOf: (page) => `https://shili.example/${page}`,
};

function localized(changes: Partial<NoticeWithRef> = {}): Localized<'notices'> {
	return { ...aNotice(changes), collection: 'notices', textLanguage: 'zh-CN', behind: false };
}

const inForce = { state: 'current', late: false } as const;

function standing(
	notices: readonly Localized<'notices'>[],
	how: Standing = inForce,
): StandingNotice<Localized<'notices'>>[] {
	return notices.map((notice) => ({ notice, standing: how }));
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
		items: noticeItems(standing(notices), view),
		...changes,
	};
}

function anIndex(notices: readonly Localized<'notices'>[]): string {
	return capIndex(standing(notices), {
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
	return noticeItems(standing([localized(changes)]), view)[0]?.title;
}

test('what speaks of suicide stands in no feed', () => {
	const told = localized({ summary: '一名男子自杀身亡，想找人说请打12356。' });
	expect(noticeItems(standing([told]), view)).toEqual([]);
	expect(anIndex([{ ...told, stamp }])).not.toContain('<entry>');
});

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

	test('has the areas, the phones and the next update, which no translation may drop', () => {
		const facts = { phones: ['0000-5550120', '120'], nextUpdateAt: atHour(8) };
		const text = noticeItems(standing([localized(facts)]), view)[0]?.text;
		expect(text).toContain('适用区域：云溪镇');
		expect(text).toContain('咨询电话：0000-5550120、120');
		expect(text).toContain('下次更新：3月14日（周六）20:00');
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
		].flatMap((notice) => noticeItems(standing([notice]), view).map(({ id }) => id));
		expect(new Set(ids)).toEqual(
			new Set(['tag:yingji.shili.example,2026-03-14:shili.a-notice.20260314120000']),
		);
	});

	test('has the same name in every format', async () => {
		const notices = [localized({ stamp })];
		const [item] = noticeItems(standing(notices), view);
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

	test('that is over says so before everything, in every format, and names what has taken its place', async () => {
		const by = aNotice({
			ref: 'error',
			lifecycle: 'withdrawal',
			title: '误发',
			effective: atHour(2),
		});
		const over = standing([localized({ stamp })], { state: 'withdrawn', by });
		const [item] = noticeItems(over, view);
		expect(item?.title).toBe('【已撤回】【防控措施】云溪镇请减少聚集');
		expect(item?.summary).toMatch(/^已撤回，请勿再照此执行/);
		expect(item?.text).toContain('请看：误发 https://shili.example/notices/error/');
		expect(item?.text).not.toContain('有效至');
		expect(item?.changed).toEqual(atHour(2));
		const rss = await rssFeed(aFeed([], { items: noticeItems(over, view) }));
		expect(rss).toContain('<title>【已撤回】');
		const address = { address: 'https://shili.example/cap/index.xml', messageUrl: () => '' };
		const shown = { title: '', subtitle: '', stylesheet: '', publisher: '' };
		expect(capIndex(over, { ...view, ...address, ...shown })).toContain('<title>【已撤回】');
	});

	test('that is over ends the address of its successor before it goes on', () => {
		const by = localized({ ref: 'newer', lifecycle: 'update', references: ['a-notice'] });
		const [item] = noticeItems(standing([localized()], { state: 'updated', by }), view);
		expect(item?.summary).toMatch(/https:\/\/shili\.example\/notices\/newer\/ \S/);
	});

	test('whose time is over has changed at its end', () => {
		const over = standing([localized({ expires: atHour(-1) })], { state: 'expired' });
		const [item] = noticeItems(over, view);
		expect(item?.title).toMatch(/^【已过有效期】/);
		expect(item?.changed).toEqual(atHour(-1));
	});

	test('whose translation is behind says so, and of which version it is', () => {
		const english = { ...view, t: translator('en'), language: 'en' } as const;
		const behind = { behind: true, translationOf: 1, textLanguage: 'en' } as const;
		const [item] = noticeItems(standing([{ ...localized({ version: 2 }), ...behind }]), english);
		expect(item?.title).toMatch(/^\[Measure\] \[Translation of version 1\] /);
		expect(item?.text).toContain('of version 1; the notice is now at version 2');
	});

	test('of a fictional county says so in its title', () => {
		const settings = someSettings({ fictional: true });
		expect(noticeItems(standing([localized()]), { ...view, settings })[0]?.title).toMatch(
			/^【演示】/,
		);
	});

	test('that is an exercise stands in no format', () => {
		const exercises = [localized({ status: 'exercise', stamp, ref: 'drill' })];
		expect(noticeItems(standing(exercises), view)).toEqual([]);
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
	expect(noticeItems(standing([older, newer]), view).map((item) => item.url)).toEqual([
		'https://shili.example/notices/newer/',
		'https://shili.example/notices/older/',
	]);
});
