import { createECDH, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { areUsableKeys, isTrustedEndpoint } from './endpoints.ts';

describe('an endpoint is trusted', () => {
	test.each([
		'https://fcm.googleapis.com/fcm/send/abc',
		'https://updates.push.services.mozilla.com/wpush/v2/abc',
		'https://web.push.apple.com/abc',
		'https://wns2-sg2p.notify.windows.com/w/?token=abc',
	])('when it belongs to a known push service: %s', (endpoint) => {
		expect(isTrustedEndpoint(endpoint, [])).toBe(true);
	});

	test('when the operator added its origin', () => {
		expect(isTrustedEndpoint('https://localhost:8443/p/1', ['https://localhost:8443'])).toBe(true);
	});
});

test.each([
	'http://fcm.googleapis.com/fcm/send/abc',
	'https://fcm.googleapis.com:8443/x',
	'https://user@fcm.googleapis.com/x',
	'https://evilpush.apple.com/x',
	'https://push.apple.com.evil.example/x',
	'https://127.0.0.1/x.push.apple.com/',
	'https://169.254.169.254/latest',
	'https://localhost:8444/p/1',
	'not a url',
	`https://fcm.googleapis.com/${'a'.repeat(2048)}`,
])('an endpoint anywhere else is refused: %s', (endpoint) => {
	expect(isTrustedEndpoint(endpoint, ['https://localhost:8443'])).toBe(false);
});

describe('keys', () => {
	const curve = createECDH('prime256v1');
	const point = curve.generateKeys();
	const auth = randomBytes(16).toString('base64url');

	test('on the curve with 16 bytes of secret can be used', () => {
		expect(areUsableKeys({ p256dh: point.toString('base64url'), auth })).toBe(true);
	});

	test('off the curve are refused', () => {
		const off = Buffer.from(point);
		off[64] = (off[64] ?? 0) ^ 1;
		expect(areUsableKeys({ p256dh: off.toString('base64url'), auth })).toBe(false);
	});

	test('of the wrong length are refused', () => {
		expect(areUsableKeys({ p256dh: point.subarray(1).toString('base64url'), auth })).toBe(false);
		expect(areUsableKeys({ p256dh: point.toString('base64url'), auth: 'AAAA' })).toBe(false);
	});
});
