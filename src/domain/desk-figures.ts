import { dueTimes, type Risk } from './report.ts';
import { hour, toOffsetString } from './time.ts';

/** What the figures need to know of an item. Merged items are counted as what they were merged into. */
export interface FigureItem extends Risk {
	readonly firstSeenAt: Date;
	/** When those who asked first heard anything of it. */
	readonly firstAnsweredAt?: Date | undefined;
	/** When a verdict was published. */
	readonly verdictAt?: Date | undefined;
	/** How long its clock stood still, waiting for a source. */
	readonly pausedMs: number;
	/** Whether it turned out to be a claim that can be checked. */
	readonly isClaim: boolean;
}

/** How many promises were kept and missed, and how many still run. */
export interface ClockFigures {
	readonly kept: number;
	readonly missed: number;
	readonly running: number;
}

/** How the rumor desk did in the days before an instant. */
export interface PeriodFigures {
	readonly days: number;
	readonly reports: number;
	/** Reports that the published answer reached without anybody's work: at the door, or by the same text. */
	readonly answeredAtOnce: number;
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

export interface FigureCounts {
	readonly reports: number;
	readonly answeredAtOnce: number;
}

type Clocks = Parameters<typeof dueTimes>[2];

/** The figures of a period from the items first seen in it. */
export function periodFigures(
	days: number,
	items: readonly FigureItem[],
	{ reports, answeredAtOnce }: FigureCounts,
	{ now, clocks }: { readonly now: Date; readonly clocks: Clocks },
): PeriodFigures {
	const claims = items.filter((item) => item.isClaim);
	const minutes = (until: (item: FigureItem) => Date | undefined) =>
		median(
			claims.flatMap((item) => {
				const end = until(item);
				return end ? Math.max(0, end.getTime() - item.firstSeenAt.getTime()) / 60_000 : [];
			}),
		);
	return {
		days,
		reports,
		answeredAtOnce,
		items: items.length,
		withVerdict: claims.filter((item) => item.verdictAt).length,
		firstAnswerMedian: minutes((item) => item.firstAnsweredAt),
		verdictMedian: minutes((item) => item.verdictAt),
		holdingLine: clockFigures(claims, now, (item) => ({
			due: dueTimes(item, item.firstSeenAt, clocks).holdingLine,
			done: item.firstAnsweredAt,
		})),
		verdict: clockFigures(claims, now, (item) => ({
			due: later(dueTimes(item, item.firstSeenAt, clocks).verdict, item.pausedMs),
			done: item.verdictAt,
		})),
	};
}

function clockFigures(
	items: readonly FigureItem[],
	now: Date,
	clockOf: (item: FigureItem) => {
		readonly due?: Date | undefined;
		readonly done?: Date | undefined;
	},
): ClockFigures {
	const counts = { kept: 0, missed: 0, running: 0 };
	for (const item of items) {
		const { due, done } = clockOf(item);
		if (due) counts[stateOf(due, done, now)] += 1;
	}
	return counts;
}

function stateOf(due: Date, done: Date | undefined, now: Date): keyof ClockFigures {
	if (done) return done <= due ? 'kept' : 'missed';
	return now <= due ? 'running' : 'missed';
}

function later(instant: Date | undefined, ms: number): Date | undefined {
	return instant && new Date(instant.getTime() + ms);
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
