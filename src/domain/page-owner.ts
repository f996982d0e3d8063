import { type CollectionName, isCollection } from './collections.ts';

/** The entry that a page of the site shows, by the path under which it is served; `undefined` for pages of no entry. */
export function entryOfPath(
	path: string,
): { readonly collection: CollectionName; readonly ref: string } | undefined {
	const [, collection = '', ref] = /\/([a-z-]+)\/([a-z0-9-]+)\/$/.exec(path) ?? [];
	return ref && isCollection(collection) ? { collection, ref } : undefined;
}

/** What concerns a body first, in the order in which it came; then the rest. */
export function ownFirst<T extends { readonly owner?: string | undefined }>(
	items: readonly T[],
	body: string | undefined,
): readonly T[] {
	if (body === undefined) return items;
	const isOwn = (each: T) => each.owner === body;
	return [...items.filter(isOwn), ...items.filter((each) => !isOwn(each))];
}
