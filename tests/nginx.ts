import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from './portal-process.ts';

/** A web server in front, of this machine's own installation, as a process that a test may end. */
export interface WebServer {
	readonly port: number;
	/** What it has logged so far: what was asked for, and faults. */
	log(): Promise<string>;
	stop(): Promise<void>;
}

/** Whether a program can be run here. */
export function isInstalled(program: string): boolean {
	try {
		execFileSync('which', [program], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

/** nginx over a folder of files alone. */
export function startNginx(root: string): Promise<WebServer> {
	return startNginxWith(
		(port) => `server {
			listen 127.0.0.1:${port};
			root ${root};
			gzip_static on;
			default_type text/html;
			location / { try_files $uri $uri/index.html =404; }
		}`,
	);
}

/** nginx with the `http` part that is given for a port; the logs of `/var/log/nginx` are in a folder of its own. */
export async function startNginxWith(httpPart: (port: number) => string): Promise<WebServer> {
	const port = await freePort();
	const folder = await mkdtemp(join(tmpdir(), 'mingbai-nginx-'));
	const file = join(folder, 'nginx.conf');
	await writeFile(
		file,
		`daemon off;
		pid ${folder}/pid;
		error_log ${folder}/error.log;
		user root;
		worker_processes auto;
		events { worker_connections 4096; }
		http {
			include /etc/nginx/mime.types;
			access_log off;
			sendfile on;
			keepalive_requests 1000000;
			open_file_cache max=10000;
			client_body_temp_path ${folder}/body;
			proxy_temp_path ${folder}/proxy;
			${httpPart(port).replaceAll('/var/log/nginx', folder)}
		}`,
	);
	const child = spawn('nginx', ['-c', file, '-p', folder], {
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	return whenItAccepts(port, child, folder);
}

/** The server that was started, as soon as it accepts connections; its folder goes with it. */
export async function whenItAccepts(
	port: number,
	child: ChildProcess,
	folder: string,
): Promise<WebServer> {
	await accepts(port, child);
	return {
		port,
		async log() {
			const files = (await readdir(folder)).filter((name) => name.endsWith('.log')).sort();
			const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
			return texts.join('');
		},
		async stop() {
			const ended = once(child, 'exit');
			if (child.exitCode === null && child.kill('SIGTERM')) await ended;
			await rm(folder, { recursive: true });
		},
	};
}

async function accepts(port: number, server: ChildProcess): Promise<void> {
	for (;;) {
		if (server.exitCode !== null) throw new Error(`the web server ended with ${server.exitCode}`);
		const isOpen = await new Promise<boolean>((resolve) => {
			const socket = connect(port, '127.0.0.1', () => resolve(true));
			socket.once('error', () => resolve(false)).once('close', () => socket.destroy());
			socket.once('connect', () => socket.end());
		});
		if (isOpen) return;
		await setTimeout(50);
	}
}
