import { describe, expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { type ReceiptStanding, receiptStanding } from './receipt-standing.ts';
import { nothingTold, standingName, tellingOf } from './receipt-telling.ts';
import type { PublishedResponse } from './site.ts';

function aResponse(changes: Partial<PublishedResponse> = {}): PublishedResponse {
	return {
		item: 'i-1',
		ref: 'water',
		title: '饮水正常',
		wordings: [],
		state: 'answered',
		verdict: 'false',
		corrections: 0,
		heardAt: noon,
		...changes,
	};
}

const answered = (changes: Partial<PublishedResponse> = {}) =>
	receiptStanding(aResponse(changes), undefined);
const received: ReceiptStanding = { state: 'received' };
const checking: ReceiptStanding = { state: 'checking' };
const closed: ReceiptStanding = { state: 'not-a-claim' };
const referred = (to: '110' | '12345'): ReceiptStanding => ({ state: 'referred', to });

describe('an asker who knows nothing yet', () => {
	test.each([
		['that it was received', received, undefined],
		['that it is being checked', checking, 'checking'],
		['that it is answered', answered(), 'answered'],
		['that it is no claim', closed, 'closed'],
		['that another office handles it', referred('110'), 'closed'],
	])('and %s is told %s', (_what, standing, telling) => {
		expect(tellingOf(standing, nothingTold)).toBe(telling);
	});
});

describe('an asker who was told of an answer', () => {
	const told = standingName(answered());

	test.each([
		['the same', answered(), undefined],
		['another headline', answered({ title: '饮水一切正常' }), undefined],
		['another verdict', answered({ verdict: 'misleading' }), 'changed'],
		['a correction', answered({ corrections: 1 }), 'changed'],
		['the answer to something else', answered({ ref: 'air' }), 'changed'],
		['being checked again', checking, 'reopened'],
		['waiting again', received, 'reopened'],
		['no claim', closed, 'closed'],
	])('when it is %s is told %s', (_what, standing, telling) => {
		expect(tellingOf(standing, told)).toBe(telling);
	});

	test('hears nothing when a correction is taken off the list', () => {
		expect(tellingOf(answered(), standingName(answered({ corrections: 1 })))).toBeUndefined();
	});
});

test('being checked is told once, whether the desk says so or a page', () => {
	const byThePage = answered({ state: 'checking', nextUpdateAt: atHour(2) });
	expect(tellingOf(byThePage, standingName(checking))).toBeUndefined();
	expect(tellingOf(received, standingName(checking))).toBeUndefined();
});

test('another office than before is news', () => {
	expect(tellingOf(referred('110'), standingName(referred('12345')))).toBe('closed');
});

test('what is published counts for more than what the desk says', () => {
	expect(receiptStanding(aResponse(), { state: 'checking' }).state).toBe('answered');
	expect(receiptStanding(aResponse({ state: 'checking' }), { state: 'answered' }).state).toBe(
		'checking',
	);
});
