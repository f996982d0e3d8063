import { describe, expect, test } from 'vitest';
import { settingsText } from '../../tests/builders.ts';
import { readSettings, settingsForForm, writeSettings } from './entry.ts';
import { weekdays } from './hotline-hours.ts';
import { reachedFromAbroad } from './settings.ts';

const withHotline = (more: string) =>
	readSettings(
		settingsText(
			`hotlines:\n  - {code: line, number: 0000-5550190, kind: support, name: {zh-CN: 热线}, purpose: {zh-CN: 说说}, ${more}}\n`,
		),
	);

describe('the hours of a hotline', () => {
	const daily = [{ days: [...weekdays], opens: '08:00', closes: '22:00' }];

	test('as they were once written, one span for every day, are still read', () => {
		const { settings } = withHotline("hours: {opens: '08:00', closes: '22:00'}");
		expect(settings?.hotlines[0]?.hours).toEqual(daily);
	});

	test('as they were once written, come to the form as it is today', () => {
		const text = settingsText(
			"hotlines:\n  - {code: line, number: '12345', kind: service, name: {zh-CN: 热线}, purpose: {zh-CN: 办事}, hours: {opens: '08:00', closes: '22:00'}}\n",
		);
		const formed = settingsForForm(text);
		expect(formed).toContain('hours:\n      - days:');
		expect(readSettings(formed)).toEqual(readSettings(text));
		expect(settingsForForm(formed)).toBe(formed);
		expect(settingsForForm(settingsText())).toBe(settingsText());
	});

	test('are written and read again in the form of today', () => {
		const { settings } = withHotline("hours: [{opens: '08:00', closes: '22:00'}]");
		if (!settings) throw new Error('the settings cannot be read');
		expect(settings.hotlines[0]?.hours).toEqual(daily);
		expect(readSettings(writeSettings(settings)).settings).toEqual(settings);
	});

	test.each([
		["{opens: '8:00', closes: '22:00'}", 'hotlines.0.hours.0.opens'],
		["{opens: '08:00', closes: '24:30'}", 'hotlines.0.hours.0.closes'],
		["{opens: '08:00', closes: '22:00', days: [monday]}", 'hotlines.0.hours.0.days.0'],
	])('%s are refused with the place that is wrong', (span, field) => {
		const { settings, problems } = withHotline(`hours: [${span}]`);
		expect(settings).toBeUndefined();
		expect(problems.map((each) => each.field)).toEqual([field]);
	});
});

test.each([
	['120', undefined, false],
	['12356', undefined, false],
	['12345', true, true],
	['+86-10-12308', undefined, true],
	['0000-5550190', undefined, undefined],
	['0000-5550190', false, false],
])('%s, verified as %s, can be called from abroad: %s', (number, fromAbroad, expected) => {
	expect(reachedFromAbroad({ number, fromAbroad })).toBe(expected);
});
