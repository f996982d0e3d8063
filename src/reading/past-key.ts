import type { PastVersion } from '../domain/collections.ts';

/** The name under which a page remembers that it read an earlier version, or asked for one. */
export function pastKey({ collection, ref, version }: PastVersion): string {
	return `past:${collection}/${ref}/${version}`;
}
