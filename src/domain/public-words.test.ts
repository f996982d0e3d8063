import { expect, test } from 'vitest';
import { personalDataProblem } from './public-words.ts';

test('a claim with a mobile number is refused, with the words that hold it', () => {
	expect(personalDataProblem({ title: '断水', claim: '找13812345678问停水' })).toEqual({
		code: 'personal-data',
		field: 'claim',
		values: { text: '找13812345678问停水' },
	});
});

test('each of several lines is looked at', () => {
	expect(personalDataProblem({ actions: ['在家等', '加微信wong7609'] })?.field).toBe('actions');
});

test('an office’s telephone and a hotline may stand', () => {
	expect(personalDataProblem({ fact: '请打12345，或 0000-5550120。' })).toBeUndefined();
});
