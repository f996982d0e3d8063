import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { repositoryToRead } from '../content/repository.ts';
import { contentFolder, dumpFile, listFile, storeFile } from './backup-parts.ts';
import { listFiles } from './list-files.ts';
import { dumpFault } from './postgres-dump.ts';

const listSchema = z.object({
	madeAt: z.iso.datetime(),
	files: z.record(z.string(), z.string()),
});

/** Everything that is wrong with a backup, in the operator's words; empty when it can be restored. */
export async function backupFaults(folder: string): Promise<readonly string[]> {
	const text = await readFile(join(folder, listFile), 'utf8').catch(() => undefined);
	if (text === undefined) return [`${folder} is no backup: ${listFile} is missing.`];
	const list = listSchema.safeParse(jsonOf(text)).data;
	if (!list) return [`${listFile} cannot be read.`];
	const there = await listFiles(folder);
	const faults = Object.entries(list.files).flatMap(([path, hash]) => {
		if (!Object.hasOwn(there, path)) return [`${path} is missing.`];
		return there[path] === hash ? [] : [`${path} has changed since the backup was made.`];
	});
	// What is restored becomes part of the portal, so nothing may have been put beside it.
	const added = Object.keys(there).filter((path) => !Object.hasOwn(list.files, path));
	faults.push(
		...added.map(
			(path) => `${path} was added since the backup was made: take it away, or use another backup.`,
		),
	);
	if (faults.length > 0) return faults;
	const dump = dumpFile in list.files && (await dumpFault(join(folder, dumpFile)));
	return [
		...(storeFile in list.files ? storeFaults(join(folder, storeFile)) : []),
		...(dump ? [`${dumpFile}: ${dump}`] : []),
		...(await contentFaults(folder)),
	];
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function storeFaults(file: string): readonly string[] {
	// Immutable, so that looking leaves no files beside it, and takes none that lie there for its own.
	const place = pathToFileURL(file);
	place.searchParams.set('immutable', '1');
	const db = new DatabaseSync(place, { readOnly: true });
	try {
		const rows = db.prepare('pragma integrity_check').all();
		const said = rows.map((row) => String(row['integrity_check']));
		return said[0] === 'ok' ? [] : said.map((each) => `${storeFile}: ${each}`);
	} catch (error) {
		return [`${storeFile}: ${String(error)}`];
	} finally {
		db.close();
	}
}

/** Every file of the newest commit can be read. */
async function contentFaults(folder: string): Promise<readonly string[]> {
	const repository = repositoryToRead(join(folder, contentFolder));
	try {
		const head = await repository.head();
		if (!head) return [`${contentFolder} has no commit.`];
		const source = repository.source(head);
		for (const { blob } of await source.list()) await source.read(blob);
		return [];
	} catch (error) {
		return [`${contentFolder}: ${String(error)}`];
	}
}
