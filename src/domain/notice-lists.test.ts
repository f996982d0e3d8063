import { describe, expect, test } from 'vitest';
import { aNotice } from '../../tests/builders.ts';
import { inForce, newest, warningsToShow, withStanding } from './notice-lists.ts';

const now = new Date('2026-03-14T12:00:00+08:00');
const hasPassed = (instant: Date) => instant <= now;
const refs = (all: readonly { notice: { ref: string } }[]) => all.map(({ notice }) => notice.ref);
const at = (time: string) => new Date(`2026-03-14T${time}:00+08:00`);

describe('the warnings at the top of the home page', () => {
	test('stand in the order of their urgency, not of their age', () => {
		const notices = [
			aNotice({ ref: 'blue', category: 'warning', warningColor: 'blue', effective: at('11:00') }),
			aNotice({ ref: 'red', category: 'warning', warningColor: 'red', effective: at('08:00') }),
			aNotice({
				ref: 'yellow',
				category: 'warning',
				warningColor: 'yellow',
				effective: at('09:00'),
			}),
		];
		expect(refs(warningsToShow(withStanding(notices, hasPassed)))).toEqual([
			'red',
			'yellow',
			'blue',
		]);
	});

	test('leave out what an update in force has replaced', () => {
		const notices = [
			aNotice({ ref: 'blue', category: 'warning', warningColor: 'blue' }),
			aNotice({
				ref: 'yellow',
				category: 'warning',
				warningColor: 'yellow',
				lifecycle: 'update',
				references: ['blue'],
			}),
		];
		expect(refs(warningsToShow(withStanding(notices, hasPassed)))).toEqual(['yellow']);
	});

	test('keep a warning whose update is not yet in force', () => {
		const notices = [
			aNotice({ ref: 'blue', category: 'warning', warningColor: 'blue' }),
			aNotice({
				ref: 'red',
				category: 'warning',
				lifecycle: 'update',
				references: ['blue'],
				effective: at('18:00'),
			}),
		];
		expect(refs(warningsToShow(withStanding(notices, hasPassed)))).toEqual(['blue', 'red']);
	});

	test('leave out what has expired', () => {
		const notices = [aNotice({ ref: 'over', category: 'warning', expires: now })];
		expect(warningsToShow(withStanding(notices, hasPassed))).toEqual([]);
	});
});

test('a correction stands in no list of what is in force', () => {
	const notices = [
		aNotice({ ref: 'measure', category: 'measure' }),
		aNotice({ ref: 'fix', category: 'measure', lifecycle: 'correction', references: ['measure'] }),
	];
	expect(refs(inForce(withStanding(notices, hasPassed)))).toEqual(['measure']);
});

test('the newest notices leave out those already shown', () => {
	const notices = withStanding([aNotice({ ref: 'one' }), aNotice({ ref: 'two' })], hasPassed);
	const shown = notices.filter(({ notice }) => notice.ref === 'one');
	expect(refs(newest(notices, 5, shown))).toEqual(['two']);
});
