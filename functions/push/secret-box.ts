import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { agreeKeys, type MessageKeys, publicKeyLength, type SubscriptionKeys } from './seal.ts';

/** A key pair for the next message to one subscription, encrypted: nonce, then public key and secret, then tag. */
export type PreparedKeys = Uint8Array;

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** The key that prepared pairs are kept under; it comes from the portal's secret, which is not in the database. */
export function preparedSecretKey(portalSecret: string): Uint8Array {
	return new Uint8Array(hkdfSync('sha256', portalSecret, '', 'mingbai prepared push keys', 32));
}

/** A key pair for the next message to a subscription, bound to the subscription's keys. Throws for keys off the curve. */
export function prepareKeys(to: SubscriptionKeys, key: Uint8Array): PreparedKeys {
	const { publicKey, inputKey } = agreeKeys(to);
	const nonce = randomBytes(nonceLength);
	const cipher = createCipheriv(algorithm, key, nonce).setAAD(boundTo(to));
	const encrypted = [cipher.update(publicKey), cipher.update(inputKey), cipher.final()];
	return Buffer.concat([nonce, ...encrypted, cipher.getAuthTag()]);
}

/** `undefined` when the pair was made for other keys, under another secret of the portal, or is damaged. */
export function openPrepared(
	prepared: PreparedKeys,
	to: SubscriptionKeys,
	key: Uint8Array,
): MessageKeys | undefined {
	if (prepared.length <= nonceLength + tagLength) return undefined;
	const decipher = createDecipheriv(algorithm, key, prepared.subarray(0, nonceLength), {
		authTagLength: tagLength,
	})
		.setAAD(boundTo(to))
		.setAuthTag(prepared.subarray(-tagLength));
	const pair = decipher.update(prepared.subarray(nonceLength, -tagLength));
	try {
		decipher.final();
	} catch {
		// OpenSSL's only way to say that it is not what was encrypted.
		return undefined;
	}
	return { publicKey: pair.subarray(0, publicKeyLength), inputKey: pair.subarray(publicKeyLength) };
}

function boundTo({ p256dh, auth }: SubscriptionKeys): Buffer {
	return Buffer.from(`${p256dh}.${auth}`, 'latin1');
}
