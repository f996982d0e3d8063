import type { ReportStanding } from '../../src/domain/report-standing.ts';
import { minute } from '../../src/domain/time.ts';

/**
 * How many reports may be stored before those of a standing are turned away, so that no flood fills the disk: at some
 * 2 KB each, 600 MB at the very most. Reports that are proven are always taken.
 */
export const roomFor: Readonly<Record<ReportStanding, number>> = {
	suspect: 100_000,
	unproven: 200_000,
	proven: Number.POSITIVE_INFINITY,
};

/** Calls for help have room beyond that of all others. From there on the oldest of what looks like a flood makes room for them. */
export const roomForCalls = 300_000;

/** Room is made for so many at once, as it takes a while. */
const madeAtOnce = 1_000;

/** Whether there is room for one more report. */
export interface Capacity {
	hasRoom(standing: ReportStanding, now: Date): Promise<boolean>;
	/** A call for help is always taken: the standing at which it is stored. */
	takeCall(standing: ReportStanding, now: Date): Promise<ReportStanding>;
}

/** Counting all is slow, so it is done once a minute; in between what comes is added up. */
export function createCapacity({
	stored,
	makeRoom,
}: {
	readonly stored: () => Promise<number>;
	/** Deletes at most so many reports that look like a flood. How many. */
	readonly makeRoom: (most: number) => Promise<number>;
}): Capacity {
	let known = 0;
	let countedAt = Number.NEGATIVE_INFINITY;

	async function count(now: Date): Promise<void> {
		if (Math.abs(now.getTime() - countedAt) < minute) return;
		countedAt = now.getTime();
		known = await stored();
	}

	return {
		async hasRoom(standing, now) {
			await count(now);
			if (known >= roomFor[standing]) return false;
			known += 1;
			return true;
		},
		async takeCall(standing, now) {
			await count(now);
			known += 1;
			if (known <= roomForCalls) return standing;
			known -= await makeRoom(madeAtOnce);
			// Among what comes in such a flood, it may have to make room itself one day; not if work was done for it.
			return standing === 'proven' ? standing : 'suspect';
		},
	};
}
