import { type Generated, type Kysely, type Selectable, sql, type Updateable } from 'kysely';
import type { AfterAction } from '../../src/domain/exercise/after-action.ts';
import type { Exercise } from '../../src/domain/exercise/course.ts';
import type { Database } from './database.ts';
import { exclusively } from './locks.ts';

export interface ExercisesTable {
	id: string;
	scenario: string;
	started_at: number;
	started_by: string;
	ended_at: number | null;
	notes: Generated<string>;
	/** The report as JSON, once it has ended. */
	report: string | null;
	cleared_at: number | null;
}

export interface ExerciseInjectsTable {
	exercise_id: string;
	inject: string;
	delivered_at: number;
}

export interface ExerciseEntriesTable {
	exercise_id: string;
	collection: string;
	ref: string;
	lifecycle: string;
	inject: string | null;
	made_at: number;
	made_by: string;
}

/** A notice or response that was begun for an exercise. */
export interface ExerciseEntry {
	readonly collection: 'notices' | 'rumors';
	readonly ref: string;
	readonly lifecycle: string;
	/** The task that it was begun for. */
	readonly inject?: string | undefined;
	readonly madeAt: Date;
	/** The account that began it. */
	readonly madeBy: string;
}

/** Exercises, one at a time, and what became of them. */
export interface Exercises {
	/** Starts an exercise; `false` while another one runs. */
	start(exercise: Pick<Exercise, 'id' | 'scenario' | 'startedAt' | 'startedBy'>): Promise<boolean>;
	running(): Promise<Exercise | undefined>;
	get(id: string): Promise<Exercise | undefined>;
	/** Newest first. */
	latest(count: number): Promise<readonly Exercise[]>;
	/** Those that have ended without a report: something stopped the end of them. */
	unfinished(): Promise<readonly Exercise[]>;
	/** The newest that have ended with a report, and that report. */
	reported(
		count: number,
	): Promise<readonly { readonly exercise: Exercise; readonly report: AfterAction }[]>;
	/** When the first exercise after an instant was started. */
	nextStart(after: Date): Promise<Date | undefined>;
	/** Ends an exercise; `false` when it has ended already. */
	end(id: string, at: Date): Promise<boolean>;
	/** Remembers that an inject was delivered; one that was keeps its time. */
	delivered(id: string, inject: string, at: Date): Promise<void>;
	deliveries(id: string): Promise<ReadonlyMap<string, Date>>;
	/** Remembers what was begun for an exercise; what is known already stays as it is. */
	began(id: string, entry: ExerciseEntry): Promise<void>;
	entries(id: string): Promise<readonly ExerciseEntry[]>;
	keepReport(id: string, report: AfterAction): Promise<void>;
	report(id: string): Promise<AfterAction | undefined>;
	/** Adds to its notes. */
	note(id: string, line: string): Promise<void>;
	/** Remembers that its notices, responses and reports were deleted. */
	cleared(id: string, at: Date): Promise<void>;
}

export function exercises(db: Kysely<Database>): Exercises {
	const all = () => db.selectFrom('exercises').selectAll();
	const change = (id: string, columns: Updateable<ExercisesTable>) =>
		db.updateTable('exercises').set(columns).where('id', '=', id);
	return {
		start: ({ id, scenario, startedAt, startedBy }) =>
			exclusively(db, 'exercise', async (trx) => {
				const running = await trx
					.selectFrom('exercises')
					.select('id')
					.where('ended_at', 'is', null)
					.executeTakeFirst();
				if (running) return false;
				await trx
					.insertInto('exercises')
					.values({ id, scenario, started_at: startedAt.getTime(), started_by: startedBy })
					.execute();
				return true;
			}),
		async running() {
			const row = await all().where('ended_at', 'is', null).executeTakeFirst();
			return row && toExercise(row);
		},
		async get(id) {
			const row = await all().where('id', '=', id).executeTakeFirst();
			return row && toExercise(row);
		},
		async latest(count) {
			const rows = await all().orderBy('started_at', 'desc').limit(count).execute();
			return rows.map(toExercise);
		},
		async unfinished() {
			const rows = await all()
				.where('ended_at', 'is not', null)
				.where('report', 'is', null)
				.orderBy('started_at')
				.execute();
			return rows.map(toExercise);
		},
		async reported(count) {
			const rows = await all()
				.where('report', 'is not', null)
				.orderBy('started_at', 'desc')
				.limit(count)
				.execute();
			return rows.flatMap((row) => {
				const report = toReport(row);
				return report ? [{ exercise: toExercise(row), report }] : [];
			});
		},
		async nextStart(after) {
			const row = await all()
				.where('started_at', '>', after.getTime())
				.orderBy('started_at')
				.limit(1)
				.executeTakeFirst();
			return row && new Date(Number(row.started_at));
		},
		async end(id, at) {
			const ended = await change(id, { ended_at: at.getTime() })
				.where('ended_at', 'is', null)
				.returning('id')
				.executeTakeFirst();
			return ended !== undefined;
		},
		async delivered(id, inject, at) {
			await db
				.insertInto('exercise_injects')
				.values({ exercise_id: id, inject, delivered_at: at.getTime() })
				.onConflict((conflict) => conflict.columns(['exercise_id', 'inject']).doNothing())
				.execute();
		},
		async deliveries(id) {
			const rows = await db
				.selectFrom('exercise_injects')
				.selectAll()
				.where('exercise_id', '=', id)
				.execute();
			return new Map(rows.map((row) => [row.inject, new Date(Number(row.delivered_at))]));
		},
		async began(id, { collection, ref, lifecycle, inject, madeAt, madeBy }) {
			await db
				.insertInto('exercise_entries')
				.values({
					exercise_id: id,
					collection,
					ref,
					lifecycle,
					inject: inject ?? null,
					made_at: madeAt.getTime(),
					made_by: madeBy,
				})
				.onConflict((conflict) =>
					conflict.columns(['exercise_id', 'collection', 'ref']).doNothing(),
				)
				.execute();
		},
		async entries(id) {
			const rows = await db
				.selectFrom('exercise_entries')
				.selectAll()
				.where('exercise_id', '=', id)
				.orderBy('made_at')
				.orderBy('ref')
				.execute();
			return rows.map(toEntry);
		},
		async keepReport(id, report) {
			await change(id, { report: JSON.stringify(report) }).execute();
		},
		async report(id) {
			const row = await all().where('id', '=', id).executeTakeFirst();
			return row && toReport(row);
		},
		async note(id, line) {
			await db
				.updateTable('exercises')
				.set({ notes: sql<string>`notes || ${line}` })
				.where('id', '=', id)
				.execute();
		},
		async cleared(id, at) {
			await change(id, { cleared_at: at.getTime() }).execute();
			await db.deleteFrom('exercise_entries').where('exercise_id', '=', id).execute();
		},
	};
}

function toExercise(row: Selectable<ExercisesTable>): Exercise {
	const instant = (time: number | null) => (time === null ? undefined : new Date(Number(time)));
	return {
		id: row.id,
		scenario: row.scenario,
		startedAt: new Date(Number(row.started_at)),
		startedBy: row.started_by,
		endedAt: instant(row.ended_at),
		notes: row.notes,
		clearedAt: instant(row.cleared_at),
	};
}

function toReport({ report }: Selectable<ExercisesTable>): AfterAction | undefined {
	// Only `keepReport` writes it.
	return report ? (JSON.parse(report) as AfterAction) : undefined;
}

function toEntry(row: Selectable<ExerciseEntriesTable>): ExerciseEntry {
	return {
		// Only these two are written.
		collection: row.collection as ExerciseEntry['collection'],
		ref: row.ref,
		lifecycle: row.lifecycle,
		inject: row.inject ?? undefined,
		madeAt: new Date(Number(row.made_at)),
		madeBy: row.made_by,
	};
}
