import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { writeDurably } from '../release/objects.ts';
import type { Banner } from './banner.schema.ts';

/** What a running portal shows now, in a file: whoever gave a command beside it sees whether it was taken up. */
const fileIn = (dataDir: string) => join(dataDir, 'banner-taken');
const nameOf = (banner: Pick<Banner, 'id'> | undefined) => banner?.id ?? 'none';

/** Says in the file what is shown. A disk that takes nothing more does not keep the banner down: then nothing is said. */
export async function tellShown(
	dataDir: string,
	banner: Pick<Banner, 'id'> | undefined,
): Promise<void> {
	const told = await readFile(fileIn(dataDir), 'utf8').catch(() => undefined);
	if (told === nameOf(banner)) return;
	await writeDurably(fileIn(dataDir), nameOf(banner)).catch(() => undefined);
}

/** Forgets what was said, also by a portal that is gone: only one that runs says it again. */
export async function forgetShown(dataDir: string): Promise<void> {
	await rm(fileIn(dataDir), { force: true });
}

/** Whether a running portal shows a banner, or none, within a while: it looks each second. */
export async function isShown(
	dataDir: string,
	banner: Pick<Banner, 'id'> | undefined,
	waitMs = 5_000,
): Promise<boolean> {
	for (let waited = 0; waited < waitMs; waited += 100) {
		const told = await readFile(fileIn(dataDir), 'utf8').catch(() => undefined);
		if (told === nameOf(banner)) return true;
		await setTimeout(100);
	}
	return false;
}
