/** The bytes from `start` to `end`, both included. */
export interface ByteRange {
	readonly start: number;
	readonly end: number;
}

/**
 * The part of `length` bytes that a `Range` header asks for (RFC 9110 §14.1.2). Several parts at once, other units and what
 * cannot be read are no range: then all is sent. `unsatisfiable` where it begins behind the end.
 */
export function byteRange(
	header: string | undefined,
	length: number,
): ByteRange | 'unsatisfiable' | undefined {
	const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
	if (from === '' && to === '') return undefined;
	if (from === '') return lastBytes(Number(to), length);
	const [start, end] = [Number(from), to === '' ? length - 1 : Number(to)];
	if (end < start && to !== '') return undefined;
	return start >= length ? 'unsatisfiable' : { start, end: Math.min(end, length - 1) };
}

function lastBytes(count: number, length: number): ByteRange | 'unsatisfiable' {
	if (count === 0 || length === 0) return 'unsatisfiable';
	return { start: Math.max(0, length - count), end: length - 1 };
}
