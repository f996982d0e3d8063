import { describe, expect, test } from 'vitest';
import { aNotice, atHour, noon } from '../../tests/builders.ts';
import { byUrgency, noticeProblems, standing } from './notice.ts';

const at = (now: Date) => (instant: Date) => instant <= now;
const codes = (changes: Parameters<typeof aNotice>[0]) =>
	noticeProblems('a-notice', aNotice(changes)).map((each) => `${each.field}: ${each.code}`);

describe('a notice stands as', () => {
	test('scheduled before it comes into force', () => {
		expect(standing(aNotice({ effective: atHour(1) }), [], at(noon)).state).toBe('scheduled');
	});

	test('current from the very moment it comes into force', () => {
		expect(standing(aNotice({ effective: noon }), [], at(noon)).state).toBe('current');
	});

	test('expired at the very moment it ends', () => {
		expect(standing(aNotice({ expires: noon }), [], at(noon)).state).toBe('expired');
		expect(standing(aNotice({ expires: atHour(1) }), [], at(noon)).state).toBe('current');
	});

	test.each([
		['update', 'updated'],
		['lift', 'lifted'],
		['withdrawal', 'withdrawn'],
	] as const)('ended by an %s that is in force', (lifecycle, state) => {
		const follower = aNotice({
			ref: 'b',
			lifecycle,
			references: ['a-notice'],
			effective: atHour(-1),
		});
		expect(standing(aNotice(), [follower], at(noon))).toEqual({ state, by: follower });
	});

	test('current while the update is not yet in force', () => {
		const follower = aNotice({ ref: 'b', lifecycle: 'update', effective: atHour(1) });
		expect(standing(aNotice(), [follower], at(noon)).state).toBe('current');
	});

	test('late while it is current and the update it promised has not come', () => {
		const promised = aNotice({ nextUpdateAt: noon });
		const correction = aNotice({ ref: 'b', lifecycle: 'correction', effective: atHour(-1) });
		expect(standing(promised, [], at(atHour(-1)))).toEqual({ state: 'current', late: false });
		expect(standing(promised, [], at(noon))).toEqual({ state: 'current', late: true });
		expect(standing(promised, [correction], at(noon))).toEqual({ state: 'current', late: false });
	});

	test('current when it was corrected', () => {
		const follower = aNotice({ ref: 'b', lifecycle: 'correction', effective: atHour(-1) });
		expect(standing(aNotice(), [follower], at(noon)).state).toBe('current');
	});
});

test('red comes before blue, and newer before older', () => {
	const blue = aNotice({ ref: 'blue', warningColor: 'blue', effective: atHour(-1) });
	const olderRed = aNotice({ ref: 'older-red', warningColor: 'red', effective: atHour(-3) });
	const red = aNotice({ ref: 'red', warningColor: 'red', effective: atHour(-2) });
	expect([blue, olderRed, red].sort(byUrgency).map((each) => each.ref)).toEqual([
		'red',
		'older-red',
		'blue',
	]);
});

describe('a notice is refused', () => {
	test('with a warning colour but no official reference', () => {
		const warning = {
			category: 'warning',
			warningColor: 'yellow',
			nextUpdateAt: atHour(5),
		} as const;
		expect(codes(warning)).toEqual(['officialReference: colour-without-official-reference']);
	});

	test('with a warning colour outside a warning', () => {
		expect(
			codes({ warningColor: 'red', officialReference: { issuedBy: 'cdc', number: '1' } }),
		).toEqual(['warningColor: colour-outside-warning']);
	});

	test('with a count of cases but no source', () => {
		expect(codes({ body: '新增3例。' })).toEqual(['caseFigures: figures-without-source']);
		expect(codes({ title: '累计 12 例' })).toEqual(['caseFigures: figures-without-source']);
	});

	test('with a source but no count', () => {
		expect(codes({ caseFigures: { asOf: noon, source: 'cdc' } })).toEqual([
			'caseFigures: figures-without-number',
		]);
	});

	test('that ends before it starts', () => {
		expect(codes({ expires: atHour(-10) })).toEqual(['expires: ends-before-start']);
	});

	test('with neither an end nor a review', () => {
		expect(codes({ expires: undefined })).toEqual(['expires: needs-end-or-review']);
		expect(codes({ expires: undefined, reviewBy: atHour(99) })).toEqual([]);
	});

	test('that is a warning without a next update', () => {
		expect(codes({ category: 'warning' })).toEqual(['nextUpdateAt: needs-next-update']);
	});

	test('without anything to do, unless nothing needs doing', () => {
		expect(codes({ actions: [] })).toEqual(['actions: needs-action']);
		expect(codes({ actions: [], noActionNeeded: true })).toEqual([]);
	});

	test('that updates nothing, updates itself, or is a first issue about another', () => {
		expect(codes({ lifecycle: 'update' })).toEqual(['references: needs-reference']);
		expect(codes({ lifecycle: 'update', references: ['a-notice'] })).toEqual([
			'references: refers-to-itself',
		]);
		expect(codes({ references: ['b'] })).toEqual(['references: issue-with-reference']);
	});

	test('that corrects without saying what', () => {
		expect(codes({ lifecycle: 'correction', references: ['b'] })).toEqual([
			'correction: needs-correction',
		]);
	});
});
