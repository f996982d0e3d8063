import type { ReportStanding } from '../../src/domain/report-standing.ts';
import { minute } from '../../src/domain/time.ts';

/**
 * How many reports may be stored before those of a standing are turned away, so that no flood fills the disk: at some
 * 2 KB each, half a gigabyte at the very most. Reports that are proven are always taken.
 */
export const roomFor: Readonly<Record<ReportStanding, number>> = {
	suspect: 100_000,
	unproven: 200_000,
	proven: Number.POSITIVE_INFINITY,
};

/** Whether there is room for one more report. */
export interface Capacity {
	hasRoom(standing: ReportStanding, now: Date): Promise<boolean>;
}

/** Counting all is slow, so it is done once a minute; in between what comes is added up. */
export function createCapacity(stored: () => Promise<number>): Capacity {
	let known = 0;
	let countedAt = Number.NEGATIVE_INFINITY;
	return {
		async hasRoom(standing, now) {
			if (Math.abs(now.getTime() - countedAt) >= minute) {
				countedAt = now.getTime();
				known = await stored();
			}
			if (known >= roomFor[standing]) return false;
			known += 1;
			return true;
		},
	};
}
