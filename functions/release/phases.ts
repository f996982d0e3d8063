/** How long each step of a piece of work took, in milliseconds, in the order they were done. */
export type Phases = Readonly<Record<string, number>>;

export interface Stopwatch {
	/** Does a step and notes how long it took; a step done twice is counted together. */
	step<T>(name: string, work: () => Promise<T> | T): Promise<T>;
	phases(): Phases;
}

/** Times the steps of a piece of work on a clock that only runs forward. */
export function startStopwatch(elapsed: () => number = () => performance.now()): Stopwatch {
	const taken: Record<string, number> = {};
	return {
		async step(name, work) {
			const from = elapsed();
			try {
				return await work();
			} finally {
				taken[name] = Math.round(((taken[name] ?? 0) + elapsed() - from) * 10) / 10;
			}
		},
		phases: () => ({ ...taken }),
	};
}
