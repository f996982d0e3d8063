import type {
	Hazard,
	PreparedKind,
	ReadinessRow,
	ReadinessState,
	ReadyEntry,
} from './readiness.ts';

/** The board as staff see it, and as the staff page sums it up. */
export interface ReadinessData {
	readonly rows: readonly ReadinessRow[];
	readonly counts: Readonly<Record<ReadinessState, number>>;
	/** Entries whose review is overdue, whether the board counts them or not. */
	readonly overdue: readonly Pick<ReadyEntry, 'collection' | 'ref' | 'title' | 'reviewBy'>[];
}

/** `/staff/readiness/<hazard>/`: the texts that lie ready for a hazard, and who approved each. */
export interface PreparedData {
	readonly hazard: Hazard;
	readonly texts: readonly {
		readonly kind: PreparedKind;
		readonly lines: readonly string[];
		/** Sent back with an approval: it is of these words and no others. */
		readonly hash: string;
		/** Its last approval; `isSame` while the words are still those. */
		readonly approval?:
			| { readonly by: string; readonly at: string; readonly isSame: boolean }
			| undefined;
	}[];
}

export const readinessAnswer = (data: unknown) => data as ReadinessData | undefined;
export const preparedAnswer = (data: unknown) => data as PreparedData | undefined;
