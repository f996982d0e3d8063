import { PgBoss } from 'pg-boss';
import { hour, minute } from '../../src/domain/time.ts';
import type { Logger } from '../log.ts';
import { brokenConnection, onServer, storeFaultOf } from '../store/store-fault.ts';
import { createJobRuns, type NoteFault } from './job-runs.ts';
import type { Job, Runner } from './runner.ts';

/**
 * Runs jobs where several machines share a PostgreSQL. A wake is a row that is told to whichever machine has the job, so
 * that a web node wakes a sender within milliseconds; what fails is tried again after 5, 10, 20 seconds; what is done once
 * a minute or more rarely is scheduled once for all. What comes more often runs by each machine's own timer: the ledger in
 * the store keeps two from doing the same.
 */
export async function startSharedRunner({
	jobs,
	databaseUrl,
	log,
	noteFault = storeFaultOf,
}: {
	readonly jobs: readonly Job[];
	readonly databaseUrl: string;
	readonly log: Logger;
	readonly noteFault?: NoteFault;
}): Promise<Runner> {
	/** Its connections are its own, and say nothing of a store in their errors. */
	const note = (error: unknown) => noteFault(brokenConnection(error) ?? error);
	const boss = new PgBoss({ connectionString: databaseUrl, useListenNotify: true, max: 4 });
	boss.on('error', (given) => {
		const error = asError(given);
		if (!note(error)) log.error('wakes are not heard', { error: String(error) });
	});
	await onServer(() => boss.start());
	const runs = createJobRuns(log, noteFault);
	const timers: NodeJS.Timeout[] = [];
	for (const job of jobs) {
		await boss.createQueue(job.name, queueOptions);
		await boss.updateQueue(job.name, retries);
		await boss.work(job.name, workOptions, async () => {
			if (!(await runs.start(job))) throw new Error(`${job.name} failed`);
		});
		if (job.every >= minute) await boss.schedule(job.name, cronOf(job.every));
		else timers.push(setInterval(() => void runs.start(job), job.every));
		void runs.start(job);
	}
	return {
		wake(name) {
			boss.send(name, {}).catch((error: unknown) => {
				// Nobody has the job yet, or the database is away: the timers of whoever has it will see the work.
				if (!note(error)) log.error('not woken', { job: name, error: String(error) });
			});
		},
		async stop() {
			for (const timer of timers) clearInterval(timer);
			await boss.stop({ graceful: true, timeout: longestStopMs });
			await runs.stop();
		},
	};
}

/** It tells some errors as an object with their fields alone. */
function asError(given: unknown): unknown {
	if (given instanceof Error || typeof given !== 'object' || given === null) return given;
	const message = 'message' in given ? String(given.message) : JSON.stringify(given);
	return Object.assign(new Error(message), given);
}

const longestStopMs = 5_000;

/** One wake that waits and one that is being followed are enough, however many ask. */
const retries = { retryLimit: 5, retryDelay: 5, retryBackoff: true, expireInSeconds: 3_600 };
const queueOptions = { policy: 'stately', notify: true, deleteAfterSeconds: 3_600, ...retries };

/** Retries are not told of, so they are looked for. */
const workOptions = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 };

/** A schedule for whole minutes that divide the hour, and whole hours that divide the day. */
function cronOf(every: number): string {
	if (every < hour) return `*/${Math.round(every / minute)} * * * *`;
	return `7 */${Math.round(every / hour)} * * *`;
}
