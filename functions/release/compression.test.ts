import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { stampTree } from '../banner/stamp-tree.ts';
import { type Compression, compress, createCompression } from './compression.ts';
import type { Manifest } from './manifest.ts';
import { type ObjectStore, openObjects } from './objects.ts';
import { openTree, type PlainTree } from './tree.ts';

const text = `<html lang="zh-CN"><body><p>${'请带上身份证。'.repeat(200)}</p></body></html>`;

let folder: string;
let objects: ObjectStore;
let tree: PlainTree;
let compression: Compression;
let isSending: boolean;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-compression-'));
	isSending = false;
	objects = openObjects(join(folder, 'objects'));
	tree = openTree({ folder: join(folder, 'site'), objects, manifest: async () => undefined });
	compression = createCompression({
		dataDir: folder,
		objects,
		compressed: tree.placeCompressed,
		isSending: async () => isSending,
		log: { info: () => undefined, error: (message) => expect(message).toBe('') },
		pace: { quiet: 0, longestWait: 60_000 },
	});
});

afterEach(async () => {
	await compression.stop();
	await rm(folder, { recursive: true });
});

async function release(number: number, page: string): Promise<Manifest> {
	const hash = await objects.put(new TextEncoder().encode(page));
	const about = { hash, type: 'text/html', status: 200, record: { reads: {} } };
	const pages = new Map([['/about/', about]]);
	return { number, at: noon, commit: 'c', renderer: 'r', pages };
}

const beside = (suffix: string) =>
	readFile(join(folder, `site/about/index.html${suffix}`)).catch(() => undefined);

test('who asks before there was time for it gets a quick form of the same text', async () => {
	const hash = await objects.put(new TextEncoder().encode(text));
	expect(brotliDecompressSync(await compression.read(hash, 'br')).toString()).toBe(text);
	expect(gunzipSync(await compression.read(hash, 'gzip')).toString()).toBe(text);
});

test('a page asks whoever reads it for a window of 16 bits, and a long one for more', async () => {
	// RFC 7932 §9.1: a first bit of 0 means 16.
	const asksForMore = async (bytes: Uint8Array) =>
		((await compress(bytes, 'br', 'small'))[0] ?? 0) & 1;
	expect(await asksForMore(new TextEncoder().encode(text))).toBe(0);
	expect(await asksForMore(new Uint8Array(100_000))).toBe(1);
});

test('compressed forms stand beside the file of a page, for a web server in front', async () => {
	const manifest = await release(1, text);
	await tree.update(manifest);
	compression.follow(manifest);
	await vi.waitFor(async () => expect(await beside('.gz')).toBeDefined(), 5_000);
	expect(gunzipSync((await beside('.gz')) ?? '').toString()).toBe(text);
	expect(brotliDecompressSync((await beside('.br')) ?? '').toString()).toBe(text);
});

test('nothing is compressed while an alert is being sent', async () => {
	isSending = true;
	const manifest = await release(1, text);
	await tree.update(manifest);
	compression.follow(manifest);
	await new Promise((resolve) => setTimeout(resolve, 400));
	expect(await beside('.gz')).toBeUndefined();
	isSending = false;
	await vi.waitFor(async () => expect(await beside('.gz')).toBeDefined(), 5_000);
});

test('a page that says something else has no compressed form of what it said before', async () => {
	const first = await release(1, text);
	await tree.update(first);
	compression.follow(first);
	await vi.waitFor(async () => expect(await beside('.gz')).toBeDefined(), 5_000);
	await tree.update(await release(2, `${text}更正`));
	expect(await beside('.gz')).toBeUndefined();
	expect(await beside('.br')).toBeUndefined();
});

test('an emergency banner is not hidden behind a compressed form of the page without it', async () => {
	const manifest = await release(1, text);
	await tree.update(manifest);
	compression.follow(manifest);
	await vi.waitFor(async () => expect(await beside('.gz')).toBeDefined(), 5_000);
	const banner = {
		id: 'b1',
		text: { 'zh-CN': '水库泄洪，请远离河道' },
		at: noon,
		until: new Date(noon.getTime() + 3_600_000),
		by: 'operator',
	};
	await stampTree(join(folder, 'site'), banner);
	expect(await beside('.gz')).toBeUndefined();
});

test('a file that is not the page gets no compressed form', async () => {
	const manifest = await release(1, text);
	await tree.update(manifest);
	await writeFile(join(folder, 'site/about/index.html'), '别的');
	compression.follow(manifest);
	await vi.waitFor(
		async () =>
			expect(await compression.read(manifest.pages.get('/about/')?.hash ?? '', 'br')).toBeDefined(),
		5_000,
	);
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect(await beside('.gz')).toBeUndefined();
});
