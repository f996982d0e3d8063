import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { storableTexts } from './storable-texts.ts';
import { onServer } from './store-fault.ts';

const bigint = 20;

/** A server that is gone without a word is given up after so long. */
export const connectWithinMs = 10_000;

/** Opens a store that several machines share, in the schema `schema` where it is not the usual one. Instants come back as numbers: milliseconds stay exact until the year 287396. */
export function openPostgres(
	url: string,
	onIdleError: (error: Error) => void = () => undefined,
	schema?: string,
): Kysely<Database> {
	const pool = new pg.Pool({
		connectionString: url,
		max: 10,
		keepAlive: true,
		connectionTimeoutMillis: connectWithinMs,
		...(schema && { options: `-c search_path=${schema}` }),
		types: {
			getTypeParser: (oid, format) =>
				oid === bigint ? Number : pg.types.getTypeParser(oid, format),
		},
	});
	// Without a listener a database that restarts would end the process; the pool opens new connections by itself.
	pool.on('error', onIdleError);
	return new Kysely<Database>({ dialect: new PostgresDialect({ pool: telling(pool) }) });
}

/** The values of a statement are the only list that it is given with. */
function storable(given: unknown): unknown {
	return Array.isArray(given) ? storableTexts(given) : given;
}

/** A pool that says of a broken connection that the store is unreachable. */
function telling(pool: pg.Pool): PostgresPool {
	pool.on('connect', (client) => {
		// Under a question the connection has no listener of the pool's; the question is told, too.
		client.on('error', () => undefined);
		const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
		Object.assign(client, {
			query: (...given: unknown[]) => onServer(() => query(...given.map(storable))),
		});
	});
	return {
		options: pool.options,
		connect: () => onServer(() => pool.connect()),
		end: () => pool.end(),
	};
}
