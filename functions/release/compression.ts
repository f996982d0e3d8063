import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gunzip, gzip } from 'node:zlib';
import type { Logger } from '../log.ts';
import { type BackgroundWork, inBackground, type Pace, type Turn } from './background.ts';
import type { Manifest, ManifestPage } from './manifest.ts';
import { fileOf, hashOf, ObjectLost, type ObjectStore, writeDurably } from './objects.ts';
import { keepRecent } from './recent-bytes.ts';

/** How bytes may be sent: `br` is RFC 7932, `gzip` RFC 1952. */
export const encodings = ['br', 'gzip'] as const;
export type Encoding = (typeof encodings)[number];

/** The compressed forms of what is served. They are made in the background, as small as they get; until then a quick one is made for whoever asks. */
export interface Compression extends BackgroundWork {
	/** The bytes of an object in an encoding. */
	read(hash: string, encoding: Encoding): Promise<Uint8Array>;
	/** The bytes of an object as they are, from a compressed form where the object itself is lost. */
	plain(hash: string): Promise<Uint8Array>;
	/** These bytes where they are in memory. */
	inMemory(hash: string, encoding: Encoding): Uint8Array | undefined;
}

const memoryBytes = 24 * 2 ** 20;
/** Below this a header costs more than is saved. */
const worthwhileBytes = 512;
const pagesAtOnce = 20;
/** Up to here a window of 16 bits sees all that is to be seen, in a hundredth of the time: for a larger one brotli prepares 32 MiB each time. */
const smallWindowBytes = 2 ** 16 - 16;

export function createCompression({
	dataDir,
	objects,
	compressed,
	...background
}: {
	readonly dataDir: string;
	readonly objects: ObjectStore;
	/** Told of each page whose compressed forms are there, for whoever keeps copies of the site. */
	readonly compressed: (path: string, page: ManifestPage, files: CompressedFiles) => Promise<void>;
	readonly isSending: () => Promise<boolean>;
	readonly onDone?: () => void;
	readonly log: Logger;
	readonly pace?: Pace;
}): Compression {
	const folder = join(dataDir, compressedFolder);
	const recent = keepRecent(memoryBytes);
	/** Objects whose forms are known to be there. */
	const done = new Set<string>();

	async function compressAll(manifest: Manifest, { untilCalm }: Turn): Promise<boolean> {
		let made = 0;
		for (const [path, page] of manifest.pages) {
			if (!isText(page.type) || done.has(page.hash)) continue;
			if (made % pagesAtOnce === 0) await untilCalm();
			made += 1;
			if (await make(page.hash)) await compressed(path, page, filesOf(folder, page.hash));
			done.add(page.hash);
		}
		return made > 0;
	}

	/** `false` where compressing is not worth it. */
	async function make(hash: string): Promise<boolean> {
		const files = filesOf(folder, hash);
		const missing: Encoding[] = [];
		for (const encoding of encodings)
			if (!(await stat(files[encoding]).catch(() => undefined))) missing.push(encoding);
		if (missing.length === 0) return true;
		const bytes = await objects.get(hash);
		if (bytes.length < worthwhileBytes) return false;
		for (const encoding of missing) {
			await writeDurably(files[encoding], await compress(bytes, encoding, 'small'));
			recent.forget(nameOf(hash, encoding));
		}
		return true;
	}

	return {
		...inBackground({ name: 'compression', work: compressAll, ...background }),
		async read(hash, encoding) {
			const name = nameOf(hash, encoding);
			const known = recent.get(name);
			if (known) return known;
			const made = await wholeForm(folder, hash, encoding);
			const bytes = made?.form ?? (await compress(await objects.get(hash), encoding, 'quick'));
			recent.keep(name, bytes);
			return bytes;
		},
		async plain(hash) {
			try {
				return await objects.get(hash);
			} catch (error) {
				if (!(error instanceof ObjectLost)) throw error;
				for (const encoding of encodings) {
					const made = await wholeForm(folder, hash, encoding);
					if (made) return made.bytes;
				}
				throw error;
			}
		},
		inMemory: (hash, encoding) => recent.get(nameOf(hash, encoding)),
	};
}

const nameOf = (hash: string, encoding: Encoding) => `${hash}.${encoding}`;

/** A form that was made in the background and the bytes it is a form of; `undefined` where it is not there, or not whole. */
async function wholeForm(
	folder: string,
	hash: string,
	encoding: Encoding,
): Promise<{ readonly form: Uint8Array; readonly bytes: Uint8Array } | undefined> {
	const form = await readFile(filesOf(folder, hash)[encoding]).catch(() => undefined);
	const bytes = form && (await expand(form, encoding).catch(() => undefined));
	return bytes && hashOf(bytes) === hash ? { form, bytes } : undefined;
}

function expand(form: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
	return promisify(encoding === 'br' ? brotliDecompress : gunzip)(form);
}

/** The files that hold an object's compressed forms. */
export type CompressedFiles = Readonly<Record<Encoding, string>>;

export const compressedFolder = 'compressed';

function filesOf(folder: string, hash: string): CompressedFiles {
	return { br: fileOf(folder, `${hash}.br`), gzip: fileOf(folder, `${hash}.gzip`) };
}

/** Whether a media type is one of text, which compresses well. */
export function isText(type: string): boolean {
	return /^text\/|json|xml|javascript|svg|wasm/.test(type);
}

/** Off the main thread: whoever reads meanwhile does not wait. */
export function compress(
	bytes: Uint8Array,
	encoding: Encoding,
	effort: 'quick' | 'small',
): Promise<Uint8Array> {
	if (encoding === 'gzip')
		return promisify(gzip)(bytes, { level: effort === 'quick' ? 4 : constants.Z_BEST_COMPRESSION });
	return promisify(brotliCompress)(bytes, {
		params: {
			[constants.BROTLI_PARAM_QUALITY]: effort === 'quick' ? 4 : 9,
			[constants.BROTLI_PARAM_LGWIN]: bytes.length <= smallWindowBytes ? 16 : 22,
		},
	});
}
