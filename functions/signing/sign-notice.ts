import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Entry } from '../../src/domain/entry.ts';
import { canonicalText } from '../../src/domain/verification/canonical-text.ts';
import type { PublicKey } from '../../src/domain/verification/public-key.ts';
import {
	signedStatementOf,
	statementOf,
} from '../../src/domain/verification/signature-standing.ts';
import { statementBytes } from '../../src/domain/verification/statement.ts';

/** Gives a stamped notice the portal's signature over what it says now. */
export type SignNotice = (entry: Entry<'notices'>, at: Date) => Entry<'notices'>;

export function isNotice(entry: Entry): entry is Entry<'notices'> {
	return entry.collection === 'notices';
}

/** Signs with a key. A notice without a stamp stays as it is: it was not published. */
export function signNotice(
	entry: Entry<'notices'>,
	{ id, privateKey }: { readonly id: string; readonly privateKey: KeyObject },
	at: Date,
): Entry<'notices'> {
	const { stamp } = entry.data;
	const statement = statementOf(entry, textHash(entry), at);
	if (!stamp || !statement) return entry;
	const value = sign(null, statementBytes(statement), privateKey).toString('base64url');
	const signature = { key: id, at, value };
	return { ...entry, data: { ...entry.data, stamp: { ...stamp, signature } } };
}

/** Whether a notice carries the signature of a key over exactly what it says. */
export function isSignedBy(entry: Entry<'notices'>, { id, key }: PublicKey): boolean {
	const statement = signedStatementOf(entry, textHash(entry));
	if (statement?.key !== id) return false;
	const publicKey = createPublicKey({
		key: { kty: 'OKP', crv: 'Ed25519', x: key },
		format: 'jwk',
	});
	const signature = Buffer.from(statement.signature, 'base64url');
	return verify(null, statementBytes(statement), publicKey, signature);
}

function textHash(entry: Entry<'notices'>): string {
	return createHash('sha256').update(canonicalText(entry)).digest('base64url');
}
