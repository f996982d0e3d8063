import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { writeDurably } from '../release/objects.ts';

type Place = Pick<Config, 'dataDir' | 'databaseUrl'>;

const noteSchema = z.object({
	/** `database` where there is a `DATABASE_URL`; its address, which holds a password, is not written down. */
	store: z.enum(['file', 'database']),
	/** Which database, by the name that it gave itself (`folder-database.ts`). */
	id: z.string().optional(),
});
type Note = z.infer<typeof noteSchema>;

const noteName = 'store.json';
const noteIn = (dataDir: string) => join(dataDir, noteName);
const kindOf = ({ databaseUrl }: Place) => (databaseUrl ? 'database' : 'file');

/**
 * Notes in the data folder which store is in use, so that nobody takes a file for it that was left behind. Without the `id` of
 * a database, that of the next start is noted.
 */
export async function noteStore(place: Place, id?: string): Promise<void> {
	const note: Note = { store: kindOf(place), ...(id && { id }) };
	const noted = await notedStore(place.dataDir);
	if (noted?.store === note.store && noted.id === id) return;
	await writeDurably(noteIn(place.dataDir), `${JSON.stringify(note)}\n`);
}

/** What keeps a portal from working on a folder whose rows are in another database than the one it was given, in the operator's terms. */
export async function otherDatabaseFault(
	dataDir: string,
	id: () => Promise<string | undefined>,
): Promise<string | undefined> {
	// First the note: a publisher that starts at this moment gives its database the name before it notes it.
	const noted = (await notedStore(dataDir))?.id;
	if (noted === undefined || noted === (await id())) return undefined;
	return (
		`What ${dataDir} keeps is in another database than DATABASE_URL names: two portals may not share a folder. Set DATABASE_URL ` +
		`as the portal of this folder has it, or DATA_DIR to a folder of its own. To begin with this database on purpose, as after a ` +
		`restore into another one, stop that portal and delete ${noteIn(dataDir)}.`
	);
}

/** What keeps the portal from opening the store it was given, in the operator's terms: the folder's rows are in the other one. */
export async function leftStoreFault(place: Place): Promise<string | undefined> {
	const { dataDir } = place;
	const noted = (await notedStore(dataDir))?.store;
	if (noted === undefined || noted === kindOf(place)) return undefined;
	if (noted === 'file')
		return (
			`What ${dataDir} keeps is in a file, and DATABASE_URL names a database. Move it there with migrate-db first, or leave ` +
			`DATABASE_URL out. To begin with an empty database on purpose, delete ${noteIn(dataDir)}.`
		);
	return (
		`What ${dataDir} keeps is in a PostgreSQL database: set DATABASE_URL, as the portal has it. ` +
		`A store in a file there is an old one. To go back to it on purpose, stop the portal and delete ${noteIn(dataDir)}.`
	);
}

/** Why a command has no portal to work on, in the operator's terms. */
export async function portalFault(place: Place): Promise<string | undefined> {
	const { dataDir } = place;
	const lived = await hasLived(dataDir);
	if (lived === 'unreadable')
		return `${dataDir} cannot be read by this user. Give the command as the user of the portal, or as root by "mingbai".`;
	if (!lived)
		return `No portal has ever run in ${dataDir}. DATA_DIR names the folder of the portal; nothing was changed.`;
	return leftStoreFault(place);
}

/** What any portal has in its folder as soon as it ran, or was restored. */
const signsOfLife = [noteName, 'mingbai.sqlite', 'auth-secret', 'releases'];

async function hasLived(dataDir: string): Promise<boolean | 'unreadable'> {
	for (const sign of signsOfLife) {
		const code = await stat(join(dataDir, sign)).then(
			() => '',
			(error: NodeJS.ErrnoException) => error.code,
		);
		if (code === '') return true;
		if (code === 'EACCES' || code === 'EPERM') return 'unreadable';
	}
	return false;
}

async function notedStore(dataDir: string): Promise<Note | undefined> {
	const text = await readFile(noteIn(dataDir), 'utf8').catch(() => undefined);
	try {
		return text === undefined ? undefined : noteSchema.parse(JSON.parse(text));
	} catch {
		// Somebody's own file says nothing of the store.
		return undefined;
	}
}
