import webPush from 'web-push';
import type { VapidKeys } from './vapid.ts';

/** Signed for half a day, of which at most an hour is used (RFC 8292 §2: at most a day). */
const validSeconds = 12 * 3600;
const usedMs = 3_600_000;

/** The `Authorization` header for a push service, signed once an hour for each; `now` is the time of day. */
export function authorizations(
	{ publicKey, privateKey }: VapidKeys,
	subject: string,
	now: () => number = Date.now,
): (origin: string) => string {
	const signed = new Map<string, { readonly at: number; readonly header: string }>();
	return (origin) => {
		const known = signed.get(origin);
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
		signed.set(origin, { at: now(), header });
		return header;
	};
}
