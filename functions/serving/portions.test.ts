import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createPortions } from './portions.ts';

test('work is done in the order in which it came, so many pieces between two looks at the network', async () => {
	const done: number[] = [];
	const inPortions = createPortions(2);
	for (const piece of [1, 2, 3, 4, 5]) inPortions(() => done.push(piece));
	expect(done).toEqual([]);
	await setImmediate();
	expect(done).toEqual([1, 2]);
	await setImmediate();
	inPortions(() => done.push(6));
	expect(done).toEqual([1, 2, 3, 4]);
	await setImmediate();
	expect(done).toEqual([1, 2, 3, 4, 5, 6]);
});

test('what comes when all is done is done too, and nothing twice', async () => {
	let times = 0;
	const inPortions = createPortions(2);
	const count = () => {
		times += 1;
	};
	inPortions(count);
	await setImmediate();
	expect(times).toBe(1);
	inPortions(count);
	await setImmediate();
	await setImmediate();
	expect(times).toBe(2);
});
