/** Places for so many at a time; whoever finds none waits in a line. */
export interface WaitingLine {
	/** Waits for a place, first come first served. Says whether one was got in time; `leave` frees it. */
	enter(): Promise<boolean>;
	leave(): void;
}

export interface LineLimits {
	/** So many have a place at the same time. */
	readonly places: number;
	/** So many wait for one; whoever comes beyond is turned away at once. */
	readonly waiting: number;
	/** Nobody waits longer, in milliseconds. */
	readonly longestMs: number;
}

export function createWaitingLine({ places, waiting, longestMs }: LineLimits): WaitingLine {
	let taken = 0;
	/** In the order in which they came, as a set keeps it. */
	const line = new Set<(hasPlace: boolean) => void>();

	function waitForPlace(): Promise<boolean> {
		return new Promise((resolve) => {
			const timer = setTimeout(() => settle(false), longestMs);
			const settle = (hasPlace: boolean) => {
				clearTimeout(timer);
				line.delete(settle);
				resolve(hasPlace);
			};
			line.add(settle);
		});
	}

	return {
		async enter() {
			if (taken >= places) return line.size < waiting && waitForPlace();
			taken += 1;
			return true;
		},
		leave() {
			const [next] = line;
			// Who is next has the place that was left.
			if (next) next(true);
			else taken -= 1;
		},
	};
}
