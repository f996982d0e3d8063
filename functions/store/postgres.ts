import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';

const bigint = 20;

/** Opens a store that several machines share, in the schema `schema` where it is not the usual one. Instants come back as numbers: milliseconds stay exact until the year 287396. */
export function openPostgres(
	url: string,
	onIdleError: (error: Error) => void = () => undefined,
	schema?: string,
): Kysely<Database> {
	const pool = new pg.Pool({
		connectionString: url,
		max: 10,
		...(schema && { options: `-c search_path=${schema}` }),
		types: {
			getTypeParser: (oid, format) =>
				oid === bigint ? Number : pg.types.getTypeParser(oid, format),
		},
	});
	// Without a listener a database that restarts would end the process; the pool opens new connections by itself.
	pool.on('error', onIdleError);
	return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}
