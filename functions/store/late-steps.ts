import type { Kysely } from 'kysely';
import type { PublicationStep } from '../../src/domain/publication-steps.ts';
import type { Database } from './database.ts';

export interface LateStepsTable {
	commit_id: string;
	step: string;
}

/** The steps of publications that were late, each reported once. */
export interface LateSteps {
	/** Notes that the lateness was reported; `false` when it already was. */
	report(commit: string, step: PublicationStep): Promise<boolean>;
	/** Forgets those of publications that were asked for before an instant. */
	forget(before: Date): Promise<void>;
}

export function lateSteps(db: Kysely<Database>): LateSteps {
	return {
		async report(commit, step) {
			const row = await db
				.insertInto('late_steps')
				.values({ commit_id: commit, step })
				.onConflict((conflict) => conflict.columns(['commit_id', 'step']).doNothing())
				.returning('step')
				.executeTakeFirst();
			return row !== undefined;
		},
		async forget(before) {
			const kept = db
				.selectFrom('publications')
				.select('commit_id')
				.where('asked_at', '>=', before.getTime());
			await db.deleteFrom('late_steps').where('commit_id', 'not in', kept).execute();
		},
	};
}
