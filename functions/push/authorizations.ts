import webPush from 'web-push';
import type { VapidKeys } from '../store/vapid-keys.ts';

/** Signed for half a day, of which at most an hour is used (RFC 8292 §2: at most a day). */
const validSeconds = 12 * 3600;
const usedMs = 3_600_000;

/** The `Authorization` header for a push service under some key, signed once an hour for each; `now` is the time of day. */
export function authorizations(
	subject: string,
	now: () => number = Date.now,
): (origin: string, keys: VapidKeys) => string {
	const signed = new Map<string, { readonly at: number; readonly header: string }>();
	return (origin, { publicKey, privateKey }) => {
		const name = `${publicKey} ${origin}`;
		const known = signed.get(name);
		// A clock that was put back makes a token of the future, which no service takes.
		if (known && Math.abs(now() - known.at) < usedMs) return known.header;
		const expires = Math.floor(now() / 1000) + validSeconds;
		const { Authorization: header } = webPush.getVapidHeaders(
			origin,
			subject,
			publicKey,
			privateKey,
			'aes128gcm',
			expires,
		);
		for (const [other, { at }] of signed) if (Math.abs(now() - at) >= usedMs) signed.delete(other);
		signed.set(name, { at: now(), header });
		return header;
	};
}
