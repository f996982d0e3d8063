import { rm } from 'node:fs/promises';
import type { Logger } from '../log.ts';
import { forgetUploads } from './files.ts';
import { fileOf } from './objects.ts';
import type { Releaser } from './releaser.ts';

/** Makes bytes again that the disk has lost, or has others in place of. What is lost again after that is left to the next start. */
export interface Mender {
	/** Notes that the bytes of a hash are lost. */
	lost(hash: string): void;
	stop(): void;
}

/** Who reads asks for many at once, and one release makes them all. */
const collectMs = 200;

export function createMender({
	folder,
	takeSiteFiles,
	releaser,
	log,
}: {
	/** Where the bytes are. */
	readonly folder: string;
	/** Puts the site's own files there, as far as they are not. */
	readonly takeSiteFiles: () => Promise<unknown>;
	readonly releaser: () => Pick<Releaser, 'mend'>;
	readonly log: Logger;
}): Mender {
	const known = new Set<string>();
	let found = new Set<string>();
	let timer: NodeJS.Timeout | undefined;

	async function mend(): Promise<void> {
		const lost = found;
		found = new Set();
		timer = undefined;
		log.error('bytes of pages were lost on the disk, and are made again', { count: lost.size });
		for (const hash of lost) await rm(fileOf(folder, hash), { force: true });
		forgetUploads();
		await takeSiteFiles();
		await releaser().mend(lost);
	}

	return {
		lost(hash) {
			if (known.has(hash)) return;
			known.add(hash);
			found.add(hash);
			timer ??= setTimeout(() => {
				mend().catch((error: unknown) => log.error('not made again', { error: String(error) }));
			}, collectMs);
		},
		stop: () => clearTimeout(timer),
	};
}
