import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDatabase } from '../../tests/stores.ts';
import { openPostgres } from '../store/postgres.ts';
import { startSharedRunner } from './shared-runner.ts';

const { TEST_DATABASE_URL: server } = process.env;
const log = { info: () => undefined, error: () => undefined };
/** So rare that no timer runs it while the test does. */
const rarely = 30 * 60_000;

describe.skipIf(!server)('several machines on one database', () => {
	let database: { url: string; remove: () => Promise<void> };
	beforeAll(async () => {
		database = await makeDatabase(server ?? '');
	});
	afterAll(() => database?.remove());

	test('wake a job on the machine that has it', async () => {
		let runs = 0;
		const run = async () => {
			runs += 1;
		};
		const job = { name: 'prepare', every: rarely, run };
		const worker = await startSharedRunner({ jobs: [job], databaseUrl: database.url, log });
		const web = await startSharedRunner({ jobs: [], databaseUrl: database.url, log });
		await expect.poll(() => runs).toBe(1);
		web.wake('prepare');
		await expect.poll(() => runs).toBe(2);
		await Promise.all([worker.stop(), web.stop()]);
	});

	test('try again what was woken and failed', async () => {
		let runs = 0;
		const run = async () => {
			runs += 1;
			if (runs === 2) throw new Error('the network is away');
		};
		const job = { name: 'fragile', every: rarely, run };
		const worker = await startSharedRunner({ jobs: [job], databaseUrl: database.url, log });
		await expect.poll(() => runs).toBe(1);
		worker.wake('fragile');
		await expect.poll(() => runs).toBe(3);
		await worker.stop();
	});

	test('keep of a wake its job and its times, with nothing in it, for an hour after it ran and 14 days at most', async () => {
		let runs = 0;
		const run = async () => {
			runs += 1;
			if (runs > 1) throw new Error('a secret of a resident');
		};
		const job = { name: 'telling', every: rarely, run };
		const worker = await startSharedRunner({ jobs: [job], databaseUrl: database.url, log });
		await expect.poll(() => runs).toBe(1);
		worker.wake('telling');
		await expect.poll(() => runs).toBeGreaterThan(1);
		await worker.stop();
		const db = openPostgres(database.url);
		const { rows } = await sql<{ data: unknown; output: unknown; done: number; most: boolean }>`
			select data, output, deletion_seconds as done, keep_until - created_on <= interval '14 days' as most
			from pgboss.job where name = 'telling'`.execute(db);
		await db.destroy();
		expect(rows).not.toEqual([]);
		// What a schedule wakes has no data at all.
		for (const { data, done, most } of rows)
			expect([data ?? {}, done, most]).toEqual([{}, 3_600, true]);
		expect(JSON.stringify(rows)).not.toContain('resident');
	});
});
