import type { Logger } from '../log.ts';
import type { StoreFault } from '../store/store-fault.ts';
import type { Job } from './runner.ts';

/** The runs of jobs in this process: never two of one at once. */
export interface JobRuns {
	/** Begins a job; asked for during a run, there is one more afterwards. Resolves when a run that began after the call has ended: with `false` where it failed. */
	start(job: Job): Promise<boolean>;
	/** Waits for what is running and starts nothing more. */
	stop(): Promise<void>;
}

/** Takes note of what went wrong with the store; gives `undefined` where something else did. */
export type NoteFault = (error: unknown) => StoreFault | undefined;

/** What there is to do stands in the store, so a run that is lost or fails is made up by the next. */
export function createJobRuns(log: Logger, noteFault: NoteFault = () => undefined): JobRuns {
	const running = new Map<string, Promise<boolean>>();
	const next = new Map<string, Promise<boolean>>();
	let stopped = false;

	async function run(job: Job): Promise<boolean> {
		try {
			await job.run();
			return true;
		} catch (error) {
			// That the store fails is told once, and not by each job each second.
			if (noteFault(error)) return false;
			const said = error instanceof Error ? error.stack : String(error);
			log.error('job failed', { job: job.name, error: said });
			return false;
		} finally {
			running.delete(job.name);
		}
	}

	function start(job: Job): Promise<boolean> {
		if (stopped) return Promise.resolve(true);
		const { name } = job;
		const current = running.get(name);
		if (current === undefined) {
			const begun = run(job);
			running.set(name, begun);
			return begun;
		}
		const known = next.get(name);
		if (known !== undefined) return known;
		const after = current.then(() => {
			next.delete(name);
			return start(job);
		});
		next.set(name, after);
		return after;
	}

	return {
		start,
		async stop() {
			stopped = true;
			await Promise.all([...running.values(), ...next.values()]);
		},
	};
}
