import type { Kysely } from 'kysely';
import type { GapState } from '../../src/domain/reader-feedback.ts';
import type { Day } from '../../src/domain/time.ts';
import type { Database } from './database.ts';

export interface GapHandlingsTable {
	gap_id: string;
	state: GapState;
	note: string;
	staff_id: string;
	at: number;
}

/** What somebody of the staff did about what a reader missed. */
export interface GapHandling {
	readonly gap: string;
	readonly state: GapState;
	/** What was done, for colleagues; may be empty. */
	readonly note: string;
	readonly by: string;
	readonly at: Date;
}

/** What became of each thing that readers wrote to be missing. It is forgotten with what they wrote. */
export interface GapHandlings {
	/** Takes the place of what was said of it before; `false` where nobody knows such a gap. */
	keep(handling: GapHandling): Promise<boolean>;
	of(gaps: readonly string[]): Promise<readonly GapHandling[]>;
	/** How many gaps were written since a day, and how many of them were handled. */
	counts(since: Day): Promise<{ readonly all: number; readonly handled: number }>;
}

export function gapHandlings(db: Kysely<Database>): GapHandlings {
	return {
		async keep({ gap, state, note, by, at }) {
			const known = await db
				.selectFrom('page_gaps')
				.select('id')
				.where('id', '=', gap)
				.executeTakeFirst();
			if (!known) return false;
			const row = { state, note, staff_id: by, at: at.getTime() };
			await db
				.insertInto('gap_handlings')
				.values({ gap_id: gap, ...row })
				.onConflict((conflict) => conflict.column('gap_id').doUpdateSet(row))
				.execute();
			return true;
		},
		async of(gaps) {
			if (gaps.length === 0) return [];
			const rows = await db
				.selectFrom('gap_handlings')
				.selectAll()
				.where('gap_id', 'in', gaps)
				.execute();
			return rows.map((row) => ({
				gap: row.gap_id,
				state: row.state,
				note: row.note,
				by: row.staff_id,
				at: new Date(Number(row.at)),
			}));
		},
		async counts(since) {
			const row = await db
				.selectFrom('page_gaps')
				.leftJoin('gap_handlings', 'gap_handlings.gap_id', 'page_gaps.id')
				.select(({ fn }) => [
					fn.count<number>('page_gaps.id').as('all'),
					fn
						.count<number>('page_gaps.id')
						.filterWhere('gap_handlings.state', '=', 'handled')
						.as('handled'),
				])
				.where('page_gaps.day', '>=', since)
				.executeTakeFirstOrThrow();
			return { all: Number(row.all), handled: Number(row.handled) };
		},
	};
}
