import type { Entry } from '../entry.ts';
import type { PublicKey } from './public-key.ts';
import type { SignedStatement, Statement } from './statement.ts';

/**
 * What a signature proves: `valid` that the portal signed exactly this; `unsigned` and `invalid` nothing; so do one by a key
 * that is not the portal's (`unknown-key`), and one by a key that somebody else may have used (`compromised`).
 */
export type SignatureStanding = 'valid' | 'unsigned' | 'invalid' | 'unknown-key' | 'compromised';

/** What a signature proves that is or is not the key's over the statement. */
export function signatureStanding(
	statement: SignedStatement,
	key: PublicKey | undefined,
	isIntact: boolean,
): SignatureStanding {
	if (!key) return 'unknown-key';
	if (!isIntact || (key.retiredAt && statement.signed >= key.retiredAt)) return 'invalid';
	return key.compromisedAt ? 'compromised' : 'valid';
}

/** What is stated of a notice that carries a stamp, with the hash of its canonical text; `undefined` without a stamp. */
export function statementOf(
	{ ref, data }: Entry<'notices'>,
	hash: string,
	signed: Date,
): Statement | undefined {
	const { stamp, version, expires } = data;
	if (!stamp) return undefined;
	return { code: stamp.code, ref, version, sent: stamp.sent, expires, signed, hash };
}

/** The statement that a notice carries the signature of, still to be checked. */
export function signedStatementOf(
	entry: Entry<'notices'>,
	hash: string,
): SignedStatement | undefined {
	const signature = entry.data.stamp?.signature;
	const statement = signature && statementOf(entry, hash, signature.at);
	return statement && { ...statement, key: signature.key, signature: signature.value };
}
