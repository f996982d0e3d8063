import { latestOf } from './freshness.ts';
import {
	byNewest,
	byUrgency,
	type HasPassed,
	isWarning,
	type NoticeWithRef,
	type Standing,
	standing,
} from './notice.ts';

/** A notice and how it stands among the other notices of a list. */
export interface StandingNotice<N extends NoticeWithRef = NoticeWithRef> {
	readonly notice: N;
	readonly standing: Standing;
}

/** How each notice of a complete list stands. */
export function withStanding<N extends NoticeWithRef>(
	notices: readonly N[],
	hasPassed: HasPassed,
): StandingNotice<N>[] {
	const followers = new Map<string, N[]>();
	for (const notice of notices) {
		for (const reference of notice.references) {
			followers.set(reference, [...(followers.get(reference) ?? []), notice]);
		}
	}
	return notices.map((notice) => ({
		notice,
		standing: standing(notice, followers.get(notice.ref) ?? [], hasPassed),
	}));
}

/** Whether a notice is an alert while it is in force: a warning that is no correction of another. */
export function isAlert(notice: NoticeWithRef): boolean {
	return isWarning(notice) && isNews(notice);
}

/** Warnings in force, the most urgent first, then those announced for later. */
export function warningsToShow<N extends NoticeWithRef>(
	all: readonly StandingNotice<N>[],
): StandingNotice<N>[] {
	const warnings = all.filter(({ notice }) => isAlert(notice));
	return [
		...inState(warnings, 'current').sort(moreUrgent),
		...inState(warnings, 'scheduled').sort(moreUrgent),
	];
}

/** When the last of some notices ends; `undefined` when one has no end, or there is none. */
export function lastEnd(all: readonly StandingNotice[]): Date | undefined {
	const ends = all.map(({ notice }) => notice.expires);
	return ends.every((end) => end !== undefined) ? latestOf(ends) : undefined;
}

/** Notices of every category that are in force or come into force later, warnings first. */
export function inForce<N extends NoticeWithRef>(
	all: readonly StandingNotice<N>[],
): StandingNotice<N>[] {
	const rest = besideWarnings(all);
	return [
		...warningsToShow(all),
		...inState(rest, 'current').sort(newer),
		...inState(rest, 'scheduled').sort(newer),
	];
}

/** What is in force beside warnings, the most pressing first (CAP 1.2 `urgency`), then the newest; what comes later follows. */
export function othersInForce<N extends NoticeWithRef>(
	all: readonly StandingNotice<N>[],
): StandingNotice<N>[] {
	const rest = besideWarnings(all);
	return [
		...inState(rest, 'current').sort(morePressing),
		...inState(rest, 'scheduled').sort(morePressing),
	];
}

function besideWarnings<N extends NoticeWithRef>(
	all: readonly StandingNotice<N>[],
): StandingNotice<N>[] {
	return all.filter(({ notice }) => !isWarning(notice) && isNews(notice));
}

const pressing = ['immediate', 'expected', 'future', 'past'] as const;

function morePressing(a: StandingNotice, b: StandingNotice): number {
	const rank = ({ notice }: StandingNotice) => pressing.indexOf(notice.urgency);
	return rank(a) - rank(b) || newer(a, b);
}

/** The newest notices. */
export function newest<N extends NoticeWithRef>(
	all: readonly StandingNotice<N>[],
	most: number,
	except: readonly StandingNotice<N>[] = [],
): StandingNotice<N>[] {
	const shown = new Set(except.map(({ notice }) => notice.ref));
	return all
		.filter(({ notice }) => !shown.has(notice.ref))
		.sort(newer)
		.slice(0, most);
}

/** A correction stands beside what it corrects; it is no measure of its own. */
function isNews(notice: NoticeWithRef): boolean {
	return notice.lifecycle !== 'correction';
}

function inState<N extends NoticeWithRef>(
	all: readonly StandingNotice<N>[],
	state: Standing['state'],
): StandingNotice<N>[] {
	return all.filter((each) => each.standing.state === state);
}

function moreUrgent(a: StandingNotice, b: StandingNotice): number {
	return byUrgency(a.notice, b.notice);
}

function newer(a: StandingNotice, b: StandingNotice): number {
	return byNewest(a.notice, b.notice);
}
