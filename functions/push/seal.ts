import { createCipheriv, createECDH, createHmac, type ECDH, randomFillSync } from 'node:crypto';

/** The keys of a subscription as its browser gave them, base64url (RFC 8291 §3.1, §3.2). */
export interface SubscriptionKeys {
	readonly p256dh: string;
	readonly auth: string;
}

/** What seals one message to one subscription. */
export interface MessageKeys {
	/** The public half of our key pair: 65 bytes, sent as `keyid` (RFC 8291 §4). */
	readonly publicKey: Uint8Array;
	/** The input keying material, `IKM` of RFC 8291 §3.4: 32 bytes. The private half is not needed any more. */
	readonly inputKey: Uint8Array;
}

export const publicKeyLength = 65;
const saltLength = 16;
const recordSize = 4096;
const headerLength = 86;
const tagLength = 16;
/** What follows the last plaintext of a record (RFC 8188 §2). */
const lastRecord = 2;

/** Makes a key pair for one message and agrees on its secret: the expensive part, a tenth of a millisecond. */
export function agreeKeys(to: SubscriptionKeys, own: ECDH = newPair()): MessageKeys {
	const theirs = Buffer.from(to.p256dh, 'base64url');
	const publicKey = own.getPublicKey();
	const agreed = hmac(Buffer.from(to.auth, 'base64url'), own.computeSecret(theirs));
	const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, publicKey, Buffer.of(1)]);
	return { publicKey, inputKey: hmac(agreed, info) };
}

function newPair(): ECDH {
	const pair = createECDH('prime256v1');
	pair.generateKeys();
	return pair;
}

/** A text with its padding, ready to be sealed again and again: `length` is what is encrypted, in bytes (RFC 8188 §2). */
export function padded(text: string, length = 0): Buffer {
	const bytes = Buffer.from(text);
	const record = Buffer.alloc(Math.max(length, bytes.length + 1));
	bytes.copy(record);
	record[bytes.length] = lastRecord;
	return record;
}

const keyInfo = Buffer.from('Content-Encoding: aes128gcm\0\x01');
const nonceInfo = Buffer.from('Content-Encoding: nonce\0\x01');

/** The body of a push message: one record of `aes128gcm` (RFC 8291 §4, RFC 8188 §2.1). */
export function sealMessage(record: Uint8Array, keys: MessageKeys, salt = freshSalt()): Buffer {
	const pseudorandomKey = hmac(salt, keys.inputKey);
	const key = hmac(pseudorandomKey, keyInfo).subarray(0, 16);
	const nonce = hmac(pseudorandomKey, nonceInfo).subarray(0, 12);
	const cipher = createCipheriv('aes-128-gcm', key, nonce);
	const body = Buffer.allocUnsafe(headerLength + record.length + tagLength);
	body.set(salt);
	body.writeUInt32BE(recordSize, saltLength);
	body[20] = publicKeyLength;
	body.set(keys.publicKey, 21);
	body.set(cipher.update(record), headerLength);
	cipher.final();
	body.set(cipher.getAuthTag(), headerLength + record.length);
	return body;
}

const salts = Buffer.alloc(saltLength * 256);
let saltsUsed = salts.length;

/** Random bytes cost little many at a time, and much a few at a time. */
function freshSalt(): Uint8Array {
	if (saltsUsed === salts.length) {
		randomFillSync(salts);
		saltsUsed = 0;
	}
	saltsUsed += saltLength;
	return salts.subarray(saltsUsed - saltLength, saltsUsed);
}

function hmac(key: Uint8Array, text: Uint8Array): Buffer {
	return createHmac('sha256', key).update(text).digest();
}
