import { Worker } from 'node:worker_threads';
import type { FromIntakeThread } from './intake-thread.ts';
import type { NewReport, StoredReport } from './reports.ts';
import { StoreFailed } from './store-fault.ts';

/** Stores groups of reports one after the other in a thread with a connection of its own. */
export interface ThreadIntake {
	store(reports: readonly NewReport[]): Promise<readonly StoredReport[]>;
	close(): Promise<void>;
}

/** The thread begins with the first group. When it ends of itself the group is not stored, and the next one gets a new thread. */
export function createThreadIntake(file: string): ThreadIntake {
	let worker: Worker | undefined;
	let settle: ((outcome: FromIntakeThread) => void) | undefined;

	function start(): Worker {
		const started = new Worker(new URL('./intake-thread.ts', import.meta.url), {
			workerData: { file },
		});
		// It is no reason for the portal to go on.
		started.unref();
		started.on('message', (outcome: FromIntakeThread) => settle?.(outcome));
		started.on('error', () => lose(started));
		started.on('exit', () => lose(started));
		return started;
	}

	function lose(ended: Worker): void {
		if (worker !== ended) return;
		worker = undefined;
		settle?.({ fault: undefined, reason: 'the thread of the intake ended' });
	}

	return {
		store: (reports) =>
			new Promise((resolve, reject) => {
				settle = (outcome) => {
					settle = undefined;
					if ('stored' in outcome) resolve(outcome.stored);
					else if (outcome.fault) reject(new StoreFailed(outcome.fault));
					else reject(new Error(`no report of a group was stored: ${outcome.reason}`));
				};
				worker ??= start();
				// Text crosses to another thread in a fraction of the time that objects take.
				worker.postMessage(JSON.stringify(reports));
			}),
		async close() {
			await worker?.terminate();
		},
	};
}
