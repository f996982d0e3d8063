import { isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * The address a request comes from, for limits only; never stored as it is.
 * Of `X-Forwarded-For` only what trusted proxies appended is believed: a client writes the rest as it likes.
 */
export function clientAddress(context: Context, trustedProxies: number): string {
	const forwarded = (context.req.header('x-forwarded-for') ?? '').split(',');
	const told = trustedProxies > 0 ? forwarded.at(-trustedProxies)?.trim() : undefined;
	return network(told || connectionAddress(context) || 'unknown');
}

/** The same as an address, for who takes nothing else: the first of an IPv6 network. */
export function clientNetwork(context: Context, trustedProxies: number): string {
	return clientAddress(context, trustedProxies).replace(/\/64$/, '');
}

/** A request that a test makes has no connection. */
function connectionAddress(context: Context): string | undefined {
	return context.env?.incoming || context.env?.server
		? getConnInfo(context).remote.address
		: undefined;
}

/** One household gets 2^64 IPv6 addresses, so its network counts as one. */
function network(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	if (!isIPv6(plain)) return plain;
	const [head = '', tail] = plain.split('::');
	const start = head === '' ? [] : head.split(':');
	const end = tail ? tail.split(':') : [];
	const zeros = tail === undefined ? 0 : 8 - start.length - end.length;
	const groups = [...start, ...Array.from({ length: zeros }, () => '0'), ...end];
	return `${groups.slice(0, 4).join(':')}::/64`;
}
