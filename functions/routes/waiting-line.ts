import { createPortions } from '../serving/portions.ts';

/** Whoever came together waits in vain together: they are told so a few at a time, as each answer takes as long as a page. */
const sentAwayAtOnce = 4;

/** Places for so many at a time; whoever finds none waits in a line. */
export interface WaitingLine {
	/** Waits for a place, first come first served. Says whether one was got in time; `leave` frees it. */
	enter(who: string): Promise<boolean>;
	leave(who: string): void;
}

export interface LineLimits {
	/** So many have a place at the same time. */
	readonly places: number;
	/** Of one who comes so many are let in at a time, waiting or not; without it all. */
	readonly ofOne?: number;
	/** So many wait for one; whoever comes beyond is turned away at once. */
	readonly waiting: number;
	/** Nobody waits longer, in milliseconds. */
	readonly longestMs: number;
}

export function createWaitingLine(limits: LineLimits): WaitingLine {
	const { places, ofOne = Number.POSITIVE_INFINITY, waiting, longestMs } = limits;
	const here = new Map<string, number>();
	let taken = 0;
	/** In the order in which they came, as a set keeps it. */
	const line = new Set<(hasPlace: boolean) => void>();

	const sendAway = createPortions(sentAwayAtOnce);

	function waitForPlace(): Promise<boolean> {
		return new Promise((resolve) => {
			const timer = setTimeout(() => sendAway(() => settle(false)), longestMs);
			const settle = (hasPlace: boolean) => {
				clearTimeout(timer);
				line.delete(settle);
				resolve(hasPlace);
			};
			line.add(settle);
		});
	}

	function count(who: string, by: 1 | -1): void {
		const now = (here.get(who) ?? 0) + by;
		if (now > 0) here.set(who, now);
		else here.delete(who);
	}

	async function place(): Promise<boolean> {
		if (taken >= places) return line.size < waiting && waitForPlace();
		taken += 1;
		return true;
	}

	return {
		async enter(who) {
			if ((here.get(who) ?? 0) >= ofOne) return false;
			count(who, 1);
			const hasPlace = await place();
			if (!hasPlace) count(who, -1);
			return hasPlace;
		},
		leave(who) {
			count(who, -1);
			const [next] = line;
			// Who is next has the place that was left.
			if (next) next(true);
			else taken -= 1;
		},
	};
}
