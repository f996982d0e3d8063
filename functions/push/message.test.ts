import { describe, expect, test } from 'vitest';
import type { Announcement } from '../../src/domain/announcement.ts';
import { anAnnouncement, someSettings } from '../../tests/builders.ts';
import type { Subscription } from '../store/subscriptions.ts';
import { alertTag, concerns, pushMessage, pushRecords, pushUrgency } from './message.ts';

const site = { url: 'https://county.example', fictional: '' };
const announcement = anAnnouncement({
	texts: {
		'zh-CN': { title: '河水上涨', body: '请远离河道。', path: '/notices/n-1/' },
		en: { title: 'The river rises', body: 'Keep away.', path: '/en/notices/n-1/' },
	},
});
const withText = (title: string, body: string): Announcement => ({
	...announcement,
	texts: { 'zh-CN': { title, body, path: '/notices/n-1/' } },
});
const read = (each: Announcement) => JSON.parse(pushMessage(each, 'zh-CN', site));

describe('a message', () => {
	test('speaks the language of its subscriber, or the first language where there is no translation', () => {
		expect(JSON.parse(pushMessage(announcement, 'en', site))).toMatchObject({
			title: 'The river rises',
			url: 'https://county.example/en/notices/n-1/',
			lang: 'en',
		});
		expect(JSON.parse(pushMessage(withText('河水上涨', ''), 'en', site)).title).toBe('河水上涨');
	});

	test.each([
		['a long text', '河水上涨', '沿河居民请到镇小学。'.repeat(300)],
		['a long title', '河'.repeat(3000), ''],
		['marks that JSON writes longer', '河水上涨', '"\\\u0007😀'.repeat(600)],
	])('stays under two kilobytes with %s, and says that there is more', (_, title, body) => {
		const text = pushMessage(withText(title, body), 'zh-CN', site);
		expect(Buffer.byteLength(text)).toBeLessThan(2048);
		expect(Buffer.byteLength(text)).toBeGreaterThan(1800);
		const shown = JSON.parse(text);
		expect(shown[body ? 'body' : 'title']).toMatch(/…$/);
		expect(shown.url).toBe('https://county.example/notices/n-1/');
	});

	test('has one length in every language of the alert', () => {
		const lengths = [...pushRecords(announcement, site).values()].map(({ length }) => length);
		expect(new Set(lengths)).toEqual(new Set([512]));
	});
});

test('a message of an exercise says so before anything else, and counts nothing', () => {
	const exercise = { ...announcement, status: 'exercise' as const };
	const counting = { ...site, viewShare: 1 };
	const inLanguage = (language: 'zh-CN' | 'en') =>
		JSON.parse(pushMessage(exercise, language, counting));
	expect(inLanguage('zh-CN').title).toBe('【演练】河水上涨');
	expect(inLanguage('en').title).toBe('[EXERCISE] The river rises');
	expect(inLanguage('en')).not.toHaveProperty('count');
	expect(JSON.parse(pushMessage(announcement, 'en', counting))).toHaveProperty('count');
});

describe('what follows a statement', () => {
	const update: Announcement = { ...announcement, ref: 'n-2', kind: 'update', follows: ['n-1'] };
	const lift: Announcement = {
		...announcement,
		ref: 'n-3',
		kind: 'lift',
		follows: ['n-1', 'n-2', 'n-9'],
	};

	test('takes its place on the screen and at the push service', () => {
		expect([update, lift].map(alertTag)).toEqual([alertTag(announcement), alertTag(announcement)]);
		expect(alertTag(announcement)).toMatch(/^[\w-]{32}$/);
	});

	test('is another alert, so that it is heard', () => {
		expect(new Set([announcement, update, lift].map((each) => read(each).id)).size).toBe(3);
		expect(read({ ...announcement, revision: 2 }).id).not.toBe(read(announcement).id);
	});

	test('closes what began apart and ends with it', () => {
		const other = alertTag({ ...announcement, ref: 'n-9' });
		expect(read(lift).closes).toContain(other);
		expect(read(announcement).closes).toBeUndefined();
	});
});

test.each([
	[{ warningColor: 'blue' }, 'high'],
	[{ severity: 'Extreme' }, 'high'],
	[{ severity: 'Moderate' }, 'normal'],
	[{ severity: 'Minor' }, 'low'],
] as const)('an alert of %o is urgent to the degree of %s', (changes, urgency) => {
	expect(pushUrgency({ ...announcement, ...changes })).toBe(urgency);
});

describe('words of care after an incident', () => {
	const care = anAnnouncement({
		collection: 'incidents',
		care: { step: 'week', year: 0 },
		severity: 'Minor',
		topics: ['after-care'],
		areas: ['999900'],
	});
	const subscriber = (changes: Partial<Subscription> = {}): Subscription => ({
		endpoint: 'https://push.example/phone',
		keys: { p256dh: 'p', auth: 'a' },
		vapidKeyId: 1,
		language: 'zh-CN',
		topics: [],
		areas: [],
		severity: 'all',
		...changes,
	});
	const hears = (announcement: Announcement, changes: Partial<Subscription>) =>
		concerns(announcement, subscriber(changes), someSettings());

	test.each<[string, Partial<Subscription>, boolean]>([
		['chose nothing, and so hears of everything else', {}, false],
		['chose another topic', { topics: ['health'] }, false],
		['asked for them', { topics: ['after-care'] }, true],
		[
			'asked for them and else only for the gravest',
			{ topics: ['after-care'], severity: 'red' },
			true,
		],
	])('are for who %s: %s', (_, changes, expected) => {
		expect(hears(care, changes)).toBe(expected);
	});

	test('take nothing away from who asked for them: every other alert still comes', () => {
		const flood = anAnnouncement({ topics: ['safety'], areas: ['999900'] });
		expect(hears(flood, { topics: ['after-care'] })).toBe(true);
	});

	test('do not wake a phone', () => {
		expect(pushUrgency(care)).toBe('low');
	});
});
