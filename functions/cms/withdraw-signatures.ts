import { settingsPath } from '../../src/domain/collections.ts';
import { publishedEntry, signedHash } from '../content/published-entry.ts';
import type { Repository } from '../content/repository.ts';
import type { SignOffs } from '../store/sign-offs.ts';
import { settingsHash } from './draft-hash.ts';
import type { DraftCollection } from './paths.ts';

/** Takes back what was signed of an entry and not published: it counts no more, also when the same text comes again. */
export async function withdrawSignatures(
	parts: { readonly signOffs: SignOffs; readonly repository: Repository },
	collection: DraftCollection,
	ref: string,
): Promise<void> {
	const kept = await publishedHash(parts.repository, collection, ref);
	await parts.signOffs.withdraw(collection, ref, kept);
}

/** What a signature on the published text of an entry covers; `undefined` when none is published. */
export async function publishedHash(
	repository: Repository,
	collection: DraftCollection,
	ref: string,
): Promise<string | undefined> {
	const commit = await repository.head();
	if (!commit) return undefined;
	if (collection === 'settings') return publishedSettingsHash(repository, commit);
	const entry = await publishedEntry(repository, commit, collection, ref);
	return entry && signedHash(entry);
}

async function publishedSettingsHash(
	repository: Repository,
	commit: string,
): Promise<string | undefined> {
	const blob = await repository.blobAt(commit, settingsPath);
	if (!blob) return undefined;
	const content = new TextDecoder().decode(await repository.readBlob(blob));
	return settingsHash([{ path: settingsPath, content }]);
}
