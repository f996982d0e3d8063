import type { Deadlines } from './connection.ts';
import type { Dial } from './dial.ts';
import { createLine, type Line } from './line.ts';
import { createPace, type Pace } from './pace.ts';
import { createRefusals, type Refusals } from './refusals.ts';

/** What a sender has and knows of one push service. */
export interface Origin {
	readonly line: Line;
	readonly pace: Pace;
	readonly refusals: Refusals;
}

/** The push services of one sender. */
export interface Origins {
	of(name: string): Origin;
	/** Those that something is kept of. */
	names(): readonly string[];
	/** Gives up connections without work, and forgets hosts that never took a message: anybody can make up more of those. */
	tidy(): void;
	close(): void;
}

/** How often it is looked for what has no work, in milliseconds. */
const tidyEveryMs = 30_000;

export function createOrigins({
	dial,
	idleMs,
	initialRate,
	onDown,
}: {
	readonly dial: Dial;
	readonly idleMs: Deadlines['idle'];
	/** Messages a second to each, to begin with. */
	readonly initialRate: number;
	/** No connection to one of them could be opened. */
	readonly onDown: (name: string) => void;
}): Origins {
	const origins = new Map<string, Origin>();

	function tidy(): void {
		for (const [name, { line, pace, refusals }] of origins) {
			const isEmpty = line.tidy(idleMs);
			if (!isEmpty || refusals.isAccepting || pace.isPaused(performance.now())) continue;
			line.close();
			origins.delete(name);
		}
	}

	const tidying = setInterval(tidy, Math.min(tidyEveryMs, idleMs));
	tidying.unref();

	return {
		of(name) {
			const known = origins.get(name);
			if (known) return known;
			const pace = createPace(initialRate);
			const line = createLine({ origin: name, pace, dial, onDown: () => onDown(name) });
			const made = { line, pace, refusals: createRefusals() };
			origins.set(name, made);
			return made;
		},
		names: () => [...origins.keys()],
		tidy,
		close() {
			clearInterval(tidying);
			for (const { line } of origins.values()) line.close();
		},
	};
}
