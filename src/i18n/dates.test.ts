import { expect, test } from 'vitest';
import { languageTags } from '../domain/languages.ts';
import {
	writtenDay,
	writtenDayWithYear,
	writtenInstant,
	writtenMonth,
	writtenSpan,
} from './dates.ts';

const from = new Date('2026-03-06T18:00:00+08:00');
const to = new Date('2026-03-06T19:30:00+08:00');
const nextDay = new Date('2026-03-07T08:00:00+08:00');

test.each([
	['zh-CN', '3月6日（周五）', '3月6日（周五）18:00', '2026年3月', '3月6日（周五）18:00–19:30'],
	[
		'en',
		'Friday, 6 March 2026',
		'Friday, 6 March 2026, 18:00',
		'March 2026',
		'Friday, 6 March 2026, 18:00–19:30',
	],
	[
		'it',
		'venerdì 6 marzo 2026',
		'venerdì 6 marzo 2026, 18:00',
		'marzo 2026',
		'venerdì 6 marzo 2026, 18:00–19:30',
	],
] as const)('dates are written as %s writes them', (language, day, instant, month, span) => {
	expect(writtenDay('2026-03-06', language)).toBe(day);
	expect(writtenInstant(from, language)).toBe(instant);
	expect(writtenMonth('2026-03', language)).toBe(month);
	expect(writtenSpan(from, to, language)).toBe(span);
});

test.each(languageTags)(
	'in %s a day is told with its year, and a span over two days has both',
	(language) => {
		expect(writtenDayWithYear(from, language)).toContain('2026');
		expect(writtenSpan(from, nextDay, language)).toBe(
			`${writtenInstant(from, language)} – ${writtenInstant(nextDay, language)}`,
		);
	},
);
