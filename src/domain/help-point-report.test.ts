import { describe, expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import type { HelpPoint } from './collections.ts';
import {
	isShownAtOnce,
	mostPointChanges,
	readPointReport,
	withReport,
	writePointReport,
} from './help-point-report.ts';

const point = { state: 'open', asOf: noon } as HelpPoint;

describe('a help point', () => {
	test('stands as it was last reported', () => {
		const report = { state: 'sold-out', note: 'more-tomorrow', at: atHour(1) } as const;
		expect(withReport(point, report)).toEqual({
			state: 'sold-out',
			note: 'more-tomorrow',
			asOf: atHour(1),
		});
	});

	test('stands as an editor wrote it since', () => {
		expect(withReport(point, { state: 'closed', at: noon })).toBe(point);
		expect(withReport(point, undefined)).toBe(point);
	});
});

test('a report is read as it was written, and anything else is none', () => {
	const report = { state: 'low', note: 'limited', at: noon } as const;
	expect(readPointReport(writePointReport(report))).toEqual(report);
	expect(readPointReport(undefined)).toBeUndefined();
	expect(readPointReport('{"state":"<b>","at":"2026-03-14T04:00:00Z"}')).toBeUndefined();
});

test('a keeper’s tap is shown at once, unless it says that the place moved or comes after too many', () => {
	expect(isShownAtOnce('closed', mostPointChanges - 1)).toBe(true);
	expect(isShownAtOnce('closed', mostPointChanges)).toBe(false);
	expect(isShownAtOnce('moved', 0)).toBe(false);
});
