import {
	publicKeysPath,
	readPublicKeys,
	writePublicKeys,
} from '../../src/domain/verification/public-keys.schema.ts';
import { changeContent } from '../content/change-content.ts';
import type { Repository } from '../content/repository.ts';
import type { SigningKeys } from './signing-keys.ts';

/**
 * Writes the public keys into the content, for sites that are built from it. The portal itself never reads them there, so a
 * push that changes the file changes nothing but that it is written again. Gives the ids of keys that are none of ours.
 */
export async function publishKeys(
	repository: Repository,
	keys: Pick<SigningKeys, 'publicKeys'>,
	now: Date,
): Promise<readonly string[]> {
	const text = writePublicKeys(keys.publicKeys());
	let there = '';
	const changesAt = async (commit: string) => {
		there = (await textAt(repository, commit)) ?? '';
		return new Map(there === text ? [] : [[publicKeysPath, new TextEncoder().encode(text)]]);
	};
	const message = 'Say with which keys notices are signed';
	const isChanged = await changeContent(repository, { changesAt, message, now });
	return isChanged ? foreign(there, keys) : [];
}

async function textAt(repository: Repository, commit: string): Promise<string | undefined> {
	const blob = await repository.blobAt(commit, publicKeysPath);
	return blob && new TextDecoder().decode(await repository.readBlob(blob));
}

function foreign(text: string, keys: Pick<SigningKeys, 'publicKeys'>): readonly string[] {
	const ours = new Set(keys.publicKeys().map(({ id }) => id));
	return readPublicKeys(text)
		.map(({ id }) => id)
		.filter((id) => !ours.has(id));
}
