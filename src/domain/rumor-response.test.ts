import { describe, expect, test } from 'vitest';
import { aRumorResponse, atHour } from '../../tests/builders.ts';
import { mark, rumorResponseProblems } from './rumor-response.ts';

const codes = (changes: Parameters<typeof aRumorResponse>[0]) =>
	rumorResponseProblems(aRumorResponse(changes)).map((each) => `${each.field}: ${each.code}`);

test('an answered response is stamped with its verdict, any other with "checking"', () => {
	expect(mark(aRumorResponse({ verdict: 'outdated' }))).toBe('outdated');
	expect(mark(aRumorResponse({ state: 'checking', verdict: undefined }))).toBe('checking');
});

describe('a response is refused', () => {
	test('when it is answered without verdict, evidence or the time of the verdict', () => {
		expect(codes({ verdict: undefined, evidence: [], checkedAt: undefined })).toEqual([
			'verdict: needs-verdict',
			'evidence: needs-evidence',
			'checkedAt: required',
		]);
	});

	test('when it is being checked and says no time, or has a verdict already', () => {
		expect(codes({ state: 'checking' })).toEqual([
			'verdict: verdict-while-checking',
			'nextUpdateAt: needs-next-update',
		]);
		expect(codes({ state: 'checking', verdict: undefined, nextUpdateAt: atHour(5) })).toEqual([]);
	});

	test('when nobody knows yet and it does not say when more is known', () => {
		expect(codes({ verdict: 'unproven' })).toEqual(['nextUpdateAt: needs-next-update']);
	});

	test('when the verdict is older than the claim', () => {
		expect(codes({ checkedAt: atHour(-9) })).toEqual(['checkedAt: ends-before-start']);
	});
});
