/** How often each token stands in a text, by the slot of the token. */
export type TokenCounts = ReadonlyMap<number, number>;

const countBits = 10;
const mostCounted = 2 ** countBits - 1;
const chunkBits = 16;
const placeInChunk = 2 ** chunkBits - 1;
/** The measured lengths of items may lag behind what came since by no more than this part of all items. */
const lag = 0.05;
/** A token is common when more than one item in so many holds it, and more than so many do. */
const commonPart = 20;
const fewestCommon = 500;
/** With fewer rare tokens the common ones are needed. */
const fewestTelling = 6;

/**
 * Which items hold which tokens, with the cosine of TF-IDF vectors between a text and every item. Tokens are hashed into
 * slots, and what an item holds of one takes eight bytes in chunks that never move, so that 20,000 items fit beside a portal.
 * Rare is what few items hold: a claim that a hundred people put into the same words does not make its own words common.
 */
export class TokenIndex {
	readonly #mask: number;
	/** The newest entry of each slot; entries are chained. */
	readonly #heads: Int32Array;
	readonly #holders: Uint32Array;
	readonly #entries: Uint32Array[] = [];
	readonly #earlier: Int32Array[] = [];
	readonly #weightOf: (token: string) => number;
	readonly #weights = new Map<number, number>();
	#used = 0;
	#items = 0;
	/** Squares of the lengths of the items' vectors. */
	#squares = new Float64Array(256);
	#itemsWhenMeasured = 0;

	/** `slotBits`: tokens are told apart by so many bits. `weightOf`: what a token counts for beside its rarity. */
	constructor(slotBits: number, weightOf: (token: string) => number) {
		this.#mask = 2 ** slotBits - 1;
		this.#heads = new Int32Array(2 ** slotBits).fill(-1);
		this.#holders = new Uint32Array(2 ** slotBits);
		this.#weightOf = weightOf;
	}

	countsOf(tokens: readonly string[]): TokenCounts {
		const counts = new Map<number, number>();
		for (const token of tokens) {
			const slot = hashOf(token) & this.#mask;
			counts.set(slot, (counts.get(slot) ?? 0) + 1);
			const weight = this.#weightOf(token);
			if (weight !== 1) this.#weights.set(slot, weight);
		}
		return counts;
	}

	/** Adds to what an item holds, or with `times` -1 takes from it. Items are numbered from 0. */
	add(item: number, counts: TokenCounts, times: 1 | -1 = 1): void {
		const isNew = item >= this.#items;
		this.#items = Math.max(this.#items, item + 1);
		if (this.#squares.length < this.#items) this.#squares = grown(this.#squares, this.#items * 2);
		let square = this.#squares[item] ?? 0;
		for (const [slot, count] of counts) {
			const [before, after] = isNew
				? this.#append(slot, item, count)
				: this.#change(slot, item, count * times);
			square += (dampened(after) ** 2 - dampened(before) ** 2) * this.#rarity(slot) ** 2;
		}
		this.#squares[item] = Math.max(square, 0);
	}

	/** Raises `into[item]` by `share` of the cosine between a text and each item that holds a token of it. */
	addCosines(counts: TokenCounts, share: number, into: Float32Array): void {
		if (this.#items > this.#itemsWhenMeasured * (1 + lag)) this.#measure();
		const dots = new Float32Array(this.#items);
		for (const slot of this.#telling(counts)) {
			const weight = this.#rarity(slot) ** 2 * dampened(counts.get(slot) ?? 0);
			for (let at = this.#heads[slot] ?? -1; at >= 0; at = this.#before(at)) {
				const entry = this.#entry(at);
				const item = entry >>> countBits;
				dots[item] = (dots[item] ?? 0) + weight * dampened(entry & mostCounted);
			}
		}
		const scale = share / (this.#lengthOf(counts) || 1);
		for (let item = 0; item < dots.length; item += 1) {
			const dot = dots[item] ?? 0;
			if (dot > 0)
				into[item] = (into[item] ?? 0) + (dot * scale) / Math.sqrt(this.#squares[item] || 1);
		}
	}

	/** The cosine between two texts. */
	cosine(a: TokenCounts, b: TokenCounts): number {
		let dot = 0;
		for (const [slot, count] of a) {
			const theirs = b.get(slot);
			if (theirs) dot += dampened(count) * dampened(theirs) * this.#rarity(slot) ** 2;
		}
		return dot / (this.#lengthOf(a) * this.#lengthOf(b) || 1);
	}

	/** The slots by which items are found: what a large part of them holds finds nothing, and would take most of the time. */
	#telling(counts: TokenCounts): readonly number[] {
		const slots = [...counts.keys()];
		const most = Math.max(this.#items / commonPart, fewestCommon);
		const rare = slots.filter((slot) => (this.#holders[slot] ?? 0) <= most);
		return rare.length >= fewestTelling ? rare : slots;
	}

	#lengthOf(counts: TokenCounts): number {
		let square = 0;
		for (const [slot, count] of counts) square += (dampened(count) * this.#rarity(slot)) ** 2;
		return Math.sqrt(square);
	}

	/** Steeper than the logarithm alone: among short texts about one event only the rare tokens tell claims apart. */
	#rarity(slot: number): number {
		const often = (this.#items + 1) / ((this.#holders[slot] ?? 0) + 0.5);
		return Math.log(1 + often) ** 1.5 * (this.#weights.get(slot) ?? 1);
	}

	/** Changes what an item holds of a slot: the counts before and after. */
	#change(slot: number, item: number, by: number): readonly [before: number, after: number] {
		for (let at = this.#heads[slot] ?? -1; at >= 0; at = this.#before(at)) {
			const entry = this.#entry(at);
			if (entry >>> countBits !== item) continue;
			const before = entry & mostCounted;
			const after = Math.min(Math.max(before + by, 0), mostCounted);
			this.#write(at, item, after);
			this.#holders[slot] = (this.#holders[slot] ?? 0) + Number(after > 0) - Number(before > 0);
			return [before, after];
		}
		return by > 0 ? this.#append(slot, item, by) : [0, 0];
	}

	#append(slot: number, item: number, by: number): readonly [before: 0, after: number] {
		const count = Math.min(by, mostCounted);
		const at = this.#used;
		if ((at & placeInChunk) === 0) {
			this.#entries.push(new Uint32Array(2 ** chunkBits));
			this.#earlier.push(new Int32Array(2 ** chunkBits));
		}
		this.#used += 1;
		this.#write(at, item, count);
		const earlier = this.#earlier[at >>> chunkBits];
		if (earlier) earlier[at & placeInChunk] = this.#heads[slot] ?? -1;
		this.#heads[slot] = at;
		this.#holders[slot] = (this.#holders[slot] ?? 0) + 1;
		return [0, count];
	}

	#measure(): void {
		this.#squares.fill(0);
		for (let slot = 0; slot < this.#heads.length; slot += 1) {
			const head = this.#heads[slot] ?? -1;
			const weight = head < 0 ? 0 : this.#rarity(slot);
			for (let at = head; at >= 0; at = this.#before(at)) {
				const entry = this.#entry(at);
				const item = entry >>> countBits;
				const part = dampened(entry & mostCounted) * weight;
				this.#squares[item] = (this.#squares[item] ?? 0) + part * part;
			}
		}
		this.#itemsWhenMeasured = this.#items;
	}

	#entry(at: number): number {
		return this.#entries[at >>> chunkBits]?.[at & placeInChunk] ?? 0;
	}

	#before(at: number): number {
		return this.#earlier[at >>> chunkBits]?.[at & placeInChunk] ?? -1;
	}

	#write(at: number, item: number, count: number): void {
		const chunk = this.#entries[at >>> chunkBits];
		if (chunk) chunk[at & placeInChunk] = (item << countBits) | count;
	}
}

/** A word said ten times is not ten times as telling. */
function dampened(count: number): number {
	return count > 1 ? 1 + Math.log(count) : count;
}

/** FNV-1a over UTF-16 code units. */
function hashOf(token: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < token.length; at += 1)
		hash = Math.imul(hash ^ token.charCodeAt(at), 0x01000193);
	return (hash ^ (hash >>> 15)) >>> 0;
}

function grown(numbers: Float64Array, length: number): Float64Array<ArrayBuffer> {
	const copy = new Float64Array(length);
	copy.set(numbers);
	return copy;
}
