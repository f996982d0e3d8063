import { describe, expect, test } from 'vitest';
import {
	atHour,
	incidentText,
	noticeText,
	sourceOf,
	supportText,
	yellowWarning,
} from '../../tests/builders.ts';
import { announcementsOf } from './announcements.ts';
import { readContent } from './read-content.ts';
import { Reading } from './reading.ts';

const red = { ...yellowWarning, warningColor: 'red', alert: 'true' };
const after = (ref: string, lifecycle: string) => ({
	lifecycle,
	references: `[${ref}]`,
	effective: '2026-03-14T11:00:00+08:00',
});

/** The announcements of some notices, each given by its fields. */
async function announced(notices: Readonly<Record<string, Readonly<Record<string, string>>>>) {
	const files = Object.entries(notices).map(([ref, lines]) => [
		`notices/${ref}.zh-CN.md`,
		noticeText(lines),
	]);
	const content = await readContent(sourceOf(Object.fromEntries(files)));
	expect(content.setAside).toEqual([]);
	const reading = new Reading(content, {
		now: atHour(0.5),
		release: { number: 1, at: atHour(0.5) },
		siteUrl: 'https://county.example',
		observations: {},
	});
	const names = Object.keys(notices).map((ref) => ({ collection: 'notices' as const, ref }));
	return new Map(announcementsOf(reading, names).map((each) => [each.ref, each]));
}

test('a red warning that is lowered is told to those who hear of red alone', async () => {
	const found = await announced({
		first: red,
		second: { ...red, ...after('first', 'update'), warningColor: 'yellow' },
	});
	expect(found.get('second')).toMatchObject({ warningColor: 'yellow', severity: 'Extreme' });
	expect(found.get('second')?.hearersOf).toBeUndefined();
	expect(found.get('second')?.follows).toEqual(['first']);
	expect(found.get('first')?.follows).toBeUndefined();
});

test('a yellow one that was red once is a yellow one', async () => {
	const found = await announced({
		first: red,
		second: { ...red, ...after('first', 'update'), warningColor: 'yellow' },
		third: { ...red, ...after('second', 'update'), warningColor: 'yellow' },
	});
	expect(found.get('third')?.severity).toBe('Moderate');
});

test('the end of a warning is for all who heard of any of its versions', async () => {
	const found = await announced({
		first: red,
		second: { ...red, ...after('first', 'update') },
		third: { ...after('second', 'lift'), alert: 'true' },
	});
	expect(found.get('third')?.hearersOf).toEqual(['first', 'second']);
	expect(found.get('third')?.follows).toEqual(['first', 'second']);
	expect(found.get('second')?.follows).toEqual(['first']);
});

test.each(['lift', 'withdrawal'])(
	'a %s of what was told is told, even if nobody asked for it',
	async (lifecycle) => {
		const found = await announced({ first: red, second: after('first', lifecycle) });
		expect([...found.keys()]).toEqual(['first', 'second']);
	},
);

test('a lift of what was never told stays silent', async () => {
	const quiet = { ...red, alert: 'false' };
	expect(await announced({ first: quiet, second: after('first', 'lift') })).toEqual(new Map());
});

describe('what is said after an incident', () => {
	const said = async (hours: number, lines: Readonly<Record<string, string>> = {}) => {
		const content = await readContent(
			sourceOf({
				'incidents/outbreak.zh-CN.md': incidentText({
					endedAt: '2026-03-14T12:00:00+08:00',
					...lines,
				}),
				'support/after.zh-CN.md': supportText({ occasions: '[day, week]' }),
			}),
		);
		expect(content.setAside).toEqual([]);
		const reading = new Reading(content, {
			now: atHour(hours),
			release: { number: 1, at: atHour(hours) },
			siteUrl: 'https://county.example',
			observations: {},
		});
		return announcementsOf(reading, [{ collection: 'incidents', ref: 'outbreak' }]);
	};

	test.each([
		[23.9, []],
		[24, ['day']],
		[24 * 7, ['week']],
		[24 * 31, ['month']],
	])('%d hours after its end is of the step %j', async (hours, steps) => {
		expect((await said(hours)).map(({ care }) => care?.step)).toEqual(steps);
	});

	test('is a quiet word in every language that leads to a page of support', async () => {
		const [word] = await said(24);
		expect(word).toMatchObject({ severity: 'Minor', topics: ['after-care'], sent: atHour(24) });
		expect(word?.texts.en?.path).toBe('/en/support/after/');
		for (const text of Object.values(word?.texts ?? {})) expect(text.body).toContain('12356');
	});

	test('is marked as an exercise where the incident is one, so that it is never sent', async () => {
		expect((await said(24, { status: 'exercise' })).map(({ status }) => status)).toEqual([
			'exercise',
		]);
	});
});
