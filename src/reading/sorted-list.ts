/** A list in a fixed order. It never changes: a changed list is another one, and shares nothing that is written to. */
export class SortedList<T> {
	readonly items: readonly T[];
	readonly #order: (a: T, b: T) => number;

	/** The order must be total: equal means the same item. */
	constructor(order: (a: T, b: T) => number, items: readonly T[] = []) {
		this.#order = order;
		this.items = items;
	}

	/** The list without some items and with others. */
	with(gone: ReadonlySet<T>, added: readonly T[]): SortedList<T> {
		const kept = gone.size > 0 ? this.items.filter((each) => !gone.has(each)) : [...this.items];
		// Beyond a few, sorting once is quicker than moving the rest of the list for each.
		if (added.length > mostInsertions)
			return new SortedList(this.#order, [...kept, ...added].sort(this.#order));
		for (const each of added) kept.splice(this.#placeOf(each, kept), 0, each);
		return new SortedList(this.#order, kept);
	}

	/** The first place at which an item may stand. */
	#placeOf(item: T, among: readonly T[]): number {
		let from = 0;
		let to = among.length;
		while (from < to) {
			const middle = (from + to) >>> 1;
			const there = among[middle];
			if (there !== undefined && this.#order(there, item) < 0) from = middle + 1;
			else to = middle;
		}
		return from;
	}
}

const mostInsertions = 16;
