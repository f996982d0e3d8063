import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Manifest } from './manifest.ts';
import { type ObjectStore, openObjects } from './objects.ts';
import { createSearchIndex, type SearchIndex } from './search.ts';

let folder: string;
let objects: ObjectStore;
let isSending: boolean;
let search: SearchIndex;
const errors: string[] = [];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-search-'));
	objects = openObjects(join(folder, 'objects'));
	isSending = false;
	search = open();
});

afterEach(async () => {
	await search.stop();
	await rm(folder, { recursive: true });
	expect(errors).toEqual([]);
});

function open(longestAnswer?: number): SearchIndex {
	return createSearchIndex({
		folder: join(folder, 'search'),
		objects,
		isSending: async () => isSending,
		log: { info: () => undefined, error: (message) => errors.push(message) },
		pace: { quiet: 0, longestWait: 60_000 },
		...(longestAnswer !== undefined && { longestAnswer }),
	});
}

async function release(text: string): Promise<Manifest> {
	const html = `<html lang="zh-CN"><body><main data-pagefind-body><h1>${text}</h1></main></body></html>`;
	const hash = await objects.put(new TextEncoder().encode(html));
	const page = { hash, type: 'text/html', status: 200, record: { reads: {} } };
	const pages = new Map([
		['/notices/a/', page],
		['/exercise/b/', page],
	]);
	return { number: 1, at: new Date(0), commit: 'c', renderer: 'r', pages };
}

const version = async () => {
	const file = await search.read('/pagefind/.version');
	return file && new TextDecoder().decode(file.bytes);
};

test('the index follows a release', async () => {
	search.follow(await release('停水'));
	await vi.waitFor(async () => expect(await search.read('/pagefind/pagefind.js')).toBeDefined(), {
		timeout: 10_000,
	});
});

test('it waits while an alert is being sent, and is built afterwards', async () => {
	isSending = true;
	search.follow(await release('停水'));
	await new Promise((resolve) => setTimeout(resolve, 600));
	expect(await version()).toBeUndefined();
	isSending = false;
	await vi.waitFor(async () => expect(await version()).toBeDefined(), { timeout: 10_000 });
});

test('a stop leaves what was waiting, and the next start builds it', async () => {
	isSending = true;
	search.follow(await release('停水'));
	await search.stop();
	isSending = false;
	search = open();
	search.follow(await release('停水'));
	await vi.waitFor(async () => expect(await version()).toBeDefined(), { timeout: 10_000 });
});

test('an indexer that ends by itself is begun again', async () => {
	search = open(3_000);
	search.follow(await release('停水'));
	const indexer = await vi.waitFor(async () => {
		const [pid] = await indexers();
		if (pid === undefined) throw new Error('no indexer yet');
		return pid;
	});
	process.kill(indexer, 'SIGKILL');
	await vi.waitFor(async () => expect(await version()).toBeDefined(), { timeout: 40_000 });
	search.follow(await release('复水'));
	const first = await version();
	await vi.waitFor(async () => expect(await version()).not.toBe(first), { timeout: 40_000 });
});

/** The indexers that this process has begun, by proc(5). */
async function indexers(): Promise<number[]> {
	const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
	const pids = children.trim().split(' ').filter(Boolean).map(Number);
	const commands = await Promise.all(
		pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
	);
	return pids.filter((_, at) => commands[at]?.includes('--service'));
}
