import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, install } from './installed-portal.ts';
import { isInstalled } from './nginx.ts';
import { freePort, type PortalRun, runPortal } from './portal-process.ts';
import { makeDatabase } from './stores.ts';

// The way from a bare Debian to a portal, by the commands of docs/operations.md and the units beside it.

const { TEST_DATABASE_URL: server } = process.env;
const docs = (name: string) => readFile(new URL(`../docs/${name}`, import.meta.url), 'utf8');

let page: string;
let machine: Installation;
let portal: PortalRun;
let siteUrl: string;
const databases: { readonly url: string; remove(): Promise<void> }[] = [];
/** With a PostgreSQL at hand, the step of the page that is for those who want several machines is taken, too. */
const databaseUrl = () => databases[0]?.url;

beforeAll(async () => {
	page = await docs('operations.md');
	machine = await install();
	siteUrl = `http://localhost:${await freePort()}`;
	if (server) databases.push(await makeDatabase(server), await makeDatabase(server));
});
afterAll(async () => {
	await portal?.end('SIGKILL');
	for (const { remove } of databases) await remove();
	await machine?.remove();
});

/** What the page or a unit says, by a pattern whose group is the line. */
function lineOf(text: string, pattern: RegExp): string {
	const [, line] = pattern.exec(text) ?? [];
	if (!line) throw new Error(`there is no ${pattern}`);
	return line;
}

/** The variables of the page, with the addresses of this machine. */
async function variables(): Promise<Readonly<Record<string, string>>> {
	const block = lineOf(page, /```sh\n\s+(SITE_URL=[\s\S]*?)\n\s+```/);
	const named = block.split('\n').map((line) => /^\s*(\w+)=(.*)$/.exec(line)?.slice(1) ?? []);
	const { DATABASE_URL: _, ...given } = Object.fromEntries(named);
	return {
		...given,
		SITE_URL: siteUrl,
		PORT: new URL(siteUrl).port,
		METRICS_PORT: String(await freePort()),
		...(databaseUrl() && { DATABASE_URL: databaseUrl() }),
	};
}

/** A command as systemd starts it for the service. */
function asService(command: string): readonly [string, ...string[]] {
	const parts = ['sh', '-c', `exec ${machine.here(command)}`] as const;
	return machine.isRoot ? ['runuser', '-u', machine.service, '--', ...parts] : parts;
}

test('the county begins, the service starts on code it may not change, and shows the link of the first administrator', async () => {
	const env = await variables();
	const file = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
	await writeFile(join(machine.folder, 'mingbai.env'), file.join(''), { mode: 0o600 });
	const begun = await machine.run(lineOf(page, /^3\. .*`(mingbai init [^`]+)`/m));
	expect(begun).toMatchObject({ code: 0, stdout: expect.stringContaining('某某县 begins') });
	const unit = await docs('deploy/mingbai.service');
	const made = await machine.run(lineOf(unit, /^ExecStartPre=\+(.+)$/m));
	expect(made).toMatchObject({ code: 0, stderr: '' });
	portal = runPortal({
		command: asService(lineOf(unit, /^ExecStart=(.+)$/m)),
		cwd: machine.here(lineOf(unit, /^WorkingDirectory=(.+)$/m)),
		env: { ...env, DATA_DIR: machine.here(lineOf(unit, /^Environment=.*DATA_DIR=(\S+)/m)) },
	});
	const [, link = ''] = await portal.waitForOutput(/^First administrator .*: (\S+)$/m);
	expect(link.startsWith(`${siteUrl}/staff/welcome/`)).toBe(true);
	expect((await fetch(link)).status).toBe(200);
	expect(await (await fetch(siteUrl)).text()).toContain('某某县');
});

test('the glass is broken by the command of the page, and the running portal shows it', async () => {
	const put = await machine.run(lineOf(page, /^(mingbai banner .+)$/m));
	expect(put).toMatchObject({ code: 0, stdout: expect.stringContaining('in the running portal') });
	expect(await (await fetch(siteUrl)).text()).toContain('水库泄洪，请远离河道');
	expect((await machine.run('mingbai banner-off')).code).toBe(0);
});

test('the nightly backup is restored into an empty folder, and the running portal goes on', async () => {
	const unit = await docs('deploy/mingbai-backup.service');
	const command = lineOf(unit, /^ExecStart=(.+)$/m).replaceAll('%%', '%');
	const cwd = machine.here(lineOf(unit, /^WorkingDirectory=(.+)$/m));
	const env = {
		...(await variables()),
		DATA_DIR: machine.here(lineOf(unit, /^Environment=DATA_DIR=(\S+)/m)),
	};
	const backup = runPortal({ command: asService(command), cwd, env });
	expect([await backup.ended, backup.output()]).toEqual([
		0,
		expect.stringContaining('files are in'),
	]);
	const [name = ''] = await readdir(join(machine.folder, 'backups'));
	const line = lineOf(page, /^(DATA_DIR=\S+ mingbai restore \S+)/m).replace(/[^/]+$/, name);
	const trial = databases[1] ? `DATABASE_URL=${databases[1].url} ${line}` : line;
	expect(await machine.run(trial)).toMatchObject({
		code: 0,
		stdout: expect.stringContaining('is as it was'),
	});
	expect(await readdir(join(machine.folder, 'trial'))).toContain('content.git');
	expect((await fetch(`${siteUrl}/api/health`)).status).toBe(200);
});

test.runIf(server)(
	'without the variables a command does not take the database for a file',
	async () => {
		const command = `cd ${process.cwd()} && DATA_DIR=/var/lib/mingbai ${process.execPath} functions/cli.ts`;
		const asked = await machine.run(`${command} subscriptions export -`);
		expect(asked).toMatchObject({ code: 1, stderr: expect.stringContaining('set DATABASE_URL') });
		expect(await readdir(join(machine.folder, 'data'))).not.toContain('mingbai.sqlite');
	},
);

test.runIf(isInstalled('systemd-analyze'))(
	'systemd has nothing to say against the units',
	async () => {
		const units = join(machine.folder, 'units');
		await mkdir(units);
		for (const name of ['mingbai.service', 'mingbai-backup.service', 'mingbai-backup.timer'])
			await writeFile(join(units, name), machine.here(await docs(`deploy/${name}`)));
		const verified = await machine.run(`systemd-analyze verify ${units}/*`);
		expect(verified).toEqual({ code: 0, stdout: '', stderr: '' });
	},
);
