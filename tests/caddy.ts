import { spawn } from 'node:child_process';
import { mkdtemp, open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type WebServer, whenItAccepts } from './nginx.ts';
import { freePort } from './portal-process.ts';

/** Caddy with a Caddyfile, given for a port, that begins with global options. */
export async function startCaddyWith(sites: (port: number) => string): Promise<WebServer> {
	const port = await freePort();
	const folder = await mkdtemp(join(tmpdir(), 'mingbai-caddy-'));
	const file = join(folder, 'Caddyfile');
	await writeFile(file, sites(port).replace(/^\{$/m, '{\n\tadmin off'));
	const log = await open(join(folder, 'caddy.log'), 'w');
	const child = spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
		env: { PATH: process.env['PATH'] ?? '', HOME: folder },
		stdio: ['ignore', 'ignore', log.fd],
	});
	await log.close();
	return whenItAccepts(port, child, folder);
}
