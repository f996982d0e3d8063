import { type Kysely, sql } from 'kysely';
import type { Language } from '../../src/domain/languages.ts';
import type { PageAnswer } from '../../src/domain/reader-feedback.ts';
import type { Day } from '../../src/domain/time.ts';
import type { Database } from './database.ts';

export interface PageAnswersTable {
	day: Day;
	path: string;
	answer: PageAnswer;
	count: number;
}

export interface PageGapsTable {
	id: string;
	day: Day;
	path: string;
	text: string;
}

export interface MissedSearchesTable {
	day: Day;
	language: Language;
	words: string;
	count: number;
}

/** How readers find a page. */
export interface PageTally {
	readonly path: string;
	readonly enough: number;
	readonly notEnough: number;
}

/** What readers miss: counts of a day and texts without a name. */
export interface ReaderFeedback {
	countAnswer(about: { day: Day; path: string; answer: PageAnswer }): Promise<void>;
	addGap(gap: PageGapsTable): Promise<void>;
	countMissedSearch(search: { day: Day; language: Language; words: string }): Promise<void>;
	/** Pages since a day, those that were not enough most often first. */
	pages(since: Day, limit: number): Promise<readonly PageTally[]>;
	/** What was written to be missing since a day, newest first. */
	gaps(since: Day, limit: number): Promise<readonly PageGapsTable[]>;
	/** Words that found nothing since a day, at least so often, the most frequent first. */
	missedSearches(
		since: Day,
		about: { atLeast: number; limit: number },
	): Promise<readonly { language: Language; words: string; count: number }[]>;
	/** Deletes what is older than a day, with what was done about it. */
	forget(before: Day): Promise<void>;
}

export function readerFeedback(db: Kysely<Database>): ReaderFeedback {
	return {
		async countAnswer(about) {
			await db
				.insertInto('page_answers')
				.values({ ...about, count: 1 })
				.onConflict((conflict) =>
					conflict
						.columns(['day', 'path', 'answer'])
						.doUpdateSet({ count: sql<number>`page_answers.count + 1` }),
				)
				.execute();
		},
		async addGap(gap) {
			await db.insertInto('page_gaps').values(gap).execute();
		},
		async countMissedSearch(search) {
			await db
				.insertInto('missed_searches')
				.values({ ...search, count: 1 })
				.onConflict((conflict) =>
					conflict
						.columns(['day', 'language', 'words'])
						.doUpdateSet({ count: sql<number>`missed_searches.count + 1` }),
				)
				.execute();
		},
		async pages(since, limit) {
			const sum = (answer: PageAnswer) =>
				sql<number>`sum(case when answer = ${answer} then count else 0 end)`;
			const rows = await db
				.selectFrom('page_answers')
				.select(['path', sum('enough').as('enough'), sum('not-enough').as('notEnough')])
				.where('day', '>=', since)
				.groupBy('path')
				.orderBy(sum('not-enough'), 'desc')
				.orderBy('path')
				.limit(limit)
				.execute();
			return rows.map(({ path, enough, notEnough }) => ({
				path,
				enough: Number(enough),
				notEnough: Number(notEnough),
			}));
		},
		gaps: (since, limit) =>
			db
				.selectFrom('page_gaps')
				.selectAll()
				.where('day', '>=', since)
				.orderBy('day', 'desc')
				.orderBy('id')
				.limit(limit)
				.execute(),
		async missedSearches(since, { atLeast, limit }) {
			const total = sql<number>`sum(count)`;
			const rows = await db
				.selectFrom('missed_searches')
				.select(['language', 'words', total.as('count')])
				.where('day', '>=', since)
				.groupBy(['language', 'words'])
				.having(total, '>=', atLeast)
				.orderBy(total, 'desc')
				.orderBy('words')
				.limit(limit)
				.execute();
			return rows.map((row) => ({ ...row, count: Number(row.count) }));
		},
		async forget(before) {
			await db.deleteFrom('page_answers').where('day', '<', before).execute();
			await db
				.deleteFrom('gap_handlings')
				.where('gap_id', 'in', (gaps) =>
					gaps.selectFrom('page_gaps').select('id').where('day', '<', before),
				)
				.execute();
			await db.deleteFrom('page_gaps').where('day', '<', before).execute();
			await db.deleteFrom('missed_searches').where('day', '<', before).execute();
		},
	};
}
