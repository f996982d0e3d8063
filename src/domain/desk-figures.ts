import { type ClockedItem, type DeskClocks, dueTimes } from './report.ts';
import { hour, toOffsetString } from './time.ts';

/** What the figures need to know of an item. Merged items are counted as what they were merged into. */
export interface FigureItem extends ClockedItem {
	/** When those who asked first heard anything of it. */
	readonly firstAnsweredAt?: Date | undefined;
	/** When a verdict was published. */
	readonly verdictAt?: Date | undefined;
	/** Since when its clock stands still, waiting for a source. */
	readonly waitsSince?: Date | undefined;
	/** Whether it turned out to be a claim that can be checked. */
	readonly isClaim: boolean;
}

/** How many promises were kept and missed, how many still run, and how many stand still, waiting for a source. */
export interface ClockFigures {
	readonly kept: number;
	readonly missed: number;
	readonly running: number;
	readonly waiting: number;
}

/** How the rumor desk did in the days before an instant. */
export interface PeriodFigures {
	readonly days: number;
	readonly reports: number;
	/** Reports that came when their answer was published already. */
	readonly answeredAtOnce: number;
	/** How often somebody found the answer before asking, so that no report came. */
	readonly foundAtDoor: number;
	/** Reports that nobody has grouped yet: no clock knows of them. */
	readonly ungrouped: number;
	readonly items: number;
	readonly withVerdict: number;
	/** Minutes from the first report to the first answer, and to the verdict. */
	readonly firstAnswerMedian?: number | undefined;
	readonly verdictMedian?: number | undefined;
	readonly holdingLine: ClockFigures;
	readonly verdict: ClockFigures;
}

/** What is published of the desk: counts and times, never a text that a resident wrote. */
export interface DeskFigures {
	/** CAP 1.2 form. */
	readonly asOf: string;
	readonly periods: readonly PeriodFigures[];
}

/** The name under which the figures are exported to pages. */
export const deskFiguresObservation = 'deskFigures';

/** The periods that are published, in days. */
export const figureDays = [7, 30] as const;

export type FigureCounts = Pick<
	PeriodFigures,
	'reports' | 'answeredAtOnce' | 'foundAtDoor' | 'ungrouped'
>;

/** The figures of a period from the items that were first asked about, or opened again, in it. */
export function periodFigures(
	days: number,
	items: readonly FigureItem[],
	counts: FigureCounts,
	{ now, clocks }: { readonly now: Date; readonly clocks: DeskClocks },
): PeriodFigures {
	const begins = now.getTime() - days * 24 * hour;
	const claims = items.filter((item) => item.isClaim);
	// Who asks about what was opened again found the answer that was there: the first answer is no new promise.
	const asked = claims.filter(({ firstSeenAt }) => firstSeenAt.getTime() >= begins);
	return {
		days,
		...counts,
		items: items.length,
		withVerdict: claims.filter((item) => item.verdictAt).length,
		firstAnswerMedian: medianMinutes(asked, ({ firstSeenAt, firstAnsweredAt }) => [
			firstSeenAt,
			firstAnsweredAt,
		]),
		verdictMedian: medianMinutes(claims, ({ firstSeenAt, clocksSince, verdictAt }) => [
			clocksSince ?? firstSeenAt,
			verdictAt,
		]),
		holdingLine: clockFigures(asked, (item) =>
			stateOf(dueTimes(item, clocks).holdingLine, item.firstAnsweredAt, now),
		),
		verdict: clockFigures(claims, (item) => {
			const { verdict } = dueTimes(item, clocks);
			// What was missed before the wait began stays missed.
			const stands = !item.verdictAt && verdict && item.waitsSince && item.waitsSince <= verdict;
			return stands ? 'waiting' : stateOf(verdict, item.verdictAt, now);
		}),
	};
}

/** The median of the minutes between two instants, over the items that have both. */
function medianMinutes(
	items: readonly FigureItem[],
	span: (item: FigureItem) => readonly [Date, Date | undefined],
): number | undefined {
	return median(
		items.flatMap((item) => {
			const [from, to] = span(item);
			return to ? Math.max(0, to.getTime() - from.getTime()) / 60_000 : [];
		}),
	);
}

function clockFigures(
	items: readonly FigureItem[],
	stateOfClock: (item: FigureItem) => keyof ClockFigures | undefined,
): ClockFigures {
	const counts = { kept: 0, missed: 0, running: 0, waiting: 0 };
	for (const item of items) {
		const state = stateOfClock(item);
		if (state) counts[state] += 1;
	}
	return counts;
}

function stateOf(
	due: Date | undefined,
	done: Date | undefined,
	now: Date,
): keyof ClockFigures | undefined {
	if (!due) return undefined;
	if (done) return done <= due ? 'kept' : 'missed';
	return now <= due ? 'running' : 'missed';
}

function median(numbers: readonly number[]): number | undefined {
	const sorted = numbers.toSorted((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)];
	const lower = sorted[Math.ceil(sorted.length / 2) - 1];
	return upper === undefined || lower === undefined ? undefined : Math.round((upper + lower) / 2);
}

/** Figures are written anew when they changed, and once a day in any case, so that their age stays small. */
const rewrittenAfter = 24 * hour;

/** The text that pages read; the earlier one while nothing changed. */
export function writeDeskFigures(
	periods: readonly PeriodFigures[],
	now: Date,
	earlier: string | undefined,
): string {
	const before = readDeskFigures(earlier);
	const isSame = before && JSON.stringify(before.periods) === JSON.stringify(periods);
	const isRecent = before && now.getTime() - Date.parse(before.asOf) < rewrittenAfter;
	if (isSame && isRecent && earlier !== undefined) return earlier;
	return JSON.stringify({ asOf: toOffsetString(now), periods } satisfies DeskFigures);
}

/** The figures in a text that this portal wrote; `undefined` where there are none. */
export function readDeskFigures(text: string | undefined): DeskFigures | undefined {
	return text === undefined ? undefined : (JSON.parse(text) as DeskFigures);
}
