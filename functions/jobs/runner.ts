import type { Logger } from '../log.ts';

/** A piece of work that runs again and again, never twice at once. */
export interface Job {
	readonly name: string;
	/** Milliseconds between runs, when nobody wakes it. */
	readonly every: number;
	readonly run: () => Promise<unknown>;
}

export interface Runner {
	/** Runs a job soon; a wake during a run means one more run. */
	wake(name: string): void;
	/** Waits for what is running and starts nothing more. */
	stop(): Promise<void>;
}

/** Runs jobs inside this process. What there is to do stands in the store, so a run that is lost is made up by the next. */
export function startRunner(jobs: readonly Job[], log: Logger): Runner {
	const running = new Map<string, Promise<void>>();
	const again = new Set<string>();
	let stopped = false;

	function start(job: Job): void {
		if (stopped) return;
		if (running.has(job.name)) {
			again.add(job.name);
			return;
		}
		const run = job
			.run()
			.then(
				() => undefined,
				(error: unknown) =>
					log.error('job failed', {
						job: job.name,
						error: error instanceof Error ? error.stack : String(error),
					}),
			)
			.then(() => {
				running.delete(job.name);
				if (again.delete(job.name)) start(job);
			});
		running.set(job.name, run);
	}

	const timers = jobs.map((job) => setInterval(() => start(job), job.every));
	for (const job of jobs) start(job);
	return {
		wake(name) {
			const job = jobs.find((each) => each.name === name);
			if (job) start(job);
		},
		async stop() {
			stopped = true;
			for (const timer of timers) clearInterval(timer);
			await Promise.all(running.values());
		},
	};
}
