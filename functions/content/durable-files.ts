import fs from 'node:fs';
import { writeDurably } from '../release/objects.ts';

/** isomorphic-git writes files in place and leaves them in memory; a power cut would leave half an object for ever. */
export const durableFiles = {
	promises: {
		...fs.promises,
		writeFile: (file: string, data: Uint8Array | string) => writeDurably(file, data),
	},
};
