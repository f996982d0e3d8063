import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import type { Manifest } from './manifest.ts';
import { type ObjectStore, openObjects } from './objects.ts';
import { openTree, type PlainTree } from './tree.ts';

let folder: string;
let objects: ObjectStore;
const kept = new Map<number, Manifest>();

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-tree-'));
	objects = openObjects(join(folder, 'objects'));
	kept.clear();
});

afterEach(() => rm(folder, { recursive: true }));

const site = () => join(folder, 'site');

function open(store: ObjectStore = objects): PlainTree {
	return openTree({ folder: site(), objects: store, manifest: async (number) => kept.get(number) });
}

/** A release that shows these texts at these paths. */
async function release(number: number, texts: Readonly<Record<string, string>>): Promise<Manifest> {
	const pages = new Map();
	for (const [path, text] of Object.entries(texts)) {
		const hash = await objects.put(new TextEncoder().encode(text));
		pages.set(path, { hash, type: 'text/html', status: 200, record: { reads: {} } });
	}
	const manifest = { number, at: noon, commit: 'c', renderer: 'r', pages };
	kept.set(number, manifest);
	return manifest;
}

/** The files of the folder with their texts. */
async function files(): Promise<Record<string, string>> {
	const found = await readdir(site(), { recursive: true, withFileTypes: true });
	const texts: Record<string, string> = {};
	for (const each of found.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))) {
		const file = join(each.parentPath, each.name);
		texts[file.slice(site().length)] = await readFile(file, 'utf8');
	}
	return texts;
}

test('a page is a file, and only what changed is written', async () => {
	const tree = open();
	expect(await tree.update(await release(1, { '/': '甲', '/about/': '乙' }))).toEqual({
		written: 2,
	});
	expect(await tree.update(await release(2, { '/': '丙', '/about/': '乙' }))).toEqual({
		written: 1,
	});
	expect(await files()).toEqual({ '/index.html': '丙', '/about/index.html': '乙' });
});

test('a page that is gone leaves no file', async () => {
	const tree = open();
	await tree.update(await release(1, { '/': '甲', '/notices/x/': '乙' }));
	await tree.update(await release(2, { '/': '甲' }));
	expect(await files()).toEqual({ '/index.html': '甲' });
});

test('another process goes on from where the folder is', async () => {
	await open().update(await release(1, { '/': '甲', '/about/': '乙' }));
	expect(await open().update(await release(2, { '/': '丙', '/about/': '乙' }))).toEqual({
		written: 1,
	});
});

test('what a crash left half written is put right by the next release, whatever that shows', async () => {
	await open().update(await release(1, { '/': '甲', '/about/': '乙' }));
	const second = await release(2, { '/': '丙', '/about/': '丁' });
	const about = second.pages.get('/about/')?.hash;
	const failing: ObjectStore = {
		...objects,
		get: (hash) => (hash === about ? Promise.reject(new Error('power cut')) : objects.get(hash)),
	};
	await expect(open(failing).update(second)).rejects.toThrow('power cut');
	expect(await files()).toEqual({ '/index.html': '丙', '/about/index.html': '乙' });
	await open().update(await release(3, { '/': '甲', '/about/': '乙' }));
	expect(await files()).toEqual({ '/index.html': '甲', '/about/index.html': '乙' });
});

test('what gave way to the next release is brought to that one with it', async () => {
	const tree = open();
	await tree.update(await release(1, { '/': '甲', '/about/': '乙', '/faqs/': '问' }));
	const second = await release(2, { '/': '甲', '/about/': '丁', '/faqs/': '答' });
	expect(await tree.update(second, AbortSignal.abort())).toEqual({ written: 0 });
	await open().update(await release(3, { '/': '丙', '/about/': '丁', '/faqs/': '问' }));
	expect(await files()).toEqual({
		'/index.html': '丙',
		'/about/index.html': '丁',
		'/faqs/index.html': '问',
	});
});

test('a folder that nobody knows is written anew, and holds nothing else', async () => {
	await mkdir(join(site(), 'notices/old'), { recursive: true });
	await writeFile(join(site(), 'notices/old/index.html'), '旧');
	await open().update(await release(9, { '/': '甲' }));
	expect(await files()).toEqual({ '/index.html': '甲' });
});
