import { expect, test } from 'vitest';
import { atHour, noon, noticeText } from '../../../tests/builders.ts';
import { fieldOf } from '../front-matter-lists.ts';
import { toOffsetString } from '../time.ts';
import { endedNotice } from './ended-notice.ts';

const from = (hour: number) => toOffsetString(atHour(hour));
const drill = { status: 'exercise', effective: from(0), expires: from(6) };

test('a notice of an exercise is over when the exercise ends, in whole seconds', () => {
	const text = endedNotice(noticeText(drill), new Date(atHour(1).getTime() + 700)) ?? '';
	expect(new Date(String(fieldOf(text, 'expires')))).toEqual(atHour(1));
	expect(fieldOf(text, 'title')).toBe(fieldOf(noticeText(drill), 'title'));
});

test('one that was over before keeps its own end', () => {
	expect(endedNotice(noticeText({ ...drill, expires: from(1) }), atHour(2))).toBeUndefined();
});

test('one that would have come into force later goes', () => {
	expect(endedNotice(noticeText({ ...drill, effective: from(3) }), atHour(2))).toBeNull();
	expect(endedNotice(noticeText({ ...drill, publishAt: from(3) }), atHour(2))).toBeNull();
	expect(endedNotice(noticeText(drill), noon)).toBeNull();
});

test('what was to begin later does not begin', () => {
	const text = endedNotice(noticeText({ ...drill, onset: from(4) }), atHour(2)) ?? '';
	expect(fieldOf(text, 'onset')).toBeUndefined();
	expect(new Date(String(fieldOf(text, 'expires')))).toEqual(atHour(2));
});
