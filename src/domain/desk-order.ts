import type { Risk, riskLevel } from './report.ts';
import { type ReportStanding, reportStandings } from './report-standing.ts';
import { hour, minute } from './time.ts';

/** Askers of so many milliseconds tell how fast something spreads. */
export const recentMs = 3 * hour;

/** From so many different askers within `recentMs` on, something spreads fast. */
const fastFrom = 5;

/** What a line of the desk is ranked by. Nothing of it is a raw count, which anybody can push up. */
export interface Ranked {
	/** A call for help that nobody has sorted yet. */
	readonly isCall: boolean;
	readonly standing: ReportStanding;
	/** When the next promise is to be kept, in epoch milliseconds; infinite without one. */
	readonly due: number;
	readonly risk: ReturnType<typeof riskLevel>;
	/** Different askers within `recentMs`. */
	readonly recentAskers: number;
	/** When it was first heard, in epoch milliseconds. */
	readonly since: number;
}

/** Nobody knows the risk of a report that nobody has sorted: it counts as high, and has the clocks of that. */
export const riskUnknown: Risk = { harm: 3, spread: 3 };

export const orders = ['urgency', 'due', 'risk', 'spread', 'age'] as const;
/** What counts first. `urgency`: the clock in steps, then risk, then how fast it spreads, then age. */
export type Order = (typeof orders)[number];

const weights = {
	urgency: ['clock', 'risk', 'speed', 'due', 'age'],
	due: ['due', 'risk', 'speed', 'age'],
	risk: ['risk', 'clock', 'speed', 'due', 'age'],
	spread: ['spread', 'clock', 'risk', 'due', 'age'],
	age: ['age', 'risk'],
} as const;

/**
 * Lines of the desk in their order. Calls for help come first; then what is known of how a report was sent, so that a flood
 * stands behind who did the work, among calls too; then what `order` says.
 */
export function inOrder<T>(
	lines: readonly T[],
	rankedOf: (line: T) => Ranked,
	{ order, now }: { readonly order: Order; readonly now: number },
): readonly T[] {
	const names = ['call', 'standing', ...weights[order]] as const;
	const keyed = lines.map((line) => {
		const ranks = ranksOf(rankedOf(line), now);
		return { line, keys: names.map((name) => ranks[name]) };
	});
	keyed.sort((a, b) => firstDifference(a.keys, b.keys));
	return keyed.map(({ line }) => line);
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
	for (let at = 0; at < a.length; at += 1) {
		const one = a[at] ?? 0;
		const other = b[at] ?? 0;
		// Two that are promised nothing are equal, and infinity less infinity is no number.
		if (one !== other) return one - other;
	}
	return 0;
}

/** Why a line stands where it stands, for whoever works on the queue. */
export type Reason =
	| { readonly kind: 'overdue' }
	/** In so many minutes, one at least. */
	| { readonly kind: 'due-soon'; readonly minutes: number }
	| { readonly kind: 'due'; readonly at: number }
	| { readonly kind: 'spreading'; readonly askers: number };

/** The clock that runs, and whether it spreads fast; nothing where neither is the case. */
export function reasonsOf({ due, recentAskers }: Ranked, now: number): readonly Reason[] {
	const reasons: Reason[] = [];
	if (due <= now) reasons.push({ kind: 'overdue' });
	else if (due - now <= hour)
		reasons.push({ kind: 'due-soon', minutes: Math.ceil((due - now) / minute) });
	else if (Number.isFinite(due)) reasons.push({ kind: 'due', at: due });
	if (recentAskers >= fastFrom) reasons.push({ kind: 'spreading', askers: recentAskers });
	return reasons;
}

const riskRank = { high: 0, medium: 1, low: 2 } as const;

/** Smaller is first. */
function ranksOf(ranked: Ranked, now: number) {
	return {
		call: ranked.isCall ? 0 : 1,
		standing: reportStandings.indexOf(ranked.standing),
		clock: clockStep(ranked.due - now),
		due: ranked.due,
		risk: riskRank[ranked.risk],
		speed: -speedStep(ranked.recentAskers),
		spread: -ranked.recentAskers,
		age: ranked.since,
	};
}

/** What is left until a promise, in steps: within one, risk and spread decide. */
const clockSteps = [0, 15 * minute, hour, 4 * hour] as const;

function clockStep(left: number): number {
	const step = clockSteps.findIndex((limit) => left <= limit);
	return step < 0 ? clockSteps.length : step;
}

/** Each step is twice as many askers, so that one more moves nothing. */
function speedStep(askers: number): number {
	return askers < fastFrom ? 0 : 1 + Math.floor(Math.log2(askers / fastFrom));
}
