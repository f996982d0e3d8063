import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDatabase } from '../../tests/stores.ts';
import { holdPublisherLock } from './publisher-lock.ts';

const { TEST_DATABASE_URL: server } = process.env;

describe.skipIf(!server)('the publisher lock', () => {
	let database: { url: string; remove: () => Promise<void> };
	let operator: pg.Client;

	beforeAll(async () => {
		database = await makeDatabase(server ?? '');
		operator = new pg.Client({ connectionString: database.url });
		await operator.connect();
	});
	afterAll(async () => {
		await operator?.end();
		await database?.remove();
	});

	/** A process that wants to publish. */
	function publisher() {
		const said: string[] = [];
		let isLost = false;
		const log = {
			info: (message: string) => said.push(message),
			error: (message: string) => said.push(message),
		};
		const lock = holdPublisherLock({
			databaseUrl: database.url,
			signal: new AbortController().signal,
			onLost: () => {
				isLost = true;
			},
			log,
		});
		return { lock, said, isLost: () => isLost };
	}

	/** The locks of this database alone: others on the same server have theirs in the same list. */
	const locks = async (granted: boolean) => {
		const { rows } = await operator.query<{ pid: number; objid: string }>(
			`select pid, objid from pg_locks where locktype = 'advisory' and granted = $1
				and database = (select oid from pg_database where datname = current_database())`,
			[granted],
		);
		return rows;
	};
	const holder = async () => (await locks(true))[0]?.pid;

	test('is waited for by the second, and lent to it when the first lets go', async () => {
		const first = publisher();
		const held = await first.lock;
		const second = publisher();
		await expect.poll(() => second.said).toEqual([expect.stringContaining('standing by')]);
		await held.release();
		await (await second.lock).release();
		expect(first.isLost()).toBe(false);
	});

	test('is taken again at once when the database ends the session', async () => {
		const only = publisher();
		const held = await only.lock;
		const before = await holder();
		await operator.query('select pg_terminate_backend($1)', [before]);
		await expect.poll(() => only.said.at(-1)).toBe('the publisher lock is held again');
		expect(await holder()).not.toBe(before);
		expect(only.isLost()).toBe(false);
		await held.release();
	});

	test('is lost to another that was faster, and its holder is told', async () => {
		const first = publisher();
		await first.lock;
		const faster = new pg.Client({ connectionString: database.url });
		await faster.connect();
		const [held] = await locks(true);
		// Stands in line for the same lock, and so has it before anybody who only looks.
		const taken = faster.query('select pg_advisory_lock($1)', [held?.objid]);
		await expect.poll(async () => (await locks(false)).length).toBe(1);
		await operator.query('select pg_terminate_backend($1)', [held?.pid]);
		await taken;
		await expect.poll(first.isLost).toBe(true);
		await faster.end();
	});
});
