import type { Kysely } from 'kysely';
import type { Database } from './database.ts';

export interface KeyedValuesTable {
	key: string;
	value: string;
}

/** Small things the portal remembers about itself by name, as text. */
export interface KeyedValues {
	get(key: string): Promise<string | undefined>;
	set(key: string, value: string): Promise<void>;
	/** Keeps what is there; says whether the value was new. */
	setIfAbsent(key: string, value: string): Promise<boolean>;
	remove(key: string): Promise<void>;
}

export function keyedValues(db: Kysely<Database>): KeyedValues {
	return {
		async get(key) {
			const row = await db
				.selectFrom('keyed_values')
				.select('value')
				.where('key', '=', key)
				.executeTakeFirst();
			return row?.value;
		},
		async set(key, value) {
			await db
				.insertInto('keyed_values')
				.values({ key, value })
				.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
				.execute();
		},
		async setIfAbsent(key, value) {
			const row = await db
				.insertInto('keyed_values')
				.values({ key, value })
				.onConflict((conflict) => conflict.column('key').doNothing())
				.returning('key')
				.executeTakeFirst();
			return row !== undefined;
		},
		async remove(key) {
			await db.deleteFrom('keyed_values').where('key', '=', key).execute();
		},
	};
}
