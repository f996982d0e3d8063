import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
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
		if (there[path] === undefined) return [`${path} is missing.`];
		return there[path] === hash ? [] : [`${path} has changed since the backup was made.`];
	});
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
	const db = new DatabaseSync(file, { readOnly: true });
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
