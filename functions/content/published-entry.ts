import { createHash } from 'node:crypto';
import { type CollectionName, entryPath } from '../../src/domain/collections.ts';
import { type Entry, type EntryFiles, readEntry, writeEntry } from '../../src/domain/entry.ts';
import { languageTags } from '../../src/domain/languages.ts';
import type { Repository } from './repository.ts';

/** An entry as a commit has it; `undefined` when the commit has none that can be read. */
export async function publishedEntry(
	repository: Repository,
	commit: string,
	collection: CollectionName,
	ref: string,
): Promise<Entry | undefined> {
	const files: Record<string, string> = {};
	for (const language of languageTags) {
		const blob = await repository.blobAt(commit, entryPath(collection, ref, language));
		if (blob) files[language] = new TextDecoder().decode(await repository.readBlob(blob));
	}
	return readEntry(collection, ref, files).entry;
}

/** What a signature covers: all language files as the portal writes them, without the stamp that publication adds. */
export function signedHash(entry: Entry): string {
	const { stamp: _, ...data } = entry.data;
	const files: EntryFiles = writeEntry({ ...entry, data: data as Entry['data'] });
	// A language that the portal learns later voids no signature.
	const written = languageTags.filter((language) => files[language] !== undefined);
	const said = written.map((language) => [language, files[language]]);
	const signed = JSON.stringify([entry.collection, entry.ref, said]);
	return createHash('sha256').update(signed).digest('hex');
}

/** Whether a text that was signed is the one that is published now, and no other has taken its place. */
export async function isPublishedText(
	repository: Repository,
	{ collection, ref, hash }: { collection: CollectionName; ref: string; hash: string },
): Promise<boolean> {
	const commit = await repository.head();
	const entry = commit && (await publishedEntry(repository, commit, collection, ref));
	return entry ? signedHash(entry) === hash : false;
}
