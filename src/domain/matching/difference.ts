/**
 * Where a report differs from the wording that it is most like, in what makes another claim of it: the same text about another
 * place needs another answer. `added` is a place, number, date, exception or denial that only one of two texts has which else
 * say the same, `name` who it is about, `order` who did what to whom, `word` another word in the midst of the same ones.
 */
export interface Difference {
	readonly kind: 'place' | 'number' | 'date' | 'negation' | 'name' | 'order' | 'added' | 'word';
	/** In the known wording; empty where it has none. */
	readonly theirs: string;
	/** In the report; empty where it has none. */
	readonly ours: string;
}

/** Whether differences make another claim, so that one answer cannot serve both. */
export function makeAnotherClaim(differences: readonly Difference[]): boolean {
	return differences.some(({ kind }) => kind !== 'word');
}

/**
 * Whether a published verdict is on another claim: its place, its number, a denial or who did it differs. One that only calls
 * the claim untrue is on it.
 */
export function isAnotherAnswer(differences: readonly Difference[]): boolean {
	return differences.some(
		({ kind, ours }) =>
			['place', 'number', 'order'].includes(kind) || (kind === 'negation' && ours !== ''),
	);
}
