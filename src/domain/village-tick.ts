import { hour } from './time.ts';

/** What a village officer ticks for a notice: read out, put up, taken down again, doors knocked at. */
export const tickKinds = ['played', 'posted', 'taken-down', 'visited'] as const;
export type TickKind = (typeof tickKinds)[number];

/** One tick of a post. A later one of the same kind corrects it; `count` is 0 for "no, after all", and a number of doors. */
export interface VillageTick {
	readonly link: string;
	/** Chosen by the device that ticked, so that what is sent twice is one tick. */
	readonly id: string;
	readonly ref: string;
	readonly what: TickKind;
	readonly count: number;
	/** Whether the notice is an exercise; these are counted by themselves. */
	readonly exercise: boolean;
	readonly at: Date;
	readonly receivedAt: Date;
}

/** More doors than a village has are a slip of the finger. */
export const mostDoors = 5000;

/** A tick can be undone for so long; after that it is corrected. In milliseconds. */
export const tickUndoMs = 10 * 60_000;

/** A tick that waited longer for a network than this is dated as so old. In milliseconds. */
const longestWait = 7 * 24 * hour;

/**
 * When something was ticked, by the county's clock. A device tells its own time twice, at the tick and at the sending, so a
 * clock that is ahead or behind falls out; what it says is believed between a week ago and now.
 */
export function tickTime({
	at,
	sentAt,
	receivedAt,
}: {
	readonly at: number;
	readonly sentAt: number;
	readonly receivedAt: Date;
}): Date {
	const waited = Math.min(Math.max(sentAt - at, 0), longestWait);
	return new Date(receivedAt.getTime() - waited);
}

/** How a notice stands in one village: the newest tick of each kind. */
export type VillageStanding = { readonly [what in TickKind]?: VillageTick };

/** The standing of every notice that a post has ticked, by ref. */
export function standingsOf(ticks: readonly VillageTick[]): ReadonlyMap<string, VillageStanding> {
	const standings = new Map<string, VillageStanding>();
	for (const tick of ticks.toSorted(byTime))
		standings.set(tick.ref, { ...standings.get(tick.ref), [tick.what]: tick });
	return standings;
}

/** Whether something was done, and not corrected to "no, after all". */
export function isDone(standing: VillageStanding | undefined, what: TickKind): boolean {
	return (standing?.[what]?.count ?? 0) > 0;
}

/** Whether a poster still hangs: put up, and not taken down since. */
export function hangs(standing: VillageStanding | undefined): boolean {
	if (!standing?.posted || !isDone(standing, 'posted')) return false;
	const down = standing['taken-down'];
	return !down || down.count === 0 || down.at < standing.posted.at;
}

function byTime(a: VillageTick, b: VillageTick): number {
	return (
		a.at.getTime() - b.at.getTime() ||
		a.receivedAt.getTime() - b.receivedAt.getTime() ||
		(a.id < b.id ? -1 : 1)
	);
}
