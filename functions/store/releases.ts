import type { Kysely } from 'kysely';
import type { Database } from './database.ts';

export interface ReleasesTable {
	number: number;
	commit_id: string;
	at: number;
	state: 'rendering' | 'live' | 'failed';
	rendered: number;
}

/** Which release is held until a publisher resumes. One row or none. */
export interface ReleasePinTable {
	id: number;
	number: number;
}

/** What the store knows of releases. A row is written before the swap, so a restored store is told from a crash. */
export interface ReleaseRecords {
	begin(release: { number: number; commit: string; at: Date }): Promise<void>;
	finish(number: number, rendered: number): Promise<void>;
	fail(number: number): Promise<void>;
	has(number: number): Promise<boolean>;
	highest(): Promise<number>;
	/** The first release that went live: what it contains was known before the portal began to announce. */
	first(): Promise<number | undefined>;
	latest(count: number): Promise<readonly { number: number; commit: string; at: Date }[]>;
	pin(): Promise<number | undefined>;
	setPin(number: number | undefined): Promise<void>;
}

export function releaseRecords(db: Kysely<Database>): ReleaseRecords {
	return {
		async begin({ number, commit, at }) {
			const row = {
				number,
				commit_id: commit,
				at: at.getTime(),
				state: 'rendering' as const,
				rendered: 0,
			};
			await db.insertInto('releases').values(row).execute();
		},
		async finish(number, rendered) {
			await db
				.updateTable('releases')
				.set({ state: 'live', rendered })
				.where('number', '=', number)
				.execute();
		},
		async fail(number) {
			await db
				.updateTable('releases')
				.set({ state: 'failed' })
				.where('number', '=', number)
				.execute();
		},
		async has(number) {
			const row = await db
				.selectFrom('releases')
				.select('number')
				.where('number', '=', number)
				.executeTakeFirst();
			return row !== undefined;
		},
		async highest() {
			const row = await db
				.selectFrom('releases')
				.select(({ fn }) => fn.max('number').as('number'))
				.executeTakeFirst();
			return Number(row?.number ?? 0);
		},
		async first() {
			const row = await db
				.selectFrom('releases')
				.select(({ fn }) => fn.min('number').as('number'))
				.where('state', '=', 'live')
				.executeTakeFirst();
			return row?.number ?? undefined;
		},
		async latest(count) {
			const rows = await db
				.selectFrom('releases')
				.selectAll()
				.where('state', '=', 'live')
				.orderBy('number', 'desc')
				.limit(count)
				.execute();
			return rows.map((row) => ({
				number: row.number,
				commit: row.commit_id,
				at: new Date(row.at),
			}));
		},
		async pin() {
			const row = await db.selectFrom('release_pin').select('number').executeTakeFirst();
			return row?.number;
		},
		async setPin(number) {
			await db.transaction().execute(async (trx) => {
				await trx.deleteFrom('release_pin').execute();
				if (number !== undefined)
					await trx.insertInto('release_pin').values({ id: 1, number }).execute();
			});
		},
	};
}
