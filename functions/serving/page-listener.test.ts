import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portalBackend } from '../../src/domain/cms-backend.ts';
import { type Banner, bannerSchema } from '../banner/banner.schema.ts';
import { createCompression } from '../release/compression.ts';
import type { ManifestPage } from '../release/manifest.ts';
import { openObjects } from '../release/objects.ts';
import { securityHeaders } from '../routes/guards.ts';
import { createSiteHandler } from '../routes/site.ts';
import { createPageListener } from './page-listener.ts';

const basePath = '/emergency';
const rules = { siteUrl: 'https://www.example.gov.cn', basePath, cms: portalBackend };
const notice = `<!doctype html><html lang="zh-CN"><title>请立即转移</title><body>${'<p>沿河居民请到镇小学。</p>'.repeat(50)}`;
const recording = new Uint8Array(1000).map((_, index) => index % 251);

let folder: string;
let server: Server;
/** How many requests the application had to answer. */
let asked = 0;
let banner: Banner | undefined;
const pages = new Map<string, ManifestPage>();
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-pages-'));
	const objects = openObjects(join(folder, 'objects'));
	const put = async (path: string, bytes: Uint8Array, type: string) =>
		pages.set(path, { hash: await objects.put(bytes), type, status: 200 });
	const text = new TextEncoder();
	await put('/notices/flood/', text.encode(notice), 'text/html; charset=utf-8');
	await put('/admin/', text.encode(notice), 'text/html; charset=utf-8');
	await put('/404.html', text.encode(notice), 'text/html; charset=utf-8');
	await put('/uploads/flood.mp3', recording, 'audio/mpeg');
	const site = {
		releaser: { live: () => ({ manifest: { pages } }) },
		objects,
		compression: createCompression({
			dataDir: folder,
			objects,
			compressed: async () => undefined,
			isSending: async () => false,
			log: { info: () => undefined, error: () => undefined },
		}),
		banner: () => banner,
		search: async () => undefined,
		cards: async () => undefined,
		basePath,
	};
	const app = new Hono().basePath(basePath);
	app.use(securityHeaders(rules));
	app.get('/admin/', (context) => context.text('请先登录', 401));
	app.get('*', createSiteHandler(site));
	const short = createPageListener(app, site, rules);
	const application = getRequestListener(app.fetch);
	server = createServer((incoming, outgoing) => {
		// The long way can be asked for, to compare.
		if (!incoming.headers['x-long-way'] && short(incoming, outgoing)) return;
		asked += 1;
		void application(incoming, outgoing);
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});
afterAll(async () => {
	server.close();
	await rm(folder, { recursive: true });
});

interface Said {
	readonly status: number | undefined;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: Buffer;
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Said> {
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : 0;
	return new Promise((resolve, reject) => {
		const sent = request({ port, host: 'localhost', path, headers, method }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			answer.on('end', () => {
				const { date: _date, 'transfer-encoding': _whole, ...rest } = answer.headers;
				resolve({ status: answer.statusCode, headers: rest, body: Buffer.concat(parts) });
			});
		});
		sent.once('error', reject).end();
	});
}

/** Asks twice, so that the bytes are in memory, and gives the second answer and how often the application was asked for it. */
async function askAgain(path: string, headers: Record<string, string> = {}, method = 'GET') {
	await ask(path, headers);
	const before = asked;
	const said = await ask(path, headers, method);
	return { said, byApplication: asked - before };
}

test.each(['/uploads/nothing.mp3', '/_astro/nothing.css', '/nothing/'])(
	'that nothing is at %s is kept by no cache for long',
	async (path) => {
		const { status, headers } = await ask(basePath + path);
		expect(status).toBe(404);
		expect(headers['cache-control']).toBe('public, max-age=0, s-maxage=30, stale-if-error=86400');
	},
);

describe('a page that was read lately', () => {
	test.each([
		['as it is', {}, 'GET'],
		['in Brotli', { 'Accept-Encoding': 'gzip, br' }, 'GET'],
		['in gzip', { 'Accept-Encoding': 'gzip' }, 'GET'],
		['without its bytes', { 'Accept-Encoding': 'br' }, 'HEAD'],
	])('is sent %s without the application, which says the same', async (_, headers, method) => {
		const { said, byApplication } = await askAgain(`${basePath}/notices/flood/`, headers, method);
		expect(byApplication).toBe(0);
		const long = await ask(`${basePath}/notices/flood/`, { ...headers, 'X-Long-Way': '1' }, method);
		expect(said).toEqual({
			...long,
			headers: { ...long.headers, 'content-length': expect.anything() },
		});
		expect(said.status).toBe(200);
		expect(said.headers['strict-transport-security']).toBe('max-age=31536000');
	});

	test('is not sent to a browser that has it', async () => {
		const path = `${basePath}/notices/flood/`;
		const { said } = await askAgain(path, { 'Accept-Encoding': 'br' });
		const again = { 'Accept-Encoding': 'br', 'If-None-Match': String(said.headers['etag']) };
		const { said: known, byApplication } = await askAgain(path, again);
		expect(known.status).toBe(304);
		expect(known.body).toHaveLength(0);
		expect(byApplication).toBe(0);
		const long = await ask(path, { ...again, 'X-Long-Way': '1' });
		expect(known.headers).toEqual(long.headers);
	});

	test('says what is in force above it, while there is a banner', async () => {
		const path = `${basePath}/notices/flood/`;
		await askAgain(path);
		banner = bannerSchema.parse({
			id: '0123456789ab',
			text: { 'zh-CN': '水库泄洪，请远离河道' },
			by: 'somebody',
			at: '2026-03-14T09:00:00+08:00',
			until: '2026-03-14T15:00:00+08:00',
		});
		const { body } = await ask(path);
		banner = undefined;
		expect(body.toString()).toContain('水库泄洪');
	});
});

describe('the application is asked', () => {
	test('for what is shown to staff alone', async () => {
		const { said, byApplication } = await askAgain(`${basePath}/admin/`);
		expect(said.status).toBe(401);
		expect(byApplication).toBe(1);
	});

	test.each(['/nothing/', '/../notices/flood/', '/notices//flood/', '/notices/%2e%2e/'])(
		'for %s, which is no page',
		async (path) => {
			const { said, byApplication } = await askAgain(basePath + path);
			expect(said.status).toBe(404);
			expect(byApplication).toBe(1);
		},
	);

	test('for a part of a recording, which it gives', async () => {
		const path = `${basePath}/uploads/flood.mp3`;
		const { said: all } = await askAgain(path);
		expect(all.headers['accept-ranges']).toBe('bytes');
		const { said } = await askAgain(path, { Range: 'bytes=100-199' });
		expect(said.status).toBe(206);
		expect(said.headers['content-range']).toBe('bytes 100-199/1000');
		expect([...said.body]).toEqual([...recording.subarray(100, 200)]);
		const other = await ask(path, { Range: 'bytes=100-199', 'If-Range': '"another"' });
		expect(other.status).toBe(200);
		const beyond = await ask(path, { Range: 'bytes=1000-' });
		expect(beyond.status).toBe(416);
		expect(beyond.headers['content-range']).toBe('bytes */1000');
	});
});
