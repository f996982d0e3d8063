import { describe, expect, test } from 'vitest';
import { aNotice, atHour, noon } from '../../../tests/builders.ts';
import { standing } from '../notice.ts';
import { toOffsetString } from '../time.ts';
import { type NoticeRecord, recordState } from './notice-record.ts';
import { signatureStanding } from './signature-standing.ts';
import { type Known, verdictOn } from './verdict.ts';

const record: NoticeRecord = {
	code: 'K7MX3R',
	ref: 'flood-3',
	state: 'current',
	version: 2,
	effective: toOffsetString(atHour(-3)),
	expires: toOffsetString(atHour(6)),
	signature: 'valid',
	hash: 'now',
};
const statement = {
	code: 'K7MX3R',
	ref: 'flood-3',
	version: 2,
	sent: atHour(-3),
	expires: atHour(6),
	signed: atHour(-3),
	hash: 'now',
	key: '0123456789ab',
	signature: '',
};
const ticket = { statement, standing: 'valid' } as const;
const online: Known = {
	record,
	isComplete: true,
	ticket: undefined,
	version: undefined,
	isElsewhere: false,
	isTextAltered: false,
	isTextOlder: false,
	now: noon,
};

test('a notice in force that the portal signed is genuine', () => {
	expect(verdictOn(online)).toBe('genuine');
	expect(verdictOn({ ...online, ticket })).toBe('genuine');
});

test.each(['withdrawn', 'lifted', 'updated', 'corrected', 'expired'] as const)(
	'a notice that is %s is said to be so',
	(state) => {
		expect(verdictOn({ ...online, record: { ...record, state } })).toBe(state);
	},
);

test.each([
	[
		'a notice that is withdrawn is not called genuine by its ticket',
		{ state: 'withdrawn' },
		'withdrawn',
	],
	['a notice without a valid signature is not signed', { signature: 'invalid' }, 'unsigned'],
	[
		'a notice that was signed by another key is not signed',
		{ signature: 'unknown-key' },
		'unsigned',
	],
	[
		'a withdrawal counts more than that nobody signed',
		{ state: 'lifted', signature: 'unsigned' },
		'lifted',
	],
	['a notice whose text changed since the ticket was printed is older', { hash: 'other' }, 'older'],
	['a ticket for the code of another notice is altered', { ref: 'flood-4' }, 'altered'],
	['an exercise is an exercise, whatever the ticket', { state: 'exercise' }, 'exercise'],
] as const)('%s', (_, changes, verdict) => {
	expect(verdictOn({ ...online, record: { ...record, ...changes }, ticket })).toBe(verdict);
});

test('a forged ticket is altered, and so is one by a key that is not the portal’s', () => {
	for (const standing of ['invalid', 'unknown-key'] as const) {
		expect(verdictOn({ ...online, ticket: { statement, standing } })).toBe('altered');
		expect(verdictOn({ ...online, record: undefined, ticket: { statement, standing } })).toBe(
			'altered',
		);
	}
});

test('a link to an earlier version is older', () => {
	expect(verdictOn({ ...online, version: 1 })).toBe('older');
	expect(verdictOn({ ...online, version: 2 })).toBe('genuine');
});

test('sentences that are not the notice’s make a text altered', () => {
	expect(verdictOn({ ...online, isTextAltered: true })).toBe('altered');
});

test('the text of an earlier version is older, and what became of the notice since counts more', () => {
	expect(verdictOn({ ...online, isTextOlder: true })).toBe('older');
	const withdrawn = { ...record, state: 'withdrawn' } as const;
	expect(verdictOn({ ...online, record: withdrawn, isTextOlder: true })).toBe('withdrawn');
});

test('a link to another site is no link to the notice, whatever it carries', () => {
	expect(verdictOn({ ...online, ticket, isElsewhere: true })).toBe('elsewhere');
});

test('a code that the site does not know is unknown', () => {
	expect(verdictOn({ ...online, record: undefined })).toBe('unknown');
});

describe('without a network', () => {
	const offline: Known = { ...online, record: undefined, isComplete: false };

	test('a signed ticket is genuine until it ends', () => {
		expect(verdictOn({ ...offline, ticket })).toBe('genuine');
		expect(verdictOn({ ...offline, ticket, now: atHour(7) })).toBe('expired');
	});

	test('nothing is decided by a clock that is behind', () => {
		expect(verdictOn({ ...offline, ticket, now: undefined })).toBe('genuine');
		expect(verdictOn({ ...online, now: undefined })).toBe('genuine');
	});

	test('a code that was not kept is undecided, and so is a ticket that cannot be checked or relied on', () => {
		expect(verdictOn(offline)).toBe('undecided');
		for (const standing of ['undecided', 'compromised'] as const)
			expect(verdictOn({ ...offline, ticket: { statement, standing } })).toBe('undecided');
	});

	test('an end that came after the page was kept is known', () => {
		expect(verdictOn({ ...online, isComplete: false, now: atHour(7) })).toBe('expired');
	});
});

test('online, a signed ticket of a notice that the site does not have is unknown', () => {
	expect(verdictOn({ ...online, record: undefined, ticket })).toBe('unknown');
});

test('a ticket by a key that was stolen is believed only as far as the site says the same', () => {
	const stolen = { statement, standing: 'compromised' } as const;
	expect(verdictOn({ ...online, ticket: stolen })).toBe('genuine');
	expect(
		verdictOn({ ...online, ticket: { ...stolen, statement: { ...statement, hash: 'x' } } }),
	).toBe('older');
});

describe('a signature', () => {
	const key = { id: statement.key, key: '', createdAt: atHour(-9) };

	test.each([
		['by a key of the portal is valid', key, true, 'valid'],
		['by a key that was retired later stays valid', { ...key, retiredAt: noon }, true, 'valid'],
		['made after its key was retired is not', { ...key, retiredAt: atHour(-4) }, true, 'invalid'],
		['by a stolen key proves nothing', { ...key, compromisedAt: noon }, true, 'compromised'],
		['over something else is invalid', key, false, 'invalid'],
		['by an unknown key proves nothing', undefined, true, 'unknown-key'],
	] as const)('%s', (_, by, isIntact, expected) => {
		expect(signatureStanding(statement, by, isIntact)).toBe(expected);
	});
});

test('a corrected notice is corrected also after its end, and not once it is withdrawn', () => {
	const notice = aNotice({ expires: atHour(-1) });
	const hasPassed = (instant: Date) => instant <= noon;
	const correction = aNotice({ ref: 'fix', lifecycle: 'correction', effective: atHour(-2) });
	const withdrawal = aNotice({ ref: 'end', lifecycle: 'withdrawal', effective: atHour(-2) });
	const stateOf = (followers: (typeof correction)[]) =>
		recordState(notice, standing(notice, followers, hasPassed), followers, hasPassed);
	expect(stateOf([])).toMatchObject({ state: 'expired' });
	expect(stateOf([correction])).toMatchObject({ state: 'corrected', by: 'fix' });
	expect(stateOf([correction, withdrawal])).toMatchObject({ state: 'withdrawn', by: 'end' });
});
