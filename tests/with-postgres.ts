import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { postgresPrograms, userThatMay } from './faults/postgres-server.ts';
import { freePort } from './portal-process.ts';

// Runs a command beside a PostgreSQL of its own, which is thrown away afterwards:
//   node tests/with-postgres.ts vitest run
const [command, ...args] = process.argv.slice(2);
if (!command) throw new Error('say what to run beside PostgreSQL');

const programs = postgresPrograms();
if (!programs) {
	process.stderr.write(
		'PostgreSQL is not installed: apt-get install postgresql. Without it, only the tests on a real PostgreSQL are left out: npm test\n',
	);
	process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'mingbai-postgres-'));
const port = await freePort();
const owner = userThatMay();
if (owner) chownSync(folder, owner.uid, owner.gid);
const data = join(folder, 'data');
const initdb = ['-D', data, '-U', 'mingbai', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'];
execFileSync(join(programs, 'initdb'), initdb, { stdio: 'ignore', ...owner });
const options = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=localhost'];
const server = spawn(join(programs, 'postgres'), options, { stdio: 'ignore', ...owner });
const url = `postgres://mingbai@localhost:${port}/postgres`;
try {
	await answers(url);
	const child = spawn(command, args, {
		stdio: 'inherit',
		env: { ...process.env, TEST_DATABASE_URL: url },
	});
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
	process.exitCode = await new Promise<number>((resolve) => {
		child.once('error', () => resolve(127));
		child.once('close', (code) => resolve(code ?? 1));
	});
} finally {
	const ended = new Promise((resolve) => server.once('close', resolve));
	server.kill('SIGQUIT');
	await ended;
	rmSync(folder, { recursive: true });
}

async function answers(address: string): Promise<void> {
	for (;;) {
		const client = new pg.Client({ connectionString: address });
		client.on('error', () => undefined);
		const isUp = await client.connect().then(
			() => true,
			() => false,
		);
		await client.end();
		if (isUp) return;
		if (server.exitCode !== null) throw new Error('PostgreSQL did not start');
		await setTimeout(100);
	}
}
