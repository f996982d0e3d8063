import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Manifest, ManifestPage } from './manifest.ts';
import type { ObjectStore } from './objects.ts';
import { writeDurably } from './objects.ts';

/**
 * Keeps a plain folder of files in step with the live release, for a web server that reads files. Files are replaced
 * by renames: pages first, then lists and feeds, `alerts.json` last, so nothing points to what is not there yet.
 */
export async function updateTree(
	folder: string,
	manifest: Manifest,
	objects: ObjectStore,
): Promise<{ written: number }> {
	const stateFile = join(folder, '.mingbai-tree.json');
	const before = await readState(stateFile);
	const after = Object.fromEntries(
		Object.entries(manifest.pages).map(([path, page]) => [path, page.hash]),
	);
	const changed = Object.entries(manifest.pages)
		.filter(([path, page]) => before[path] !== page.hash)
		.sort((a, b) => order(a) - order(b));
	for (const [path, page] of changed)
		await replace(join(folder, fileName(path)), await objects.get(page.hash));
	for (const path of Object.keys(before)) {
		if (!(path in after)) await rm(join(folder, fileName(path)), { force: true });
	}
	await writeDurably(stateFile, JSON.stringify(after));
	return { written: changed.length };
}

function order([path, page]: [string, ManifestPage]): number {
	if (path === '/alerts.json') return 3;
	const readsLists = Object.keys(page.record?.reads ?? {}).some((key) => key.startsWith('list:'));
	return readsLists ? 2 : 1;
}

/** The file of a path: `/notices/` is `notices/index.html`. */
export function fileName(path: string): string {
	return path.endsWith('/') ? `${path.slice(1)}index.html` : path.slice(1);
}

async function replace(file: string, bytes: Uint8Array): Promise<void> {
	await mkdir(dirname(file), { recursive: true });
	const partial = `${file}.${randomUUID()}.partial`;
	await writeFile(partial, bytes);
	await rename(partial, file);
}

async function readState(file: string): Promise<Record<string, string>> {
	const text = await readFile(file, 'utf8').catch(() => '{}');
	try {
		// Written above and nowhere else.
		return JSON.parse(text) as Record<string, string>;
	} catch {
		// A list that cannot be read is an empty one: every file is written again.
		return {};
	}
}
