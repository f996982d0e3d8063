import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from './objects.ts';

/** Keeps what content was read as over a restart. It may be lost at any time: content is then read again. */
export interface ReadingsFile {
	load(): Promise<Uint8Array | undefined>;
	save(bytes: Uint8Array): Promise<void>;
}

/** The file of one version of the renderer: another version may read the same text as something else. */
export function openReadings(folder: string, rendererVersion: string): ReadingsFile {
	const name = `readings-${rendererVersion}.bin`;
	return {
		async load() {
			const file = await readFile(join(folder, name)).catch(() => undefined);
			const bytes = file?.subarray(hashBytes);
			// What a disk has changed would be shown as if the county had written it.
			return bytes && file?.subarray(0, hashBytes).equals(sha256(bytes)) ? bytes : undefined;
		},
		async save(bytes) {
			await writeDurably(join(folder, name), Buffer.concat([sha256(bytes), bytes]));
			for (const other of await readdir(folder))
				if (/^readings-.*\.bin$/.test(other) && other !== name) await rm(join(folder, other));
		},
	};
}

const hashBytes = 32;

function sha256(bytes: Uint8Array): Buffer {
	return createHash('sha256').update(bytes).digest();
}
