import { expect, test } from 'vitest';
import { startStopwatch } from './phases.ts';

test('each step is timed, one done twice is counted together, and one that throws is timed too', async () => {
	let clock = 0;
	const stopwatch = startStopwatch(() => clock);
	const taking = (milliseconds: number) => () => {
		clock += milliseconds;
	};
	await stopwatch.step('read', taking(3));
	await stopwatch.step('render', taking(8));
	await stopwatch.step('read', taking(2));
	const failing = stopwatch.step('swap', () => {
		clock += 1;
		throw new Error('disk full');
	});
	await expect(failing).rejects.toThrow('disk full');
	expect(stopwatch.phases()).toEqual({ read: 5, render: 8, swap: 1 });
});
