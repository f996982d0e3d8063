import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

// Runs a command beside a PostgreSQL of its own, which is thrown away afterwards:
//   node tests/with-postgres.ts vitest run
const [command, ...args] = process.argv.slice(2);
if (!command) throw new Error('say what to run beside PostgreSQL');

const programs = programFolder();
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

/** Where `initdb` and `postgres` are: in the path, or where Debian puts them. */
function programFolder(): string | undefined {
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
function userThatMay(): { readonly uid: number; readonly gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
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

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer().listen(0, 'localhost', () => {
			const address = probe.address();
			const found = typeof address === 'object' && address ? address.port : 0;
			probe.close(() => resolve(found));
		});
	});
}
