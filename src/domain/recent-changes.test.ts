import { describe, expect, test } from 'vitest';
import { aNotice, atHour, noon } from '../../tests/builders.ts';
import type { NoticeWithRef } from './notice.ts';
import { withStanding } from './notice-lists.ts';
import { recentChanges, startOfDayBefore } from './recent-changes.ts';

const hasPassed = (instant: Date) => instant <= noon;
const since = startOfDayBefore('2026-03-14');

function changes(...notices: readonly NoticeWithRef[]) {
	return recentChanges(withStanding(notices, hasPassed), since, hasPassed).map(
		({ kind, notice }) => `${kind} ${notice.ref}`,
	);
}

describe('what changed since yesterday', () => {
	test('begins with the county’s day before', () => {
		expect(since).toEqual(new Date('2026-03-13T00:00:00+08:00'));
		const before = aNotice({ ref: 'before', effective: new Date('2026-03-12T23:59:00+08:00') });
		const after = aNotice({ ref: 'after', effective: since });
		expect(changes(before, after)).toEqual(['issue after']);
	});

	test('is a new notice, a correction, an update, an all-clear or a withdrawal, the newest first', () => {
		const old = { effective: atHour(-100) };
		const [a, b, c] = ['a', 'b', 'c'].map((ref) => aNotice({ ref, ...old }));
		if (!a || !b || !c) throw new Error('three notices');
		const follow = (lifecycle: NoticeWithRef['lifecycle'], hours: number, of: string) =>
			aNotice({ ref: lifecycle, lifecycle, references: [of], effective: atHour(hours) });
		const followers = [
			follow('update', -1, 'a'),
			follow('correction', -2, 'b'),
			follow('lift', -3, 'b'),
			follow('withdrawal', -4, 'c'),
		];
		expect(changes(a, b, c, ...followers, aNotice({ ref: 'new', effective: atHour(-5) }))).toEqual([
			'update update',
			'correction correction',
			'lift lift',
			'withdrawal withdrawal',
			'issue new',
		]);
	});

	test('is the end of a validity, rather than its beginning', () => {
		const notice = aNotice({ effective: atHour(-20), expires: atHour(-1) });
		expect(changes(notice)).toEqual(['expired a-notice']);
	});

	test('is a revised text', () => {
		const stamp = { sent: atHour(-100), identifier: 'shili.x.1', code: 'ABCD23' };
		const revised = { ...stamp, revised: atHour(-1) };
		expect(changes(aNotice({ stamp: revised }), aNotice({ ref: 'b', stamp }))).toEqual([
			'revised a-notice',
		]);
	});

	test('is an update that no longer concerns the readers', () => {
		const by = aNotice({ ref: 'elsewhere', lifecycle: 'update', effective: atHour(-1) });
		const notice = aNotice({ effective: atHour(-100) });
		const standing = { state: 'updated' as const, by };
		const [change] = recentChanges([{ notice, standing }], since, hasPassed);
		expect(change).toMatchObject({ kind: 'update', at: atHour(-1), notice: { ref: 'a-notice' } });
	});
});
