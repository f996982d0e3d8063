import { describe, expect, test } from 'vitest';
import { dueTimes, parseReceipt, receiptFrom, riskLevel } from './report.ts';

test('a receipt is sixteen characters in groups of four and reads back as itself', () => {
	const receipt = receiptFrom(Uint8Array.from([255, 1, 2, 3, 4, 5, 6, 7, 8, 254]));
	expect(receipt).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
	expect(parseReceipt(receipt)).toBe(receipt);
});

test('a receipt may be typed small, without dashes, full-width, and with letters that look like digits', () => {
	expect(parseReceipt('o1il 2345 ６789 abcd')).toBe('0111-2345-6789-ABCD');
});

test.each(['', '1234', 'UUUU-UUUU-UUUU-UUUU', "' or 1=1 --------"])('%s is no receipt', (typed) => {
	expect(parseReceipt(typed)).toBeUndefined();
});

describe('risk is harm times spread', () => {
	test.each([
		[2, 3, 'high'],
		[1, 3, 'medium'],
		[1, 2, 'low'],
	] as const)('%i × %i is %s', (harm, spread, level) => {
		expect(riskLevel({ harm, spread })).toBe(level);
	});
});

const clocks = { holdingLine: 2, verdictHigh: 24, verdictMedium: 48 };

test('a high risk has a clock for the first line and one for the verdict', () => {
	const seen = new Date('2026-03-14T10:00:00+08:00');
	const due = dueTimes({ harm: 3, spread: 3, firstSeenAt: seen }, clocks);
	expect(due.holdingLine).toEqual(new Date('2026-03-14T12:00:00+08:00'));
	expect(due.verdict).toEqual(new Date('2026-03-15T10:00:00+08:00'));
});

test('the verdict on a claim that was opened again is due from then on', () => {
	const firstSeenAt = new Date('2026-03-01T10:00:00+08:00');
	const clocksSince = new Date('2026-03-14T10:00:00+08:00');
	const item = { harm: 3, spread: 3, firstSeenAt, clocksSince, pausedMs: 3_600_000 };
	expect(dueTimes(item, clocks).verdict).toEqual(new Date('2026-03-15T11:00:00+08:00'));
});

test('each of the eighty bits of a receipt counts', () => {
	const receipts = new Set<string>();
	for (let bit = 0; bit < 80; bit += 1) {
		const bytes = new Uint8Array(10);
		bytes[bit >> 3] = 1 << (bit & 7);
		receipts.add(receiptFrom(bytes));
	}
	expect(receipts.size).toBe(80);
	expect(receiptFrom(new Uint8Array(10))).toBe('0000-0000-0000-0000');
	expect(receiptFrom(new Uint8Array(10).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
});
