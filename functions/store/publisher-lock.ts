import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../log.ts';
import { connectWithinMs } from './postgres.ts';
import { onServer } from './store-fault.ts';

/** The one publisher of a portal that runs on several machines. */
export interface PublisherLock {
	release(): Promise<void>;
}

/** Any number will do that nobody else uses in this database: "mingbai" in its first bytes. */
const lockNumber = 0x6d_69_6e_67;
const lookEveryMs = 500;

/** A machine that is gone without a word is given up by the database after so long. */
const keepAlive = `set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 3; set tcp_keepalives_count = 3`;

/**
 * Waits until this process is the publisher: the database lends the lock to one session, and takes it back when that ends,
 * however it ends. Where the session breaks, as when the database restarts, it is taken again at once; if another
 * process was faster, `onLost` is called, and this one has to end.
 */
export async function holdPublisherLock({
	databaseUrl,
	signal,
	onLost,
	log,
}: {
	readonly databaseUrl: string;
	readonly signal: AbortSignal;
	readonly onLost: () => void;
	readonly log: Logger;
}): Promise<PublisherLock> {
	let session = await firstSession();
	let released = false;
	watch(session);

	async function firstSession(): Promise<pg.Client> {
		let isTold = false;
		for (;;) {
			signal.throwIfAborted();
			const taken = await tryLock(databaseUrl);
			if (taken) return taken;
			if (!isTold) log.info('standing by: another process publishes', {});
			isTold = true;
			await setTimeout(lookEveryMs, undefined, { signal });
		}
	}

	function watch(client: pg.Client): void {
		client.once('end', () => {
			if (released) return;
			log.error('the publisher lock was lost', {});
			takeAgain().catch(() => {
				if (!signal.aborted) onLost();
			});
		});
	}

	async function takeAgain(): Promise<void> {
		for (;;) {
			signal.throwIfAborted();
			const taken = await tryLock(databaseUrl).catch(() => 'unreachable' as const);
			if (taken === undefined) throw new Error('another process publishes now');
			if (taken !== 'unreachable') {
				session = taken;
				watch(taken);
				log.info('the publisher lock is held again', {});
				return;
			}
			await setTimeout(lookEveryMs, undefined, { signal });
		}
	}

	return {
		async release() {
			released = true;
			await session.end();
		},
	};
}

/** A session that has the lock; `undefined` where another has it. */
async function tryLock(databaseUrl: string): Promise<pg.Client | undefined> {
	const client = new pg.Client({
		connectionString: databaseUrl,
		keepAlive: true,
		connectionTimeoutMillis: connectWithinMs,
	});
	// What goes wrong with it shows in its end.
	client.on('error', () => undefined);
	return onServer(async () => {
		await client.connect();
		await client.query(keepAlive);
		const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [lockNumber]);
		if (rows[0]?.taken) return client;
		await client.end();
		return undefined;
	});
}
