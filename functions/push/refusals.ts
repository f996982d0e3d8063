/** Tells subscriptions that cannot be served from a service that does not accept us at all. */
export interface Refusals {
	/** The service took a message. `true` when that is news: it had refused us, or nothing had been taken yet. */
	accepted(): boolean;
	/**
	 * It refused us for the message to one address. `its-own` when it takes our other messages: then the fault is of that
	 * subscription (made for other keys, say). `ours` when it refuses message after message. Otherwise nobody knows yet.
	 */
	refused(endpoint: string): 'its-own' | 'ours' | 'unknown';
	/** It refused us for one address while it is left alone anyway: that is no further refusal. */
	suspect(endpoint: string): void;
	/** Whether it refused us for this address when nobody knew why: such messages leave last, so that others tell why. */
	isSuspect(endpoint: string): boolean;
	/** Another sender was refused: what is taken from now on is news. */
	doubt(): void;
	/** Whether it has taken a message since it last refused us. */
	readonly isAccepting: boolean;
	/** For how long nothing is sent to a service that refuses us, in milliseconds: longer each time in a row. */
	pauseMs(): number;
}

/** So many refusals in a row, and none accepted before them, are no chance. */
const refusalsInARow = 5;
/** Subscriptions that were made for other keys came in one file, and stand in a row among those that are served. */
const refusalsAfterSuccess = 25;
const firstPauseMs = 10_000;
const longestPauseMs = 5 * 60_000;
/** More are not remembered; they are tried in their turn. */
const mostSuspects = 10_000;

export function createRefusals(): Refusals {
	let isAccepting = false;
	let inARow = 0;
	let pauses = 0;
	let acceptances = 0;
	/** How many messages had been taken when each was refused. */
	const suspects = new Map<string, number>();

	function suspect(endpoint: string): void {
		suspects.set(endpoint, acceptances);
		const [oldest] = suspects.keys();
		if (suspects.size > mostSuspects && oldest) suspects.delete(oldest);
	}

	return {
		accepted() {
			const isNews = !isAccepting;
			isAccepting = true;
			inARow = 0;
			pauses = 0;
			acceptances += 1;
			return isNews;
		},
		refused(endpoint) {
			const othersTaken = acceptances - (suspects.get(endpoint) ?? acceptances);
			if (othersTaken > 0) {
				suspects.delete(endpoint);
				return 'its-own';
			}
			inARow += 1;
			if (isAccepting && inARow < refusalsInARow) return 'its-own';
			suspect(endpoint);
			if (inARow < (isAccepting ? refusalsAfterSuccess : refusalsInARow)) return 'unknown';
			isAccepting = false;
			inARow = 0;
			return 'ours';
		},
		suspect,
		isSuspect: (endpoint) => suspects.has(endpoint),
		doubt() {
			isAccepting = false;
		},
		get isAccepting() {
			return isAccepting;
		},
		pauseMs() {
			pauses += 1;
			return Math.min(firstPauseMs * 2 ** (pauses - 1), longestPauseMs);
		},
	};
}
