import { expect, test } from 'vitest';
import { atHour, noticeText, sourceOf, yellowWarning } from '../../tests/builders.ts';
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
