import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { setTimeout } from 'node:timers/promises';
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
	/** Resolves when nothing is being built any more; what was under way is left. */
	stop(): Promise<void>;
}

/** When the index may be built, in milliseconds. */
export interface SearchPace {
	/** How long no further release must have come. */
	readonly quiet: number;
	/** How long it waits at most, for quiet or for alerts to be sent. */
	readonly longestWait: number;
}

const usualPace: SearchPace = { quiet: 3_000, longestWait: 120_000 };
const lookAgain = 250;
/** So many pages are taken in before it looks again whether there is something more urgent. */
const pagesAtOnce = 50;

export function createSearchIndex({
	folder,
	objects,
	isSending,
	log,
	pace = usualPace,
}: {
	folder: string;
	objects: ObjectStore;
	/** Whether an alert is on its way: then the machine has better things to do. */
	isSending: () => Promise<boolean>;
	log: Logger;
	pace?: SearchPace;
}): SearchIndex {
	const stopping = new AbortController();
	let wanted: Manifest | undefined;
	let wantedAt = 0;
	let building: Promise<void> | undefined;

	async function untilCalm(): Promise<void> {
		const latest = performance.now() + pace.longestWait;
		while (performance.now() < latest) {
			const isQuiet = performance.now() - wantedAt >= pace.quiet;
			if (isQuiet && !(await isSending())) return;
			await setTimeout(lookAgain, undefined, { signal: stopping.signal });
		}
	}

	async function buildNewest(): Promise<void> {
		while (wanted) {
			await untilCalm();
			const manifest = wanted;
			wanted = undefined;
			const version = pagesVersion(manifest);
			if (version === (await builtVersion(folder))) continue;
			await replaceFolder(folder, await build(manifest), version);
		}
	}

	async function build(manifest: Manifest) {
		const { index, errors } = await createIndex({});
		if (!index) throw new Error(errors.join('; '));
		try {
			for (const [count, [path, page]] of searchable(manifest).entries()) {
				if (count % pagesAtOnce === 0) await untilCalm();
				stopping.signal.throwIfAborted();
				const content = new TextDecoder().decode(await objects.get(page.hash));
				await index.addHTMLFile({ url: path, content });
			}
			return (await index.getFiles()).files;
		} finally {
			await index.deleteIndex();
			await close();
		}
	}

	return {
		follow(manifest) {
			wanted = manifest;
			wantedAt = performance.now();
			building ??= buildNewest()
				.catch((error: unknown) => {
					if (!stopping.signal.aborted)
						log.error('search index not built', { error: String(error) });
				})
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
		async stop() {
			stopping.abort();
			await building;
		},
	};
}

/** Which pages the index on disk is of; it outlives a restart. */
async function builtVersion(folder: string): Promise<string | undefined> {
	return readFile(join(folder, 'current', versionFile), 'utf8').catch(() => undefined);
}

const versionFile = '.version';

async function replaceFolder(
	folder: string,
	files: readonly { path: string; content: Uint8Array }[],
	version: string,
): Promise<void> {
	const next = join(folder, 'next');
	await rm(next, { recursive: true, force: true });
	for (const { path, content } of files) {
		await mkdir(dirname(join(next, path)), { recursive: true });
		await writeFile(join(next, path), content);
	}
	await writeFile(join(next, versionFile), version);
	const old = join(folder, 'old');
	await rm(old, { recursive: true, force: true });
	await rename(join(folder, 'current'), old).catch(() => undefined);
	await rename(next, join(folder, 'current'));
}

/** Exercises have pages, but are never found. */
function searchable(manifest: Manifest) {
	return [...manifest.pages]
		.filter(
			([path, page]) =>
				path.endsWith('/') && page.record !== undefined && !path.includes('/exercise/'),
		)
		.sort(([a], [b]) => (a < b ? -1 : 1));
}

function pagesVersion(manifest: Manifest): string {
	const hash = createHash('sha256');
	for (const [path, page] of searchable(manifest)) hash.update(`${path} ${page.hash}\n`);
	return hash.digest('hex');
}
