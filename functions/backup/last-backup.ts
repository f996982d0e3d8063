import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../release/objects.ts';

const noteName = 'last-backup.json';
const noteSchema = z.object({ madeAt: z.iso.datetime().transform((at) => new Date(at)) });

/** Notes in the data folder that a whole backup was made, so that whoever watches the portal sees when none is made any more. */
export async function noteBackup(dataDir: string, at: Date): Promise<void> {
	await writeDurably(join(dataDir, noteName), `${JSON.stringify({ madeAt: at.toISOString() })}\n`);
}

/** When the last whole backup was made; `undefined` where none is known of. */
export async function lastBackup(dataDir: string): Promise<Date | undefined> {
	try {
		return noteSchema.parse(JSON.parse(await readFile(join(dataDir, noteName), 'utf8'))).madeAt;
	} catch {
		return undefined;
	}
}
