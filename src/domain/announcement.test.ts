import { describe, expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import {
	type Announcement,
	alertText,
	announcementKey,
	decideAnnouncement,
	markedTitle,
} from './announcement.ts';

function anAnnouncement(changes: Partial<Announcement> = {}): Announcement {
	return {
		collection: 'notices',
		ref: 'n-1',
		revision: 1,
		kind: 'issue',
		status: 'actual',
		areas: ['999900'],
		topics: ['health'],
		sent: atHour(-1),
		current: true,
		texts: { 'zh-CN': { title: '标题', body: '摘要', path: '/notices/n-1/' } },
		...changes,
	};
}

const decide = (
	changes: Partial<Announcement>,
	about: { signed?: boolean; restored?: boolean } = {},
) =>
	decideAnnouncement(anAnnouncement(changes), {
		now: noon,
		signed: true,
		restored: false,
		...about,
	});

test('news of a suicide is told to nobody, whichever language says so', () => {
	const texts = {
		'zh-CN': { title: '情况通报', body: '摘要', path: '/notices/n-1/' },
		en: { title: 'Notice', body: 'A man died by suicide.', path: '/en/notices/n-1/' },
	};
	expect(decide({ texts })).toEqual({ verdict: 'never', reason: 'suicide' });
	expect(decide({ texts }, { signed: false })).toEqual({ verdict: 'never', reason: 'suicide' });
});

test('a red or orange warning is told, whatever it speaks of', () => {
	const texts = {
		'zh-CN': { title: '请立即离开', body: '有人扬言自杀并点燃煤气。', path: '/notices/n-1/' },
	};
	for (const warningColor of ['red', 'orange'] as const)
		expect(decide({ texts, warningColor })).toEqual({ verdict: 'announce' });
	expect(decide({ texts, warningColor: 'blue' })).toMatchObject({ verdict: 'never' });
});

test('what is actual, current, signed and fresh is announced unasked', () => {
	expect(decide({})).toEqual({ verdict: 'announce' });
});

describe('a publisher is asked first', () => {
	test('when it was not signed off', () => {
		expect(decide({}, { signed: false })).toEqual({ verdict: 'hold', reason: 'unsigned' });
	});

	test('when it was sent more than two hours ago', () => {
		expect(decide({ sent: atHour(-2) })).toEqual({ verdict: 'announce' });
		expect(decide({ sent: atHour(-2.01) })).toEqual({ verdict: 'hold', reason: 'old' });
	});

	test('when it claims to come from the future', () => {
		expect(decide({ sent: atHour(1) })).toEqual({ verdict: 'hold', reason: 'old' });
	});

	test('when the store was restored', () => {
		expect(decide({}, { restored: true })).toEqual({ verdict: 'hold', reason: 'restored' });
	});
});

describe('an exercise', () => {
	const exercise = { status: 'exercise' as const };
	const never = { verdict: 'never', reason: 'exercise' };

	test('is told to those who take part, and never to the public', () => {
		expect(decide(exercise)).toEqual({ verdict: 'exercise' });
	});

	test('that would wait for a publisher if it were real is told to nobody', () => {
		expect(decide(exercise, { signed: false })).toEqual(never);
		expect(decide({ ...exercise, sent: atHour(-2.01) })).toEqual(never);
		expect(decide(exercise, { restored: true })).toEqual(never);
	});

	test('that is over is told to nobody', () => {
		expect(decide({ ...exercise, current: false })).toEqual(never);
	});

	test('is named as one first, and once', () => {
		const texts = { 'zh-CN': { title: '【演练】河水上涨', body: '', path: '/exercise/n-1/' } };
		const title = markedTitle(anAnnouncement({ ...exercise, texts }), 'zh-CN', '');
		expect(title).toBe('【演练 EXERCISE】河水上涨');
	});
});

test('a test of the system is told to nobody', () => {
	expect(decide({ status: 'test' })).toEqual({ verdict: 'never', reason: 'exercise' });
});

test('what is over is never announced', () => {
	expect(decide({ current: false })).toEqual({ verdict: 'never', reason: 'over' });
});

test('an alert is named by statement, revision and kind', () => {
	const key = announcementKey(anAnnouncement());
	expect(announcementKey(anAnnouncement({ sent: noon }))).toBe(key);
	expect(announcementKey(anAnnouncement({ revision: 2 }))).not.toBe(key);
	expect(announcementKey(anAnnouncement({ kind: 'withdrawal' }))).not.toBe(key);
});

test('a reader without a translation gets the default text', () => {
	expect(alertText(anAnnouncement(), 'en')?.title).toBe('标题');
});
