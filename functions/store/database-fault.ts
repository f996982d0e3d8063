import pg from 'pg';
import { brokenConnection, codeOf, storeFaultOf, withCauses } from './store-fault.ts';

/** As long as a database may take to be tried out at a start, in milliseconds. */
const patience = 5_000;

/**
 * What is wrong with the database that an address names, to be said after `DATABASE_URL`; `undefined` where an error is
 * about something else. Holds no password.
 */
export function databaseFault(error: unknown, databaseUrl: string | undefined): string | undefined {
	if (!databaseUrl) return undefined;
	const fault = storeFaultOf(error) ?? brokenConnection(error)?.fault;
	if (fault !== 'unreachable' && fault !== 'refused') return undefined;
	const { host, user, database } = placeOf(databaseUrl);
	const errors = [...withCauses(error)];
	const codes = errors.map(codeOf).filter(Boolean);
	if (fault === 'unreachable') {
		const code = codes.length > 0 ? ` (${codes.join(', ')})` : '';
		return `names ${host}, where no PostgreSQL answers${code}: start it, or put the right host and port in`;
	}
	if (codes.includes('3D000'))
		return `names the database ${database}, which is not at ${host}: make it (createdb), or put the right name in`;
	if (codes.includes('28P01'))
		return `has a password that ${host} does not take for the user ${user}: put the present one in`;
	if (codes.includes('42501'))
		return `names the user ${user}, who lacks rights on the database ${database}: make it the owner (alter database … owner to …)`;
	const said = errors.at(-1)?.message ?? '';
	return `is not let in at ${host} as the user ${user} (${said}): put user and password in as the server knows them, or change its pg_hba.conf`;
}

/** The same, by asking the database itself. */
export async function databaseFaultAt(databaseUrl: string): Promise<string | undefined> {
	const client = new pg.Client({
		connectionString: databaseUrl,
		connectionTimeoutMillis: patience,
	});
	// Its end is told by the question.
	client.on('error', () => undefined);
	try {
		await client.connect();
		return undefined;
	} catch (error) {
		return databaseFault(error, databaseUrl);
	} finally {
		await client.end().catch(() => undefined);
	}
}

/** Where an address leads, without its password: the driver's own reading of it. */
function placeOf(databaseUrl: string) {
	const {
		host,
		port,
		user = '',
		database = user,
	} = new pg.Client({
		connectionString: databaseUrl,
	});
	return { host: `${host}:${port}`, user, database };
}
