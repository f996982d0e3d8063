import { createECDH, ECDH } from 'node:crypto';
import { pushServiceOf } from '../../src/domain/push-services.ts';

const longestEndpoint = 2048;

/**
 * Whether an endpoint belongs to a push service that we trust (RFC 8030 §8; a subscription is an address that a
 * stranger chose, so nothing else may ever be dialled). `extraOrigins` are the operator's own.
 */
export function isTrustedEndpoint(endpoint: string, extraOrigins: readonly string[]): boolean {
	if (endpoint.length > longestEndpoint || !URL.canParse(endpoint)) return false;
	const url = new URL(endpoint);
	if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
	if (extraOrigins.includes(url.origin)) return true;
	if (url.port !== '') return false;
	return pushServiceOf(url.hostname) !== undefined;
}

/** Whether the keys of a subscription can be encrypted to: a point on P-256 and 16 bytes (RFC 8291 §3.1, §3.2). */
export function areUsableKeys(keys: { readonly p256dh: string; readonly auth: string }): boolean {
	const point = Buffer.from(keys.p256dh, 'base64url');
	const auth = Buffer.from(keys.auth, 'base64url');
	if (point.length !== 65 || point[0] !== 4 || auth.length !== 16) return false;
	return isOnCurve(point);
}

function isOnCurve(point: Buffer): boolean {
	try {
		ECDH.convertKey(point, 'prime256v1', undefined, undefined, 'compressed');
		const own = createECDH('prime256v1');
		own.generateKeys();
		own.computeSecret(point);
		return true;
	} catch {
		// OpenSSL's only way to say that a point is not on the curve.
		return false;
	}
}
