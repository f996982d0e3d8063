/** A name or an address, and maybe a port (RFC 9110 §7.2, RFC 3986 §3.2.2); names of other scripts come as Punycode. */
const host = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{0,5})?$/i;

/**
 * Whether a `Host` can be one. In an address that is put together from another, what comes after `#` or `?` in it would hide the
 * path: the server would answer with another page than was asked for. None, or an empty one, is allowed.
 */
export function canBeHost(value: string | undefined): boolean {
	return !value || host.test(value);
}
