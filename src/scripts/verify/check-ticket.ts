import { fromBase64Url } from '../../domain/verification/base64url.ts';
import type { PublicKey } from '../../domain/verification/public-key.ts';
import { signatureStanding } from '../../domain/verification/signature-standing.ts';
import { type SignedStatement, statementBytes } from '../../domain/verification/statement.ts';
import type { TicketStanding } from '../../domain/verification/verdict.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What the signature of a ticket proves, checked on this device with the keys that the page holds. */
export async function ticketStanding(
	statement: SignedStatement,
	keys: readonly PublicKey[],
): Promise<TicketStanding> {
	const key = keys.find(({ id }) => id === statement.key);
	const publicKey = fromBase64Url(key?.key ?? '');
	const signature = fromBase64Url(statement.signature);
	if (!key || !publicKey || !signature) return signatureStanding(statement, undefined, false);
	const isIntact = await verified(publicKey, signature, statementBytes(statement));
	return isIntact === undefined ? 'undecided' : signatureStanding(statement, key, isIntact);
}

/** `undefined` where nothing on this device can tell. */
async function verified(
	publicKey: Bytes,
	signature: Bytes,
	message: Bytes,
): Promise<boolean | undefined> {
	try {
		const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
		return await crypto.subtle.verify('Ed25519', key, signature, message);
	} catch {
		return verifiedByLibrary(publicKey, signature, message);
	}
}

/** For browsers whose own cryptography has no Ed25519 (before Chrome 137, Safari 17, Firefox 129). */
async function verifiedByLibrary(
	publicKey: Bytes,
	signature: Bytes,
	message: Bytes,
): Promise<boolean | undefined> {
	try {
		const { verifyAsync } = await import('@noble/ed25519');
		return await verifyAsync(signature, message, publicKey);
	} catch {
		return undefined;
	}
}
