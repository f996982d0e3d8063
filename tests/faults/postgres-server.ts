import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../portal-process.ts';

/** A PostgreSQL of its own, which can be stopped, started and pulled away from under whoever uses it. */
export interface PostgresServer {
	readonly url: string;
	/** Ends it as a crash does, and starts it again: what was committed is there. */
	restart(): void;
	stop(): void;
	start(): void;
	remove(): void;
}

/** Starts one; `undefined` where PostgreSQL is not installed. */
export async function startPostgresServer(): Promise<PostgresServer | undefined> {
	const programs = postgresPrograms();
	if (!programs) return undefined;
	const folder = mkdtempSync(join(tmpdir(), 'mingbai-postgres-'));
	const port = await freePort();
	const owner = userThatMay();
	if (owner) chownSync(folder, owner.uid, owner.gid);
	const data = join(folder, 'data');
	const run = (program: string, ...args: string[]) =>
		execFileSync(join(programs, program), args, { stdio: 'ignore', cwd: folder, ...owner });
	const control = (...args: string[]) => run('pg_ctl', '-D', data, '-w', ...args);
	run('initdb', '-D', data, '-U', 'mingbai', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N');
	const options = `-p ${port} -k ${folder} -c listen_addresses=localhost`;
	const log = join(folder, 'log');
	const start = () => control('start', '-l', log, '-o', options);
	start();
	return {
		url: `postgres://mingbai@localhost:${port}/postgres`,
		restart: () => control('restart', '-m', 'immediate', '-l', log, '-o', options),
		stop: () => control('stop', '-m', 'immediate'),
		start,
		remove() {
			try {
				control('stop', '-m', 'immediate');
			} catch {
				// It was stopped by the test.
			}
			rmSync(folder, { recursive: true });
		},
	};
}

/** Where `initdb` and `postgres` are: where Debian puts them, or in the path. */
export function postgresPrograms(): string | undefined {
	const debian = '/usr/lib/postgresql';
	const versions = existsSync(debian)
		? readdirSync(debian).sort((a, b) => Number(b) - Number(a))
		: [];
	const candidates = [
		...versions.map((version) => join(debian, version, 'bin')),
		...(process.env['PATH'] ?? '').split(':'),
	];
	return candidates.find((each) => existsSync(join(each, 'initdb')));
}

/** PostgreSQL refuses to run as root. */
export function userThatMay(): { readonly uid: number; readonly gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}
