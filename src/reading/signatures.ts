import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Entry } from '../domain/entry.ts';
import type { Moment } from '../domain/site.ts';
import { canonicalText } from '../domain/verification/canonical-text.ts';
import type { PublicKey } from '../domain/verification/public-key.ts';
import {
	publicKeysObservation,
	readPublicKeys,
} from '../domain/verification/public-keys.schema.ts';
import {
	type SignatureStanding,
	signatureStanding,
	signedStatementOf,
} from '../domain/verification/signature-standing.ts';
import { type SignedStatement, statementBytes } from '../domain/verification/statement.ts';

/** What a notice's signature proves, and what it was compared with. */
export interface CheckedSignature {
	readonly standing: SignatureStanding;
	/** SHA-256 of the canonical text that the notice has now. */
	readonly hash: string;
	/** What the valid signature states. */
	readonly statement: SignedStatement | undefined;
}

const checked = new WeakMap<Entry, { readonly keys: string; readonly result: CheckedSignature }>();

/** Checks a notice's signature. Done once for an entry and a set of keys: lists ask for each of theirs in every release. */
export function checkSignature(entry: Entry<'notices'>, keys: string): CheckedSignature {
	const known = checked.get(entry);
	if (known?.keys === keys) return known.result;
	const result = check(entry, publicKeysOf(keys));
	checked.set(entry, { keys, result });
	return result;
}

/** The key under which a page notes that it read the signing keys. Every notice does, so it is no read that each release looks at. */
export const signingKeysRead = 'signing-keys';

let lastVersion: { readonly text: string; readonly version: string } | undefined;

/** The version of the signing keys at a moment. */
export function signingKeysVersion({ observations }: Moment): string {
	const text = observations[publicKeysObservation];
	if (text === undefined) return 'absent';
	if (lastVersion?.text !== text) {
		const version = createHash('sha256').update(text).digest('base64url').slice(0, 16);
		lastVersion = { text, version };
	}
	return lastVersion.version;
}

/** The read whose version differs between two moments, if it does. */
export function changedKeys(before: Moment, after: Moment): readonly string[] {
	return signingKeysVersion(before) === signingKeysVersion(after) ? [] : [signingKeysRead];
}

let lastRead: { readonly text: string; readonly keys: readonly PublicKey[] } | undefined;

/** The keys that a text names; read once while the text stays the same. */
export function publicKeysOf(text: string): readonly PublicKey[] {
	if (lastRead?.text !== text) lastRead = { text, keys: readPublicKeys(text) };
	return lastRead.keys;
}

function check(entry: Entry<'notices'>, keys: readonly PublicKey[]): CheckedSignature {
	const hash = createHash('sha256').update(canonicalText(entry)).digest('base64url');
	const statement = signedStatementOf(entry, hash);
	if (!statement) return { standing: 'unsigned', hash, statement };
	const key = keys.find(({ id }) => id === statement.key);
	const isIntact = key !== undefined && isIntactUnder(statement, key);
	const standing = signatureStanding(statement, key, isIntact);
	return { standing, hash, statement: standing === 'valid' ? statement : undefined };
}

function isIntactUnder(statement: SignedStatement, { key }: PublicKey): boolean {
	const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
	const signature = Buffer.from(statement.signature, 'base64url');
	return verify(null, statementBytes(statement), publicKey, signature);
}
