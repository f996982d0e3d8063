import { describe, expect, test } from 'vitest';
import { createSignInLimit, widerNetworks } from './sign-in-limit.ts';

const email = 'Li.Ming@example.gov.cn';

/** Wrong passwords for one account, each from another network; how many of them had to wait. */
async function guessFromEverywhere(limit: ReturnType<typeof createSignInLimit>, times: number) {
	let waited = 0;
	for (let count = 0; count < times; count += 1) {
		const { waitSeconds } = await limit.attempt(`198.51.${count >> 8}.${count & 255}`, email);
		if (waitSeconds > 0) waited += 1;
	}
	return waited;
}

describe('an account that many networks guess at', () => {
	test('is open to the twentieth guess of an hour, and then closed for a pause', async () => {
		const limit = createSignInLimit();
		expect(await guessFromEverywhere(limit, 20)).toBe(0);
		expect((await limit.attempt('203.0.113.1', email)).waitSeconds).toBeGreaterThan(0);
		expect((await limit.attempt('203.0.113.1', 'another@example.gov.cn')).waitSeconds).toBe(0);
	});

	test('stays open to the network from which it signed in before, and to no other of staff', async () => {
		const limit = createSignInLimit();
		await limit.succeeded('203.0.113.1', email);
		await limit.succeeded('203.0.113.2', 'another@example.gov.cn');
		await guessFromEverywhere(limit, 30);
		expect((await limit.attempt('203.0.113.1', email.toLowerCase())).waitSeconds).toBe(0);
		expect((await limit.attempt('203.0.113.2', email)).waitSeconds).toBeGreaterThan(0);
	});
});

test('networks of one IPv6 customer are counted together', async () => {
	const limit = createSignInLimit({ perPerson: 5, perAddress: 1, perAccount: 20 });
	const waits = [];
	for (const part of ['100', '101', '102', '103', '104'])
		waits.push((await limit.attempt(`2001:db8:1:${part}::/64`, `${part}@example.cn`)).waitSeconds);
	expect(waits.map((seconds) => seconds > 0)).toEqual([false, false, false, false, true]);
});

test.each([
	['2001:db8:1:2ab::/64', ['2001:db8:1:200::/56', '2001:db8:1::/48']],
	['2001:0db8:0:0::/64', ['2001:db8:0:0::/56', '2001:db8:0::/48']],
	['198.51.100.1', []],
	['unknown', []],
])('the wider networks of %s are %o', (address, expected) => {
	expect(widerNetworks(address)).toEqual(expected);
});

test('a flood of wrong passwords is told of ten times, and then when its number has doubled', async () => {
	const limit = createSignInLimit();
	const told = [];
	for (let count = 0; count < 100; count += 1) told.push(await limit.refused('id'));
	expect(told.filter((each) => each !== undefined)).toEqual([
		...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
		...[20, 40, 80],
	]);
});
