import { expect, test } from 'vitest';
import { callsForHelp } from './crisis.ts';

test.each(['不想活了', '想\u200b死', 'ｗａｎｔ　ｔｏ　ｄｉｅ'])('%s calls for help', (text) => {
	expect(callsForHelp(text)).toBe(true);
});

test('a question about a rumor does not', () => {
	expect(callsForHelp('今晚封城吗')).toBe(false);
});
