import type { EntryRecord } from './entry-records.ts';

/** The keys of the entries that carry a stamp, by its identifier. More than one means that a file was copied with it. */
export type StampIndex = ReadonlyMap<string, readonly string[]>;

type Records = ReadonlyMap<string, EntryRecord>;

/** The index after some records have changed. */
export function withStamps(
	stamps: StampIndex,
	before: Records,
	after: Records,
	changed: Iterable<string>,
): { readonly stamps: StampIndex; readonly touched: ReadonlySet<string> } {
	const next = new Map(stamps);
	const touched = new Set<string>();
	for (const key of changed) {
		const [was, is] = [identifierOf(before.get(key)), identifierOf(after.get(key))];
		if (was === is) continue;
		for (const each of [was, is]) if (each !== undefined) touched.add(each);
		if (was !== undefined)
			next.set(
				was,
				(next.get(was) ?? []).filter((each) => each !== key),
			);
		if (is !== undefined) next.set(is, [...(next.get(is) ?? []), key].sort());
	}
	for (const identifier of touched) if (next.get(identifier)?.length === 0) next.delete(identifier);
	return { stamps: next, touched };
}

/** Whose a stamp is: the entry's that its identifier names, or else the first one's. */
export function ownerOf(identifier: string, keys: readonly string[]): string | undefined {
	return keys.find((key) => isNamedBy(key, identifier)) ?? keys[0];
}

function isNamedBy(key: string, identifier: string): boolean {
	const [, ref = ''] = key.split('/');
	return identifier.includes(`.${ref.slice(0, 30)}.`);
}

function identifierOf(record: EntryRecord | undefined): string | undefined {
	return record?.usable?.entry.data.stamp?.identifier;
}
