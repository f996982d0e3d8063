import { entryPath, parseEntryPath } from '../../src/domain/collections.ts';
import { type Entry, writeEntry } from '../../src/domain/entry.ts';
import { defaultLanguage } from '../../src/domain/languages.ts';
import type { PublicKey } from '../../src/domain/verification/public-key.ts';
import { changeContent } from '../content/change-content.ts';
import { publishedEntry, signedHash } from '../content/published-entry.ts';
import type { Repository } from '../content/repository.ts';
import { isNotice, isSignedBy } from '../signing/sign-notice.ts';
import type { SigningKeys } from '../signing/signing-keys.ts';
import type { SignOffs } from '../store/sign-offs.ts';

export interface RotationParts {
	readonly repository: Repository;
	readonly keys: SigningKeys;
	readonly signOffs: Pick<SignOffs, 'of'>;
	/** Writes the public keys into the content. */
	readonly keepKeysPublished: () => Promise<void>;
	readonly now: () => Date;
}

/**
 * Makes a new signing key. Where somebody else may have used the old one since a time, what can still be relied on is signed
 * again: a signature from before that time, or a text that staff signed off in this portal.
 */
export async function rotateSigningKey(
	parts: RotationParts,
	compromisedSince?: Date,
): Promise<void> {
	await parts.keys.rotate(parts.now(), compromisedSince);
	await signAgain(parts);
	await parts.keepKeysPublished();
}

/** Signs again what carries the signature of a compromised key and can be relied on. Run again, it does what is left. */
async function signAgain(parts: RotationParts): Promise<void> {
	const { repository } = parts;
	const compromised = parts.keys.publicKeys().filter((key) => key.compromisedAt);
	if (compromised.length === 0) return;
	await changeContent(repository, {
		changesAt: (commit) => signedFiles(parts, commit, compromised),
		message: 'Sign notices again with a new key',
		now: parts.now(),
	});
}

async function signedFiles(
	parts: RotationParts,
	commit: string,
	compromised: readonly PublicKey[],
): Promise<Map<string, Uint8Array>> {
	const changes = new Map<string, Uint8Array>();
	for (const { path } of await parts.repository.filesBelow(commit, 'notices')) {
		const at = parseEntryPath(`notices/${path}`);
		if (at?.language !== defaultLanguage) continue;
		const entry = await publishedEntry(parts.repository, commit, 'notices', at.ref);
		const key = compromised.find(({ id }) => id === entry?.data.stamp?.signature?.key);
		if (!entry || !isNotice(entry) || !key || !(await isReliable(parts, entry, key))) continue;
		const text = writeEntry(parts.keys.sign(entry, parts.now()))[defaultLanguage] ?? '';
		changes.set(entryPath('notices', at.ref, defaultLanguage), new TextEncoder().encode(text));
	}
	return changes;
}

async function isReliable(
	{ signOffs }: RotationParts,
	entry: Entry<'notices'>,
	key: PublicKey,
): Promise<boolean> {
	if (!isSignedBy(entry, key)) return false;
	const signed = entry.data.stamp?.signature?.at;
	if (signed && key.compromisedAt && signed < key.compromisedAt) return true;
	return (await signOffs.of('notices', entry.ref, signedHash(entry))).length > 0;
}
