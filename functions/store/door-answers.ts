import { type Kysely, sql } from 'kysely';
import type { Language } from '../../src/domain/languages.ts';
import type { Day } from '../../src/domain/time.ts';
import type { Database } from './database.ts';

export interface DoorAnswersTable {
	item_id: string;
	day: Day;
	language: string;
	count: number;
}

/** How often somebody found the answer before anything was sent: a number for each answer and day, and no words. */
export interface DoorAnswers {
	count(answer: {
		readonly item: string;
		readonly day: Day;
		readonly language: Language;
	}): Promise<void>;
	/** The sum of all days for an answer. */
	ofItem(item: string): Promise<number>;
	/** The sum of a day and those after it. */
	since(day: Day): Promise<number>;
	/** Deletes what is older than a day. */
	forget(before: Day): Promise<void>;
}

export function doorAnswers(db: Kysely<Database>): DoorAnswers {
	return {
		async count({ item, day, language }) {
			await db
				.insertInto('door_answers')
				.values({ item_id: item, day, language, count: 1 })
				.onConflict((conflict) =>
					conflict
						.columns(['item_id', 'day', 'language'])
						.doUpdateSet({ count: sql<number>`door_answers.count + 1` }),
				)
				.execute();
		},
		async ofItem(item) {
			const row = await db
				.selectFrom('door_answers')
				.select(({ fn }) => fn.sum<number | null>('count').as('count'))
				.where('item_id', '=', item)
				.executeTakeFirst();
			return Number(row?.count ?? 0);
		},
		async since(day) {
			const row = await db
				.selectFrom('door_answers')
				.select(({ fn }) => fn.sum<number | null>('count').as('count'))
				.where('day', '>=', day)
				.executeTakeFirst();
			return Number(row?.count ?? 0);
		},
		async forget(before) {
			await db.deleteFrom('door_answers').where('day', '<', before).execute();
		},
	};
}
