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
		load: () => readFile(join(folder, name)).catch(() => undefined),
		async save(bytes) {
			await writeDurably(join(folder, name), bytes);
			for (const other of await readdir(folder))
				if (/^readings-.*\.bin$/.test(other) && other !== name) await rm(join(folder, other));
		},
	};
}
