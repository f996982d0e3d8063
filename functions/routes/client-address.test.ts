import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

describe('clientAddress', () => {
	const seen = async (trustedProxies: number, forwarded: string | undefined, remote: string) => {
		const app = new Hono().get('/', (context) =>
			context.text(clientAddress(context, trustedProxies)),
		);
		const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
		const incoming = { socket: { remoteAddress: remote } };
		return (await app.request('/', { headers }, { incoming })).text();
	};

	test.each([
		[0, '203.0.113.9', '198.51.100.1', '198.51.100.1'],
		[1, '203.0.113.9', '127.0.0.1', '203.0.113.9'],
		[1, '192.0.2.66, 203.0.113.9', '127.0.0.1', '203.0.113.9'],
		[2, '192.0.2.66, 203.0.113.9, 10.0.0.1', '127.0.0.1', '203.0.113.9'],
		[1, undefined, '198.51.100.1', '198.51.100.1'],
		[0, undefined, '::ffff:198.51.100.1', '198.51.100.1'],
		[0, undefined, '2001:db8::1', '2001:db8:0:0::/64'],
		[0, undefined, '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
	])('behind %i proxies, told "%s" by %s, is %s', async (proxies, forwarded, remote, expected) => {
		expect(await seen(proxies, forwarded, remote)).toBe(expected);
	});
});
