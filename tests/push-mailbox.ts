import { createECDH, randomBytes } from 'node:crypto';
import { decrypt } from 'http_ece';

/** What a browser keeps of a subscription: keys to give away, and what opens messages sealed to them. */
export interface PushMailbox {
	readonly keys: { readonly p256dh: string; readonly auth: string };
	/** The text of a sealed message (RFC 8291); throws when it was sealed to other keys. */
	open(sealed: Buffer): string;
}

export function newPushMailbox(): PushMailbox {
	const privateKey = createECDH('prime256v1');
	const p256dh = privateKey.generateKeys('base64url');
	const auth = randomBytes(16).toString('base64url');
	return {
		keys: { p256dh, auth },
		open: (sealed) =>
			decrypt(sealed, { version: 'aes128gcm', privateKey, authSecret: auth }).toString(),
	};
}
