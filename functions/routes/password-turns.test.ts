import { describe, expect, test, vi } from 'vitest';
import { password } from '../../tests/staff.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { createSignInLimit } from '../auth/sign-in-limit.ts';
import { createPasswordTurns } from './password-turns.ts';

const store = freshSqlite();

/** Nobody waits: the first has a place, and the next is turned away. */
const atOnce = { places: 1, waiting: 0, longestMs: 60_000 };
const narrow = () => createPasswordTurns({ stranger: atOnce, staff: atOnce });

/** Somebody whose password is being checked until `done`. */
function occupy(turns: ReturnType<typeof narrow>, lane: 'stranger' | 'staff') {
	const { promise, resolve } = Promise.withResolvers<string>();
	return { taken: turns.take('somebody', lane, () => promise), done: () => resolve('done') };
}

describe('a flood of sign-ins', () => {
	test('is told to come again, in the page of the sign-in, which keeps the e-mail', async () => {
		const passwordTurns = narrow();
		const person = await aPerson({ ...staffParts(store()), passwordTurns }, ['admin']);
		const flood = occupy(passwordTurns, 'stranger');
		const answer = await person.signIn();
		expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
		const { problems, values } = await person.shown(answer);
		expect(problems).toMatchObject([{ code: 'busy-sign-in', values: { seconds: 5 } }]);
		expect(values).toEqual({ email: person.staff.email, next: '' });
		flood.done();
		await flood.taken;
		expect((await person.signIn()).status).toBe(303);
	});

	test('keeps nobody out at a network from which staff signed in', async () => {
		const passwordTurns = narrow();
		const person = await aPerson({ ...staffParts(store()), passwordTurns }, ['admin']);
		await person.signIn();
		const flood = occupy(passwordTurns, 'stranger');
		expect((await person.signIn()).status).toBe(303);
		flood.done();
	});

	test('after a restart, keeps nobody out where somebody who stayed signed in has opened the staff page', async () => {
		const parts = { ...staffParts(store()), passwordTurns: narrow() };
		const inside = await aPerson(parts, ['admin']);
		const colleague = await aPerson(parts, ['editor']);
		await inside.signIn();
		Object.assign(parts, { signInLimit: createSignInLimit() });
		const flood = occupy(parts.passwordTurns, 'stranger');
		expect((await colleague.signIn()).status).toBe(503);
		await inside.get('/staff/');
		expect((await colleague.signIn()).status).toBe(303);
		flood.done();
	});

	test('checks no password for who is turned away', async () => {
		const passwordTurns = narrow();
		const parts = { ...staffParts(store()), passwordTurns };
		const person = await aPerson(parts, ['admin']);
		const verify = vi.spyOn(parts.passwords, 'verify');
		const flood = occupy(passwordTurns, 'stranger');
		await Promise.all(Array.from({ length: 50 }, () => person.signIn()));
		expect(verify).not.toHaveBeenCalled();
		flood.done();
	});
});

test.each([
	['accounts/disable/', { account: 'none', password }],
	[
		'account/password/',
		{ password, newPassword: 'seven quiet herons', again: 'seven quiet herons' },
	],
	['two-factor/', { password }],
])(
	'who is asked for the password again and finds no turn is told when to try: %s',
	async (path, fields) => {
		const passwordTurns = narrow();
		const anHourLater = () => new Date(Date.now() + 3_600_000);
		const parts = { ...staffParts(store()), passwordTurns, now: anHourLater };
		const person = await aPerson(parts, ['admin']);
		await person.signIn();
		const busy = occupy(passwordTurns, 'staff');
		const answer = await person.post(`/staff/${path}`, fields);
		expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
		expect((await person.shown(answer)).problems).toMatchObject([
			{ code: 'busy-sign-in', field: '' },
		]);
		busy.done();
	},
);

describe('createPasswordTurns', () => {
	test('turns away who has waited as long as anybody may', async () => {
		const line = { places: 1, waiting: 9, longestMs: 1 };
		const turns = createPasswordTurns({ stranger: line, staff: line });
		const first = occupy(turns, 'stranger');
		expect(await turns.take('another', 'stranger', async () => 'done')).toBe('busy');
		first.done();
		expect(await first.taken).toBe('done');
	});

	test('lets one network not fill the line of the strangers', async () => {
		const turns = createPasswordTurns();
		const first = occupy(turns, 'stranger');
		const ofOne = Array.from({ length: 100 }, () =>
			turns.take('flood', 'stranger', async () => 'done'),
		);
		const other = turns.take('another', 'stranger', async () => 'done');
		first.done();
		expect((await Promise.all(ofOne)).filter((each) => each === 'done')).toHaveLength(8);
		expect(await other).toBe('done');
	});

	test('goes on when a check fails', async () => {
		const turns = narrow();
		const failing = turns.take('a', 'staff', () => Promise.reject(new Error('no disk')));
		await expect(failing).rejects.toThrow('no disk');
		expect(await turns.take('a', 'staff', async () => 'done')).toBe('done');
	});
});
