import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { aNotice, atHour, noon, someSettings } from '../../tests/builders.ts';
import type { Localized } from '../domain/entry.ts';
import type { NoticeWithRef, Standing } from '../domain/notice.ts';
import { translator } from '../i18n/strings.ts';
import { calendarEvents } from './calendar-events.ts';
import { calendar } from './ics.ts';

const view = {
	settings: someSettings(),
	t: translator('zh-CN'),
	language: 'zh-CN' as const,
	urlOf: (page: string) => `https://shili.example/${page}`,
};
const stamp = { sent: noon, identifier: 'shili.a-notice.20260314120000', code: 'ABCD23' };
const slot = {
	kind: 'vaccination',
	name: '80岁以上接种',
	start: atHour(24),
	end: atHour(28),
	place: '云溪镇文化礼堂',
} as const;

function ics(
	changes: Partial<NoticeWithRef>,
	standing: Standing = { state: 'current', late: false },
): string {
	const notice: Localized<'notices'> = {
		...aNotice({ stamp, sessions: [slot], ...changes }),
		collection: 'notices',
		textLanguage: 'zh-CN',
		behind: false,
	};
	const events = calendarEvents([{ notice, standing }], view);
	return calendar({ name: '日历', product: '-//shili.example//Mingbai//zh-CN', events });
}

function eventsIn(text: string): ICAL.Event[] {
	const root = new ICAL.Component(ICAL.parse(text));
	return root.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
}

function firstIn(text: string): ICAL.Event {
	const [first] = eventsIn(text);
	if (!first) throw new Error('no event');
	return first;
}

function statusOf(event: ICAL.Event): unknown {
	return event.component.getFirstPropertyValue('status');
}

describe('a calendar', () => {
	test('tells a program what takes place when and where', () => {
		const event = firstIn(ics({}));
		expect(event.summary).toBe('80岁以上接种');
		expect(event.location).toBe('云溪镇文化礼堂');
		expect(event.startDate.toString()).toBe('2026-03-15T12:00:00');
		expect(event.startDate.zone.tzid).toBe('Asia/Shanghai');
		expect(event.startDate.toJSDate()).toEqual(atHour(24));
		expect(event.endDate.toJSDate()).toEqual(atHour(28));
		expect(statusOf(event)).toBe('CONFIRMED');
	});

	test('keeps hostile text as text', () => {
		const hostile = `;,\\n:"<script>&\u202e😀\nEND:VEVENT\r\n${'很长'.repeat(500)}`;
		const [event, ...others] = eventsIn(ics({ sessions: [{ ...slot, name: hostile }] }));
		expect(others).toEqual([]);
		expect(event?.summary).toBe(hostile.replace('\r\n', '\n'));
	});

	test('has lines of at most 75 octets that end as the standard says', () => {
		const text = ics({ sessions: [{ ...slot, name: `${'长'.repeat(300)}😀`.repeat(3) }] });
		const lines = text.split('\r\n');
		expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
		expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\ufffd]/);
		expect(lines.at(-1)).toBe('');
	});

	test('without events still has a component, as the standard wants', () => {
		const text = calendar({ name: '日历', product: 'x', events: [] });
		expect(new ICAL.Component(ICAL.parse(text)).getAllSubcomponents()).toHaveLength(1);
	});

	test('says when a notice is to be updated next', () => {
		const [, update] = eventsIn(ics({ nextUpdateAt: atHour(30) }));
		expect(update?.summary).toBe('下次更新：云溪镇请减少聚集');
		expect(update?.startDate.toJSDate()).toEqual(atHour(30));
	});

	test('keeps the name of an event and raises its sequence when the text is revised', () => {
		const revised = { ...stamp, revised: atHour(2) };
		const [before, after] = [
			firstIn(ics({})),
			firstIn(
				ics({ version: 3, stamp: revised, ref: 'moved', sessions: [{ ...slot, name: '改' }] }),
			),
		];
		expect(after.uid).toBe(before.uid);
		expect([before.sequence, after.sequence]).toEqual([0, 2]);
	});

	test.each(['withdrawn', 'lifted', 'updated'] as const)(
		'cancels what was to come or going on of a notice that is %s, and nothing that has been',
		(state) => {
			const past = { ...slot, start: atHour(-4), end: atHour(-3) };
			const by = aNotice({ ref: 'end', effective: noon });
			const goingOn = { ...slot, start: atHour(-1), end: atHour(48) };
			const events = eventsIn(ics({ sessions: [past, goingOn, slot] }, { state, by }));
			expect(events.map(statusOf)).toEqual(['CONFIRMED', 'CANCELLED', 'CANCELLED']);
			expect(events[2]?.summary).toBe('已取消：80岁以上接种');
			expect(events[2]?.sequence).toBe(1);
		},
	);

	test('holds no exercise', () => {
		expect(eventsIn(ics({ status: 'exercise' }))).toEqual([]);
	});
});
