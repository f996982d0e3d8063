import type { Logger } from '../log.ts';
import { createJobRuns, type NoteFault } from './job-runs.ts';

/** A piece of work that runs again and again, never twice at once in one process. */
export interface Job {
	readonly name: string;
	/** Milliseconds between runs, when nobody wakes it. */
	readonly every: number;
	readonly run: () => Promise<unknown>;
}

export interface Runner {
	/** Runs a job soon, on whichever machine has it; a wake during a run means one more run. */
	wake(name: string): void;
	/** Waits for what is running and starts nothing more. */
	stop(): Promise<void>;
}

/** Runs jobs inside this process, which is the only one. */
export function startRunner(jobs: readonly Job[], log: Logger, noteFault?: NoteFault): Runner {
	const runs = createJobRuns(log, noteFault);
	const timers = jobs.map((job) => setInterval(() => void runs.start(job), job.every));
	for (const job of jobs) void runs.start(job);
	return {
		wake(name) {
			const job = jobs.find((each) => each.name === name);
			if (job) void runs.start(job);
		},
		async stop() {
			for (const timer of timers) clearInterval(timer);
			await runs.stop();
		},
	};
}
