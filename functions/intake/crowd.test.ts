import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { createCrowdCounter } from './crowd.ts';

test('reports are counted by network, by text, and all together', () => {
	const crowd = createCrowdCounter();
	crowd.count({ network: '10.0.0.1', text: 'a' }, noon);
	crowd.count({ network: '10.0.0.200', text: 'b' }, noon);
	expect(crowd.count({ network: '10.0.1.1', text: 'b' }, noon)).toMatchObject({
		fromNetwork: 1,
		ofText: 2,
		fromAll: 3,
	});
	expect(crowd.count({ network: '10.0.0.7', text: 'c' }, noon).fromNetwork).toBe(3);
});

test('what was long ago is not counted', () => {
	const crowd = createCrowdCounter();
	crowd.count({ network: '10.0.0.1', text: 'a' }, noon);
	expect(crowd.count({ network: '10.0.0.1', text: 'a' }, atHour(1))).toMatchObject({
		fromNetwork: 1,
		ofText: 1,
		fromAll: 1,
	});
});

test('more work is asked for as reports come faster', () => {
	const crowd = createCrowdCounter();
	expect(crowd.workTimes(noon)).toBe(1);
	for (let count = 0; count < 1500; count += 1)
		crowd.count({ network: `n-${count}`, text: '' }, noon);
	expect(crowd.workTimes(noon)).toBe(11);
	expect(crowd.workTimes(atHour(1))).toBe(1);
});
