declare module 'http_ece' {
	import type { ECDH } from 'node:crypto';

	/** Decrypts a body in the `aes128gcm` coding (RFC 8188). */
	export function decrypt(
		body: Uint8Array,
		parameters: { version: 'aes128gcm'; privateKey: ECDH; authSecret: string },
	): Buffer;
}
