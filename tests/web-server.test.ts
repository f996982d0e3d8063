import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyFor } from '../functions/routes/guards.ts';
import { startCaddyWith } from './caddy.ts';
import { isInstalled, startNginxWith, type WebServer } from './nginx.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';

const nginxFile = new URL('../docs/deploy/nginx.conf', import.meta.url);
const caddyFile = new URL('../docs/deploy/Caddyfile', import.meta.url);

describe.each([
	['nginx', nginxFile],
	['Caddy', caddyFile],
])('the configuration of %s that we hand out', (_, file) => {
	test.each(['/', '/search/', '/support/self-check/'])(
		'says of files what the portal says of the page %s',
		async (path) => {
			expect(await readFile(file, 'utf8')).toContain(`"${policyFor(path)}"`);
		},
	);
});

type Behind = Pick<PortalProcess, 'url' | 'dataDir'>;

/** The configuration that we hand out, with the names and ports of a test in place of a county's. */
const servers = {
	async nginx(portal: Behind): Promise<WebServer> {
		const given = await readFile(nginxFile, 'utf8');
		return startNginxWith((port) =>
			given
				.replace(/server \{\n\tlisten 80;[\s\S]*?\n\}\n/, '')
				.replace('listen 443 ssl http2;', `listen 127.0.0.1:${port};`)
				.replace('listen [::]:443 ssl http2;', `listen [::1]:${port};`)
				.replace(/\n\tssl_[^\n]*/g, '')
				.replace('127.0.0.1:4321', new URL(portal.url).host)
				.replaceAll('/var/lib/mingbai', portal.dataDir),
		);
	},
	async caddy(portal: Behind): Promise<WebServer> {
		const given = await readFile(caddyFile, 'utf8');
		return startCaddyWith((port) =>
			given
				.replace('www.example.gov.cn {', `http://localhost:${port} {`)
				.replace('127.0.0.1:4321', new URL(portal.url).host)
				.replaceAll('/var/lib/mingbai', portal.dataDir),
		);
	},
} as const;

const installed = (['nginx', 'caddy'] as const).filter(isInstalled);

describe.skipIf(installed.length === 0)('behind the web server of this machine', () => {
	let portal: PortalProcess;
	let running: readonly { readonly name: string; readonly server: WebServer }[];

	beforeAll(async () => {
		portal = await startPreparedPortal();
		running = await Promise.all(
			installed.map(async (name) => ({ name, server: await servers[name](portal) })),
		);
	});
	afterAll(async () => {
		for (const { server } of running ?? []) await server.stop();
		await portal?.remove();
	});

	async function ask(server: WebServer, path: string, init: RequestInit = {}) {
		const answer = await fetch(`http://localhost:${server.port}${path}`, init);
		return { status: answer.status, headers: answer.headers, text: await answer.text() };
	}

	/** The address of one, as soon as cards are drawn and the search index is there. */
	async function drawnCard(): Promise<string> {
		const inFolder = (name: string) => readdir(join(portal.dataDir, name)).catch(() => []);
		await expect.poll(() => inFolder('cards')).not.toEqual([]);
		await expect.poll(() => inFolder('search/current')).toContain('pagefind-entry.json');
		const [name] = await inFolder('cards');
		return `/cards/${name}`;
	}

	const secrets = [
		'/staff/welcome/?token=SECRET',
		'/preview/SECRET/notices/',
		'/en/preview/SECRET/?SECRET',
		'/en/link/SECRET/',
		'/?code=SECRET',
	];

	async function expectNoSecretInLogs() {
		for (const { name, server } of running) {
			const headers = { Referer: `http://localhost:${server.port}/staff/welcome/?token=SECRET` };
			for (const path of secrets) await ask(server, path, { headers });
			await ask(server, '/last-of-them/');
			await expect.poll(() => server.log()).toContain('/last-of-them/');
			const log = await server.log();
			expect([name, log.match(/.{0,60}SECRET.*/g)]).toEqual([name, null]);
			for (const kept of ['/staff/welcome/', '/preview/', '/en/link/']) expect(log).toContain(kept);
		}
	}

	test('one-time links, previews, and links for villages stand in no log', expectNoSecretInLogs);

	test('what is sent slowly reaches the portal when all of it has arrived', async () => {
		const seen: string[] = [];
		const behind = createServer((request, response) => {
			seen.push(request.url ?? '');
			request.resume().once('end', () => response.end());
		});
		await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
		const address = behind.address();
		const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
		for (const name of installed) {
			seen.length = 0;
			const server = await servers[name]({ url, dataDir: portal.dataDir });
			const slow = connect(server.port, 'localhost');
			slow.write('POST /api/reports HTTP/1.1\r\nHost: localhost\r\n');
			slow.write('Content-Length: 9\r\n\r\ncontent=');
			await ask(server, '/api/health');
			expect([name, seen]).toEqual([name, ['/api/health']]);
			slow.write('a');
			await expect.poll(() => seen).toEqual(['/api/health', '/api/reports']);
			slow.destroy();
			await server.stop();
		}
		behind.close();
	});

	test('pages are the portal’s, and once it is killed they are read from files, with the same headers', async () => {
		const card = await drawnCard();
		const paths = [
			...['/', '/notices/', '/alerts.json', '/en/search/', '/support/self-check/'],
			...[
				'/pagefind/pagefind.js',
				'/pagefind/pagefind-entry.json',
				'/pagefind/wasm.unknown.pagefind',
			],
			...[card, '/cards/none.zh-CN.000000000000.png'],
		];
		const before = new Map<string, Awaited<ReturnType<typeof ask>>>();
		for (const { name, server } of running)
			for (const path of paths) before.set(name + path, await ask(server, path));
		await portal.kill();
		for (const { name, server } of running)
			for (const path of paths) {
				const lived = before.get(name + path);
				const read = await ask(server, path);
				expect({ name, path, status: read.status }).toEqual({ name, path, status: 200 });
				expect(read.text).toBe(lived?.text);
				for (const header of [
					'content-security-policy',
					'cache-control',
					'x-content-type-options',
					'referrer-policy',
					'cross-origin-opener-policy',
					'permissions-policy',
				])
					expect([name, path, header, read.headers.get(header)]).toEqual([
						name,
						path,
						header,
						lived?.headers.get(header),
					]);
				expect(read.headers.get('content-type')?.split(';')[0]).toBe(
					lived?.headers.get('content-type')?.split(';')[0],
				);
			}
	});

	test('what needs the portal says so meanwhile, with the numbers to call', async () => {
		for (const { server } of running) {
			const body = new URLSearchParams({ content: '听说水库要放水' });
			for (const [path, init] of [
				['/api/reports', { method: 'POST', body }],
				['/staff/', {}],
				['/en/link/abc/', {}],
			] as const) {
				const answer = await ask(server, path, init);
				expect(answer.status).toBe(503);
				expect(answer.headers.get('retry-after')).toBe('30');
				expect(answer.text).toContain('12356');
			}
		}
	});

	test('faults are logged without these addresses, too', expectNoSecretInLogs);

	test('what is well known is read from files, unlike other names that begin with a dot', async () => {
		const folder = join(portal.dataDir, 'site', '.well-known');
		await mkdir(folder);
		await writeFile(join(folder, 'security.txt'), 'Contact: mailto:security@county.example');
		for (const { name, server } of running) {
			const answer = await ask(server, '/.well-known/security.txt');
			expect([name, answer.status, answer.text]).toEqual([
				name,
				200,
				'Contact: mailto:security@county.example',
			]);
		}
	});

	test('that nothing is there is kept by no cache for long, also where names are hashed', async () => {
		for (const { name, server } of running)
			for (const path of ['/_astro/nothing.css', '/uploads/nothing.jpg']) {
				const { status, headers } = await ask(server, path);
				expect([name, path, status, headers.get('cache-control')]).toEqual([
					name,
					path,
					404,
					'public, max-age=0, s-maxage=30, stale-if-error=86400',
				]);
			}
	});

	test('an address of nothing gets the page of the site that says so, from files too', async () => {
		const page = await readFile(join(portal.dataDir, 'site', '404.html'), 'utf8');
		for (const { name, server } of running) {
			const { status, text, headers } = await ask(server, '/nothing/');
			expect([name, status, text]).toEqual([name, 404, page]);
			expect(headers.get('content-security-policy')).toContain("default-src 'none'");
		}
	});

	test('an address of nothing is told so from files too, and nothing outside them is read', async () => {
		for (const { server } of running)
			for (const path of [
				'/nothing/',
				'/%2e%2e/mingbai.sqlite',
				'/..%2fauth-secret',
				'/cards/%2e%2e/auth-secret',
				'/cards/..%2fauth-secret',
				'/pagefind/%2e%2e/%2e%2e/auth-secret',
				'/.mingbai-tree.json',
			])
				expect([path, (await ask(server, path)).status]).toEqual([
					path,
					expect.toBeOneOf([400, 404]),
				]);
	});
});
