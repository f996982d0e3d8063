import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { type CompressedFiles, type Encoding, encodings } from './compression.ts';
import type { Manifest, ManifestPage, ManifestPages } from './manifest.ts';
import { hashOf, type ObjectStore, writeDurably } from './objects.ts';

/**
 * A plain folder of files in step with the live release, for a web server that reads files. Files are replaced by
 * renames: pages first, then lists and feeds, `alerts.json` last, so nothing points to what is not there yet.
 */
export interface PlainTree {
	/**
	 * Brings the folder to a release, from whatever it was at, and gives the number of files written. When `signal` is
	 * aborted it leaves the rest to the next update, which knows of it.
	 */
	update(manifest: Manifest, signal?: AbortSignal): Promise<{ written: number }>;
	/** Puts the compressed forms of a page beside its file, as `.br` and `.gz`, if the file is that page and nothing else. */
	placeCompressed(path: string, page: ManifestPage, files: CompressedFiles): Promise<void>;
}

const stateName = '.mingbai-tree.json';

/** Which releases the files of the folder are of: one, or two after a crash between them. */
const stateSchema = z.object({ releases: z.array(z.int()).min(1) });

export function openTree(parts: {
	readonly folder: string;
	readonly objects: ObjectStore;
	/** A release of the past, as long as it is kept. */
	readonly manifest: (number: number) => Promise<Manifest | undefined>;
}): PlainTree {
	const { folder, objects } = parts;
	const stateFile = join(folder, stateName);
	let current: readonly Manifest[] | undefined;
	let line: Promise<unknown> = Promise.resolve();

	/** A form of an earlier text beside a newer one would be served in its place. */
	function inLine<T>(work: () => Promise<T>): Promise<T> {
		const done = line.then(work);
		line = done.catch(() => undefined);
		return done;
	}

	/** What the files may be; `undefined` when nobody knows, and every file is written again. */
	async function states(): Promise<readonly Manifest[] | undefined> {
		if (current) return current;
		const numbers = await readState(stateFile);
		const found = await Promise.all(numbers.map((number) => parts.manifest(number)));
		const known = found.filter((each) => each !== undefined);
		return known.length > 0 && known.length === found.length ? known : undefined;
	}

	async function note(releases: readonly Manifest[]): Promise<void> {
		current = releases;
		const numbers = [...new Set(releases.map(({ number }) => number))];
		await writeDurably(stateFile, JSON.stringify({ releases: numbers }));
	}

	async function update(manifest: Manifest, signal: AbortSignal | undefined) {
		const before = await states();
		const { changed, gone } = before
			? differences(
					before.map(({ pages }) => pages),
					manifest.pages,
				)
			: { changed: [...manifest.pages], gone: await strays(folder, manifest.pages) };
		// Until all is written the files are of both; of an unknown folder nothing is known before the end.
		if (before) await note([...before, manifest]);
		for (const [written, [path, page]] of changed.entries()) {
			if (before && signal?.aborted) return { written };
			await replace(join(folder, fileName(path)), await objects.get(page.hash));
		}
		for (const path of gone) {
			await removeCompressed(join(folder, fileName(path)));
			await rm(join(folder, fileName(path)), { force: true });
		}
		await note([manifest]);
		return { written: changed.length };
	}

	async function placeCompressed(
		path: string,
		page: ManifestPage,
		files: CompressedFiles,
	): Promise<void> {
		const file = join(folder, fileName(path));
		if (await stat(`${file}${suffixes.gzip}`).catch(() => undefined)) return;
		const bytes = await readFile(file).catch(() => undefined);
		// A banner above the page makes it another one.
		if (!bytes || hashOf(bytes) !== page.hash) return;
		for (const encoding of encodings) {
			const beside = `${file}${suffixes[encoding]}`;
			await rm(beside, { force: true });
			await link(files[encoding], beside);
		}
	}

	return {
		update: (manifest, signal) => inLine(() => update(manifest, signal)),
		placeCompressed: (path, page, files) => inLine(() => placeCompressed(path, page, files)),
	};
}

/** What web servers look for beside a file. */
const suffixes: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz' };

/** Takes away the compressed forms of a file, before it says something else. */
export async function removeCompressed(file: string): Promise<void> {
	for (const suffix of Object.values(suffixes)) await rm(`${file}${suffix}`, { force: true });
}

/** Pages that differ from any of what the folder may hold, in the order in which to write them. */
function differences(before: readonly ManifestPages[], after: ManifestPages) {
	const changed: [string, ManifestPage][] = [];
	for (const [path, page] of after)
		if (!before.every((pages) => pages.get(path)?.hash === page.hash)) changed.push([path, page]);
	const gone = new Set<string>();
	for (const pages of before) for (const path of pages.keys()) if (!after.has(path)) gone.add(path);
	return { changed: changed.sort((a, b) => order(a) - order(b)), gone };
}

/** The paths of files that are of no page of a release. */
async function strays(folder: string, after: ManifestPages): Promise<ReadonlySet<string>> {
	const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	const paths = found
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.map((file) => `/${relative(folder, file).split(sep).join('/')}`)
		.map((path) => path.replace(/\/index\.html$/, '/'));
	return new Set(paths.filter((path) => !after.has(path) && path !== `/${stateName}`));
}

function order([path, page]: [string, ManifestPage]): number {
	if (path === '/alerts.json') return 3;
	const readsLists = Object.keys(page.record?.reads ?? {}).some((key) =>
		/^(?:list|selection|month):/.test(key),
	);
	return readsLists ? 2 : 1;
}

/** The file of a path: `/notices/` is `notices/index.html`. */
export function fileName(path: string): string {
	return path.endsWith('/') ? `${path.slice(1)}index.html` : path.slice(1);
}

async function replace(file: string, bytes: Uint8Array): Promise<void> {
	await mkdir(dirname(file), { recursive: true });
	const partial = `${file}.${randomUUID()}.partial`;
	try {
		await writeFile(partial, bytes);
		await removeCompressed(file);
		await rename(partial, file);
	} catch (error) {
		// The half of a file would take room, and be served to whoever guesses its name.
		await rm(partial, { force: true }).catch(() => undefined);
		throw error;
	}
}

async function readState(file: string): Promise<readonly number[]> {
	const text = await readFile(file, 'utf8').catch(() => '{}');
	try {
		return stateSchema.safeParse(JSON.parse(text)).data?.releases ?? [];
	} catch {
		return [];
	}
}
