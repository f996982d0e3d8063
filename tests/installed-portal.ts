import { execFile, execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { isInstalled } from './nginx.ts';

/** A machine as docs/operations.md sets it up, in a folder: what is said there of `/opt`, `/var` and `/etc` is meant of it. */
export interface Installation {
	readonly folder: string;
	/** Whom the portal runs as: somebody else where root may change to them, as it is on a county's machine. */
	readonly service: string;
	readonly isRoot: boolean;
	/** The paths and the user of a page, a unit or a script, as they are here. */
	here(text: string): string;
	/** Runs a line of a page, with `mingbai` at hand. */
	run(line: string, env?: Readonly<Record<string, string>>): Promise<Ended>;
	remove(): Promise<void>;
}

interface Ended {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Installs the command of an operator for the software in `code`; the default is this one. */
export async function install(code = process.cwd()): Promise<Installation> {
	const folder = await mkdtemp(join(tmpdir(), 'mingbai-installed-'));
	await chmod(folder, 0o755);
	const isRoot = userInfo().uid === 0 && isInstalled('runuser') && canBeReadBy('nobody', code);
	const service = isRoot ? 'nobody' : userInfo().username;
	for (const name of ['data', 'backups', 'trial', 'bin']) await mkdir(join(folder, name));
	if (isRoot)
		execFileSync('chown', [
			service,
			...['data', 'backups', 'trial'].map((name) => join(folder, name)),
		]);
	const here = (text: string) =>
		text
			.replaceAll('/usr/local/bin', join(folder, 'bin'))
			.replaceAll('/opt/mingbai', code)
			.replaceAll('/var/lib/mingbai', join(folder, 'data'))
			.replaceAll('/var/backups/mingbai', join(folder, 'backups'))
			.replaceAll('/srv/trial', join(folder, 'trial'))
			.replaceAll('/etc/mingbai.env', join(folder, 'mingbai.env'))
			.replace(/^user=mingbai$/m, `user=${service}`);
	const script = await readFile(new URL('../docs/deploy/mingbai', import.meta.url), 'utf8');
	await writeFile(join(folder, 'bin/mingbai'), here(script), { mode: 0o755 });
	const path = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
	return {
		folder,
		service,
		isRoot,
		here,
		run: (line, env) => runLine(here(line), { cwd: folder, env: { PATH: path, ...env } }),
		remove: () => rm(folder, { recursive: true, maxRetries: 3 }),
	};
}

function canBeReadBy(user: string, folder: string): boolean {
	try {
		execFileSync('runuser', ['-u', user, '--', 'test', '-r', join(folder, 'package.json')]);
		return true;
	} catch {
		return false;
	}
}

function runLine(
	line: string,
	options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Ended> {
	return new Promise((resolve) => {
		const child = execFile('/bin/sh', ['-c', line], options, (_, stdout, stderr) => {
			resolve({ code: child.exitCode ?? -1, stdout, stderr });
		});
	});
}
