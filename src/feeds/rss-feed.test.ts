import { expect, test } from 'vitest';
import { aNotice, someSettings } from '../../tests/builders.ts';
import type { Localized } from '../domain/entry.ts';
import type { NoticeWithRef } from '../domain/notice.ts';
import { translator } from '../i18n/strings.ts';
import type { View } from '../layouts/view.ts';
import { rssFeed } from './rss-feed.ts';
import { noticeItems } from './rss-items.ts';

const view: View = {
	language: 'zh-CN',
	t: translator('zh-CN'),
	settings: someSettings({ fictional: true }),
	siteUrl: 'https://shili.example',
};

const feedView = {
	urlOf: (page: string) => `https://shili.example/${page}`,
	mark: () => '【预警】',
};

function localized(notice: NoticeWithRef): Localized<'notices'> {
	return { ...notice, collection: 'notices', textLanguage: 'zh-CN', behind: false };
}

test('hostile text in a headline stays text', async () => {
	const hostile = localized(aNotice({ title: '</title><script>alert(1)</script>&amp;' }));
	const feed = await rssFeed(view, 'notices', noticeItems([hostile], feedView));
	const xml = await feed.text();
	expect(xml).not.toContain('<script>');
	expect(xml).toContain('&lt;/title&gt;');
});

test('a feed of a fictional county says so', async () => {
	const feed = await rssFeed(view, 'notices', []);
	expect(await feed.text()).toContain('【演示】');
});

test('an exercise is in no feed', () => {
	expect(noticeItems([localized(aNotice({ status: 'exercise' }))], feedView)).toEqual([]);
});

test('the newest notice comes first', () => {
	const older = localized(
		aNotice({ ref: 'older', effective: new Date('2026-03-01T08:00:00+08:00') }),
	);
	const newer = localized(
		aNotice({ ref: 'newer', effective: new Date('2026-03-02T08:00:00+08:00') }),
	);
	const links = noticeItems([older, newer], feedView).map((item) => item.link);
	expect(links).toEqual([
		'https://shili.example/notices/newer/',
		'https://shili.example/notices/older/',
	]);
});
