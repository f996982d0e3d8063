import type { VersionedEntry } from './content.ts';
import { SortedList } from './sorted-list.ts';

/** Entries by a name, each group in an order of its own. */
export type Groups<T> = ReadonlyMap<string, SortedList<T>>;

/** Groups without some entries and with others, ordered by ref unless said otherwise; a group in which nothing changes stays the very same. */
export function regrouped<T extends VersionedEntry>(
	groups: Groups<T>,
	gone: ReadonlySet<T>,
	added: readonly T[],
	namesOf: (each: T) => readonly string[],
	order: (a: T, b: T) => number = byRef,
): Groups<T> {
	const joining = byName(added, namesOf);
	const names = new Set([...joining.keys(), ...byName([...gone], namesOf).keys()]);
	if (names.size === 0) return groups;
	const next = new Map(groups);
	for (const name of names) {
		const group = groups.get(name) ?? new SortedList<T>(order);
		const changed = group.with(gone, joining.get(name) ?? []);
		if (changed.items.length > 0) next.set(name, changed);
		else next.delete(name);
	}
	return next;
}

/** The order in which the files of entries stand in their folders. */
export function byRef(a: VersionedEntry, b: VersionedEntry): number {
	const [left, right] = [keyOf(a), keyOf(b)];
	return left < right ? -1 : left > right ? 1 : 0;
}

function byName<T>(
	items: readonly T[],
	namesOf: (each: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
	const found = new Map<string, T[]>();
	for (const item of items) {
		for (const name of new Set(namesOf(item))) {
			const group = found.get(name);
			if (group) group.push(item);
			else found.set(name, [item]);
		}
	}
	return found;
}

function keyOf({ entry }: VersionedEntry): string {
	return `${entry.collection}/${entry.ref}`;
}
