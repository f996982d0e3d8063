import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** What one of PostgreSQL's own programs says went wrong; `undefined` when all went well. */
export type DumpFault = string | undefined;

/** Writes one state of a database to a file, whatever is written meanwhile. */
export function dumpPostgres(databaseUrl: string, file: string): Promise<DumpFault> {
	return run('pg_dump', ['--format=custom', '--no-owner', `--file=${file}`], databaseUrl);
}

/** Puts a dump into an empty database: all of it, or nothing. */
export function restorePostgres(databaseUrl: string, file: string): Promise<DumpFault> {
	const { pathname } = new URL(databaseUrl);
	const into = `--dbname=${decodeURIComponent(pathname.slice(1))}`;
	const all = ['--no-owner', '--exit-on-error', '--single-transaction', into, file];
	return run('pg_restore', all, databaseUrl);
}

/** Whether the file is a dump that can be read. */
export function dumpFault(file: string): Promise<DumpFault> {
	return run('pg_restore', ['--list', '--file=/dev/null', file]);
}

async function run(
	program: string,
	args: readonly string[],
	databaseUrl?: string,
): Promise<DumpFault> {
	// In variables, because everybody on the machine can read arguments.
	const env = { ...process.env, ...(databaseUrl && variablesOf(databaseUrl)) };
	const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
	const ended = new Promise<number | string>((resolve) => {
		child.once('error', ({ message }) => resolve(message));
		child.once('close', (code) => resolve(code ?? 'it was killed'));
	});
	const said = await text(child.stderr).catch(() => '');
	const code = await ended;
	if (code === 0) return undefined;
	return typeof code === 'string'
		? `${program} could not be run (${code}): install PostgreSQL's client programs.`
		: said.trim() || `${program} ended with ${code}.`;
}

/** The address of a database as libpq's environment variables. */
function variablesOf(databaseUrl: string): Readonly<Record<string, string>> {
	const { hostname, port, username, password, pathname, searchParams } = new URL(databaseUrl);
	const sslMode = searchParams.get('sslmode');
	return {
		PGHOST: decodeURIComponent(searchParams.get('host') ?? hostname),
		PGPORT: port || '5432',
		PGUSER: decodeURIComponent(username),
		PGPASSWORD: decodeURIComponent(password),
		PGDATABASE: decodeURIComponent(pathname.slice(1)),
		...(sslMode && { PGSSLMODE: sslMode }),
	};
}
