import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { keepRecent } from './recent-bytes.ts';

/** Bytes by the hash of their content, as releases refer to them. */
export interface ObjectStore {
	/** Keeps bytes durably and gives their hash. */
	put(bytes: Uint8Array): Promise<string>;
	get(hash: string): Promise<Uint8Array>;
	/** The bytes where they are in memory. */
	inMemory(hash: string): Uint8Array | undefined;
}

/** Opens the object store in a folder. Recently used bytes are kept in memory, at most `memoryBytes`. */
export function openObjects(folder: string, memoryBytes = 48 * 2 ** 20): ObjectStore {
	const recent = keepRecent(memoryBytes);
	return {
		async put(bytes) {
			const hash = createHash('sha256').update(bytes).digest('hex');
			const file = fileOf(folder, hash);
			if (!(await stat(file).catch(() => undefined))) await writeDurably(file, bytes);
			recent.keep(hash, bytes);
			return hash;
		},
		async get(hash) {
			const known = recent.get(hash);
			if (known) return known;
			const bytes = await readFile(fileOf(folder, hash));
			recent.keep(hash, bytes);
			return bytes;
		},
		inMemory: recent.get,
	};
}

/** Writes a file so that it is there whole or not at all, also after a power cut. A secret takes the mode `0o600`. */
export async function writeDurably(
	file: string,
	bytes: Uint8Array | string,
	mode = 0o666,
): Promise<void> {
	await mkdir(dirname(file), { recursive: true });
	const partial = `${file}.${randomUUID()}.partial`;
	const handle = await open(partial, 'w', mode);
	try {
		await handle.writeFile(bytes);
		await handle.sync();
	} finally {
		await handle.close();
	}
	await rename(partial, file);
}

/** The file of an object, or of a form of it such as `HASH.br`. */
export function fileOf(folder: string, hash: string): string {
	return join(folder, hash.slice(0, 2), hash.slice(2));
}
