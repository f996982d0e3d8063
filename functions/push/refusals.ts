/** Tells a subscription that cannot be served from a service that does not accept us at all. */
export interface Refusals {
	/** The service took a message. `true` when it had refused us before. */
	accepted(): boolean;
	/**
	 * It refused us for one message. `its-own` when it takes our other messages: then the fault is of that subscription
	 * (made for other keys, say). `ours` when it refuses message after message. Otherwise nobody knows yet.
	 */
	refused(): 'its-own' | 'ours' | 'unknown';
}

/** So many refusals in a row, and none accepted between them, are no chance. */
const refusalsInARow = 5;

export function createRefusals(): Refusals {
	let hasAccepted = false;
	let inARow = 0;
	return {
		accepted() {
			const isNews = !hasAccepted;
			hasAccepted = true;
			inARow = 0;
			return isNews;
		},
		refused() {
			inARow += 1;
			if (inARow >= refusalsInARow) {
				hasAccepted = false;
				inARow = 0;
				return 'ours';
			}
			return hasAccepted ? 'its-own' : 'unknown';
		},
	};
}
