import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { close, createIndex } from 'pagefind';
import type { Logger } from '../log.ts';
import { typeOf } from './files.ts';
import type { Manifest } from './manifest.ts';
import type { ObjectStore } from './objects.ts';

/** The search index of the live release: it follows in the background and is never waited for. */
export interface SearchIndex {
	/** Asks for an index of a release; requests made while one is being built are answered by the newest. */
	follow(manifest: Manifest): void;
	read(path: string): Promise<{ bytes: Uint8Array; type: string } | undefined>;
	/** Resolves when nothing is being built. */
	idle(): Promise<void>;
}

const quietMs = 500;

export function createSearchIndex({
	folder,
	objects,
	log,
}: {
	folder: string;
	objects: ObjectStore;
	log: Logger;
}): SearchIndex {
	let wanted: Manifest | undefined;
	let building: Promise<void> | undefined;
	let indexed: string | undefined;

	async function buildNewest(): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve, quietMs));
		while (wanted) {
			const manifest = wanted;
			wanted = undefined;
			const version = pagesVersion(manifest);
			if (version === indexed) continue;
			await build(manifest, folder, objects);
			indexed = version;
		}
	}

	return {
		follow(manifest) {
			wanted = manifest;
			building ??= buildNewest()
				.catch((error: unknown) => log.error('search index not built', { error: String(error) }))
				.finally(() => {
					building = undefined;
				});
		},
		async read(path) {
			const name = normalize(path.slice('/pagefind/'.length));
			if (name.startsWith('..')) return undefined;
			const bytes = await readFile(join(folder, 'current', name)).catch(() => undefined);
			return bytes && { bytes, type: typeOf(name) };
		},
		async idle() {
			await building;
		},
	};
}

async function build(manifest: Manifest, folder: string, objects: ObjectStore): Promise<void> {
	const { index, errors } = await createIndex({});
	if (!index) throw new Error(errors.join('; '));
	try {
		for (const [path, page] of searchable(manifest)) {
			const content = new TextDecoder().decode(await objects.get(page.hash));
			await index.addHTMLFile({ url: path, content });
		}
		const { files } = await index.getFiles();
		await replaceFolder(folder, files);
	} finally {
		await index.deleteIndex();
		await close();
	}
}

async function replaceFolder(
	folder: string,
	files: readonly { path: string; content: Uint8Array }[],
): Promise<void> {
	const next = join(folder, 'next');
	await rm(next, { recursive: true, force: true });
	for (const { path, content } of files) {
		await mkdir(dirname(join(next, path)), { recursive: true });
		await writeFile(join(next, path), content);
	}
	const old = join(folder, 'old');
	await rm(old, { recursive: true, force: true });
	await rename(join(folder, 'current'), old).catch(() => undefined);
	await rename(next, join(folder, 'current'));
}

/** Exercises have pages, but are never found. */
function searchable(manifest: Manifest) {
	return Object.entries(manifest.pages).filter(
		([path, page]) =>
			path.endsWith('/') && page.record !== undefined && !path.includes('/exercise/'),
	);
}

function pagesVersion(manifest: Manifest): string {
	const hash = createHash('sha256');
	for (const [path, page] of searchable(manifest)) hash.update(`${path} ${page.hash}\n`);
	return hash.digest('hex');
}
