import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { close, createIndex } from 'pagefind';
import type { Logger } from '../log.ts';
import { type BackgroundWork, inBackground, type Pace, type Turn } from './background.ts';
import { typeOf } from './files.ts';
import type { Manifest } from './manifest.ts';
import type { ObjectStore } from './objects.ts';

/** The search index of the live release: it follows in the background and is never waited for. */
export interface SearchIndex extends BackgroundWork {
	read(path: string): Promise<{ bytes: Uint8Array; type: string } | undefined>;
}

/** The indexer is a process of its own, which can end by itself: then it is begun again, so often at most for one release. */
const mostTries = 3;
/** No answer of the indexer takes so long; one that is gone would be waited for for ever. */
const usualAnswer = 120_000;

/** So many pages are taken in before it looks again whether there is something more urgent. */
const pagesAtOnce = 50;

export function createSearchIndex({
	folder,
	objects,
	longestAnswer = usualAnswer,
	...background
}: {
	folder: string;
	objects: ObjectStore;
	/** How long an answer of the indexer is waited for, in milliseconds. */
	longestAnswer?: number;
	isSending: () => Promise<boolean>;
	onDone?: () => void;
	log: Logger;
	pace?: Pace;
}): SearchIndex {
	async function buildFor(manifest: Manifest, turn: Turn): Promise<boolean> {
		const version = pagesVersion(manifest);
		if (version === (await builtVersion(folder))) return false;
		await replaceFolder(
			folder,
			await buildAgain(turn.signal, () => build({ objects, longestAnswer }, manifest, turn)),
			version,
		);
		return true;
	}

	return {
		...inBackground({ name: 'search index', work: buildFor, ...background }),
		read: (path) => readSearchFile(folder, path),
	};
}

/** A file of the index that was built last, by its path below `/pagefind/`. */
export async function readSearchFile(
	folder: string,
	path: string,
): Promise<{ bytes: Uint8Array; type: string } | undefined> {
	const name = normalize(path.slice('/pagefind/'.length));
	if (name.startsWith('..')) return undefined;
	const bytes = await readFile(join(folder, 'current', name)).catch(() => undefined);
	return bytes && { bytes, type: typeOf(name) };
}

/** Builds until it succeeds, or has failed too often. */
async function buildAgain<T>(stopping: AbortSignal, build: () => Promise<T>): Promise<T> {
	for (let tries = 1; ; tries += 1) {
		try {
			return await build();
		} catch (error) {
			if (stopping.aborted || tries >= mostTries) throw error;
		}
	}
}

async function build(
	{ objects, longestAnswer }: { readonly objects: ObjectStore; readonly longestAnswer: number },
	manifest: Manifest,
	{ untilCalm, signal }: Turn,
) {
	const answerOf = <T>(asked: Promise<T>) => withinTime(asked, longestAnswer);
	// Whoever ends the portal's processes all at once ends the indexer, too, and it would be waited for for ever.
	const leave = () => void close();
	signal.addEventListener('abort', leave, { once: true });
	try {
		const { index, errors } = await answerOf(createIndex({}));
		if (!index) throw new Error(errors.join('; '));
		for (const [count, [path, page]] of searchable(manifest).entries()) {
			if (count % pagesAtOnce === 0) await untilCalm();
			const content = new TextDecoder().decode(await objects.get(page.hash));
			signal.throwIfAborted();
			await answerOf(index.addHTMLFile({ url: path, content }));
		}
		return (await answerOf(index.getFiles())).files;
	} finally {
		signal.removeEventListener('abort', leave);
		// The indexer ends with its memory, and the next build begins another.
		await close();
	}
}

/** Ends the indexer when it does not answer in time, which fails what it was asked. */
async function withinTime<T>(asked: Promise<T>, milliseconds: number): Promise<T> {
	const late = setTimeout(() => void close(), milliseconds);
	try {
		return await asked;
	} finally {
		clearTimeout(late);
	}
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
