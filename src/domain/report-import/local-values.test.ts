import { expect, test } from 'vitest';
import { translator } from '../../i18n/strings.ts';
import { languageTags } from '../languages.ts';
import { channels, intakes } from '../report.ts';
import { channelNamed, dayWritten, instantWritten, intakeNamed } from './local-values.ts';

test.each(languageTags)('every name that the site shows in %s is taken', (language) => {
	const t = translator(language);
	expect(channels.map((each) => channelNamed(t(`channel.${each}`)))).toEqual(channels);
	expect(intakes.map((each) => intakeNamed(t(`intake.${each}`)))).toEqual(intakes);
});

test.each(['2026-3-4', '2026/03/04', '2026.3.4', '2026年3月4日'])('%s is a day', (written) => {
	expect(dayWritten(written)).toBe('2026-03-04');
});

test.each(['2026-02-30', '2026-13-01', '3月4日', '2026-03-04 10:00'])('%s is none', (written) => {
	expect(dayWritten(written)).toBeUndefined();
});

test.each([
	['2026/3/4 8:05', '2026-03-04T00:05:00Z'],
	['2026年3月4日 8时05分', '2026-03-04T00:05:00Z'],
	['2026-03-04T08:05:30Z', '2026-03-04T08:05:30Z'],
	['2026-03-04 08:05:30.25+02:00', '2026-03-04T06:05:30Z'],
])('%s is an instant', (written, instant) => {
	expect(instantWritten(written)).toEqual(new Date(instant));
});

test.each(['2026-03-04', '2026-03-04 25:00', '2026-02-30 10:00', 'tomorrow'])(
	'%s is none',
	(written) => {
		expect(instantWritten(written)).toBeUndefined();
	},
);
