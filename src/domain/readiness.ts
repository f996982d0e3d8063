import { isOverdue } from './freshness.ts';
import type { Notice } from './notice.ts';
import type { Hotline } from './settings.ts';
import { type Day, endOfDay, hour } from './time.ts';

export type Hazard = Notice['hazard'];

/** The four phases of emergency management (4R), in the order of the board. */
export const readinessPhases = ['reduction', 'readiness', 'response', 'recovery'] as const;
export type ReadinessPhase = (typeof readinessPhases)[number];

/** Texts that lie ready for the first hour, each read and approved by a publisher. */
export const preparedKinds = ['template', 'script', 'poster'] as const;
export type PreparedKind = (typeof preparedKinds)[number];

/** What a county has ready for each hazard, beside the guides of each phase. */
export const readinessChecks = [
	...preparedKinds,
	'plan',
	'prebunk',
	'faq',
	'support',
	'exercise',
	'hotline',
] as const;
export type ReadinessCheck = (typeof readinessChecks)[number];

export type ReadinessColumn = ReadinessPhase | ReadinessCheck;
export const readinessColumns: readonly ReadinessColumn[] = [
	...readinessPhases,
	...readinessChecks,
];

/** `present`: there and in date. `overdue`: there, and its review, verification or repetition is due. `missing`: not there. */
export type ReadinessState = 'present' | 'overdue' | 'missing';

/** One thing for one hazard: how it stands, by which entry, and the day it was due or was last done. */
export interface ReadinessCell {
	readonly column: ReadinessColumn;
	readonly state: ReadinessState;
	/** The entry that was counted, where an entry was. */
	readonly entry?: { readonly collection: ReadyCollection; readonly ref: string };
	readonly day?: Day | undefined;
}

export interface ReadinessRow {
	readonly hazard: Hazard;
	readonly cells: readonly ReadinessCell[];
}

type ReadyCollection = 'guides' | 'faqs' | 'support';

/** An entry as far as readiness asks. */
export interface ReadyEntry {
	readonly collection: ReadyCollection;
	readonly ref: string;
	readonly title: string;
	readonly hazards: readonly Hazard[];
	readonly reviewBy: Day;
	/** Of guides only. */
	readonly kind?: 'guide' | 'plan' | 'prebunk';
	readonly phase?: ReadinessPhase;
}

/** A text that lay ready and was approved; `isSame` while its words are still those that were approved. */
export interface Approval {
	readonly hazard: Hazard;
	readonly kind: PreparedKind;
	readonly on: Day;
	readonly isSame: boolean;
}

/** An exercise that was held. */
export interface HeldExercise {
	readonly hazard: Hazard;
	readonly on: Day;
}

/** Everything the board is made from. */
export interface ReadinessFacts {
	/** The hazards that concern the county, and the numbers that people call in each. */
	readonly hazards: readonly { readonly hazard: Hazard; readonly hotlines: readonly Hotline[] }[];
	readonly entries: readonly ReadyEntry[];
	readonly approvals: readonly Approval[];
	readonly exercises: readonly HeldExercise[];
	readonly now: Date;
}

/** What was approved is read again after a year, and what was exercised is exercised again. */
const yearDays = 365;

/** The board: a row for each hazard, a cell for each phase and check, in the order of `readinessColumns`. */
export function readinessBoard(facts: ReadinessFacts): readonly ReadinessRow[] {
	return facts.hazards.map(({ hazard, hotlines }) => ({
		hazard,
		cells: [
			...readinessPhases.map((phase) =>
				entryCell(facts, phase, hazard, (each) => each.phase === phase),
			),
			...preparedKinds.map((kind) => approvalCell(facts, kind, hazard)),
			entryCell(facts, 'plan', hazard, ({ kind }) => kind === 'plan'),
			entryCell(facts, 'prebunk', hazard, ({ kind }) => kind === 'prebunk'),
			entryCell(facts, 'faq', hazard, ({ collection }) => collection === 'faqs'),
			entryCell(facts, 'support', hazard, ({ collection }) => collection === 'support'),
			exerciseCell(facts, hazard),
			hotlineCell(hotlines, facts.now),
		],
	}));
}

/** How many cells of a board stand in each way. */
export function readinessCounts(
	rows: readonly ReadinessRow[],
): Readonly<Record<ReadinessState, number>> {
	const all = rows.flatMap(({ cells }) => cells);
	const count = (state: ReadinessState) => all.filter((each) => each.state === state).length;
	return { present: count('present'), overdue: count('overdue'), missing: count('missing') };
}

/** Entries whose review is overdue, the longest overdue first. */
export function overdueReviews(entries: readonly ReadyEntry[], now: Date): readonly ReadyEntry[] {
	return entries
		.filter(({ reviewBy }) => isOverdue(reviewBy, before(now)))
		.sort((a, b) => (a.reviewBy < b.reviewBy ? -1 : a.reviewBy > b.reviewBy ? 1 : 0));
}

/** One entry in date is enough; with none, the one that was in date longest tells since when there is none. */
function entryCell(
	{ entries, now }: ReadinessFacts,
	column: ReadinessColumn,
	hazard: Hazard,
	counts: (entry: ReadyEntry) => boolean,
): ReadinessCell {
	const [best] = entries
		.filter((each) => each.hazards.includes(hazard) && counts(each))
		.sort((a, b) => (a.reviewBy < b.reviewBy ? 1 : -1));
	if (!best) return { column, state: 'missing' };
	const { collection, ref, reviewBy } = best;
	const state = isOverdue(reviewBy, before(now)) ? 'overdue' : 'present';
	return { column, state, entry: { collection, ref }, day: reviewBy };
}

function approvalCell(
	{ approvals, now }: ReadinessFacts,
	column: PreparedKind,
	hazard: Hazard,
): ReadinessCell {
	const found = approvals.find((each) => each.hazard === hazard && each.kind === column);
	if (!found) return { column, state: 'missing' };
	const holds = found.isSame && isWithinYear(found.on, now);
	return { column, state: holds ? 'present' : 'overdue', day: found.on };
}

function exerciseCell({ exercises, now }: ReadinessFacts, hazard: Hazard): ReadinessCell {
	const last = exercises
		.filter((each) => each.hazard === hazard)
		.map(({ on }) => on)
		.sort()
		.at(-1);
	if (last === undefined) return { column: 'exercise', state: 'missing' };
	const state = isWithinYear(last, now) ? 'present' : 'overdue';
	return { column: 'exercise', state, day: last };
}

/** A number counts once somebody has called it; one that is verified and in date is enough. */
function hotlineCell(hotlines: readonly Hotline[], now: Date): ReadinessCell {
	const verified = hotlines.filter(({ verifiedOn }) => verifiedOn !== undefined);
	const inDate = verified.find(({ reviewBy }) => !isOverdue(reviewBy, before(now)));
	const best = inDate ?? verified[0];
	if (!best) return { column: 'hotline', state: 'missing' };
	return { column: 'hotline', state: inDate ? 'present' : 'overdue', day: best.verifiedOn };
}

function isWithinYear(day: Day, now: Date): boolean {
	return now.getTime() < endOfDay(day).getTime() + yearDays * 24 * hour;
}

function before(now: Date) {
	return (instant: Date) => instant <= now;
}
