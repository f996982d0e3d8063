import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type WebServer, whenItAccepts } from './nginx.ts';
import { freePort } from './portal-process.ts';

/** Caddy with the sites that are given for a port. */
export async function startCaddyWith(sites: (port: number) => string): Promise<WebServer> {
	const port = await freePort();
	const folder = await mkdtemp(join(tmpdir(), 'mingbai-caddy-'));
	const file = join(folder, 'Caddyfile');
	await writeFile(file, `{\n\tadmin off\n}\n${sites(port)}`);
	const child = spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
		env: { PATH: process.env['PATH'] ?? '', HOME: folder },
		stdio: ['ignore', 'ignore', 'ignore'],
	});
	return whenItAccepts(port, child, folder);
}
