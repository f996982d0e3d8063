import {
	publicKeysPath,
	readPublicKeys,
	writePublicKeys,
} from '../../src/domain/verification/public-keys.schema.ts';
import type { Repository } from '../content/repository.ts';
import type { SigningKeys } from './signing-keys.ts';

const author = { name: 'Mingbai', email: 'portal@localhost' };

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
	for (let attempt = 0; attempt < 5; attempt += 1) {
		const parent = await repository.head();
		const there = parent && (await textAt(repository, parent));
		if (!parent || there === text) return [];
		const result = await repository.commit({
			parent,
			changes: new Map([[publicKeysPath, new TextEncoder().encode(text)]]),
			author,
			message: 'Say with which keys notices are signed',
			at: now,
		});
		if (result !== 'conflict') return foreign(there ?? '', keys);
	}
	throw new Error('the content branch is held by another program');
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
