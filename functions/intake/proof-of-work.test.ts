import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { describe, expect, test } from 'vitest';
import { createProofs } from './proof-of-work.ts';

const proofs = createProofs('the secret of a test');
const now = new Date();
const seconds = (count: number) => new Date(now.getTime() + count * 1000);

async function solved(challenge: Challenge): Promise<string> {
	const solution = await solveChallenge({ challenge, deriveKey });
	return encoded({ challenge, solution });
}

const encoded = (payload: object) => Buffer.from(JSON.stringify(payload)).toString('base64');

test('work that was done proves, under one name', async () => {
	const payload = await solved(await proofs.challenge(now, 1));
	const first = await proofs.check(payload, seconds(30));
	expect(first).toMatchObject({ kind: 'proven' });
	expect(await proofs.check(payload, seconds(31))).toEqual(first);
});

test('harder work proves as well', async () => {
	const payload = await solved(await proofs.challenge(now, 2));
	expect(await proofs.check(payload, seconds(30))).toMatchObject({ kind: 'proven' });
});

test('no more work is asked for than an old phone does', async () => {
	const { parameters } = await proofs.challenge(now, 1_000_000);
	expect(parameters).toMatchObject({ cost: 16, keyPrefix: '000' });
});

test('an answer sooner than a person can write proves nothing', async () => {
	const payload = await solved(await proofs.challenge(now, 1));
	expect(await proofs.check(payload, seconds(2))).toEqual({ kind: 'too-soon' });
});

test('nothing sent proves nothing', async () => {
	expect(await proofs.check(undefined, now)).toEqual({ kind: 'absent' });
});

describe('no proof is', () => {
	const changed = async (change: { parameters?: object; signature?: string }) => {
		const challenge = await proofs.challenge(now, 1);
		const parameters = { ...challenge.parameters, ...change.parameters };
		return proofs.check(await solved({ ...challenge, ...change, parameters }), seconds(30));
	};

	test.each([
		['an easier challenge', { keyPrefix: '0' }],
		['a challenge that was given more time', { expiresAt: 4_000_000_000 }],
		['a challenge of another form', { data: { form: 'vote' } }],
	])('work on %s', async (_what, parameters) => {
		expect(await changed({ parameters })).toEqual({ kind: 'invalid' });
	});

	test('work on a challenge without signature', async () => {
		expect(await changed({ signature: '' })).toEqual({ kind: 'invalid' });
	});

	test('work on a challenge of another portal', async () => {
		const payload = await solved(await createProofs('another secret').challenge(now, 1));
		expect(await proofs.check(payload, seconds(30))).toEqual({ kind: 'invalid' });
	});

	test('work that came after its ten minutes', async () => {
		const payload = await solved(await proofs.challenge(now, 1));
		expect(await proofs.check(payload, seconds(601))).toEqual({ kind: 'invalid' });
	});

	test('a solution that was not worked for', async () => {
		const challenge = await proofs.challenge(now, 1);
		const solution = { counter: 1, derivedKey: '0'.repeat(64) };
		expect(await proofs.check(encoded({ challenge, solution }), seconds(30))).toEqual({
			kind: 'invalid',
		});
	});

	test.each(['', '{', 'e30=', 'x'.repeat(100_000)])('%.10s', async (payload) => {
		expect((await proofs.check(payload, now)).kind).not.toBe('proven');
	});
});
