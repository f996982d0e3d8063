import fs from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A folder where a fetched pack stays until it has been looked at. */
export interface Quarantine {
	/** Reads the repository as if the pack were in it, and writes nothing into the repository. */
	readonly files: { readonly promises: typeof fs.promises };
	readonly folder: string;
	/** The names of the pack and its index, in the order in which they may enter the repository. */
	arrived(): Promise<readonly string[]>;
	clear(): Promise<void>;
}

/** What a Git host sends is kept out of the repository until it is known to be whole, as git itself does. */
export async function openQuarantine(gitdir: string): Promise<Quarantine> {
	const folder = join(gitdir, 'incoming');
	const packs = join(gitdir, 'objects/pack');
	const clear = () => rm(folder, { recursive: true, force: true });
	await clear();
	await mkdir(folder, { recursive: true });
	const names = () => readdir(folder);

	async function placeOf(path: string): Promise<string> {
		if (!path.startsWith(packs)) return path;
		const name = basename(path);
		return (await names()).includes(name) ? join(folder, name) : path;
	}

	const promises = {
		...fs.promises,
		async writeFile(path: string, bytes: Uint8Array) {
			// Beside packs a fetch only notes where branches are. We note that ourselves, once we have taken what came.
			if (path.startsWith(packs)) await fs.promises.writeFile(join(folder, basename(path)), bytes);
		},
		readFile: async (path: string, options?: object) =>
			fs.promises.readFile(await placeOf(path), options),
		async readdir(path: string) {
			const found = await fs.promises.readdir(path);
			return path.startsWith(packs) ? [...found, ...(await names())] : found;
		},
	} as unknown as typeof fs.promises;

	return {
		files: { promises },
		folder,
		// An index without its pack would name objects that are not there.
		arrived: async () =>
			(await names()).sort((a, b) => Number(a.endsWith('.idx')) - Number(b.endsWith('.idx'))),
		clear,
	};
}
