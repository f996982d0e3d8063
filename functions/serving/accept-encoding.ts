import type { Encoding } from '../release/compression.ts';
import { encodings } from '../release/compression.ts';

/** The encoding to send, of those that the browser takes (RFC 9110 §12.5.3); `undefined` sends the bytes as they are. */
export function preferredEncoding(accepted: string): Encoding | undefined {
	const refused = new Set<string>();
	const taken = new Set<string>();
	for (const each of accepted.toLowerCase().split(',')) {
		const [name = '', ...parameters] = each.split(';').map((part) => part.trim());
		const isRefused = parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
		(isRefused ? refused : taken).add(name);
	}
	return encodings.find(
		(encoding) => taken.has(encoding) || (taken.has('*') && !refused.has(encoding)),
	);
}
