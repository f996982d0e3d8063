import type { Kysely } from 'kysely';
import type { PointNote, PointReport, PointState } from '../../src/domain/help-point-report.ts';
import type { Database } from './database.ts';

export interface HelpPointReportsTable {
	id: string;
	ref: string;
	/** None: staff cleared what was reported before. */
	state: PointState | null;
	note: PointNote | null;
	at: number;
	link_id: string | null;
	staff_id: string | null;
	/** 1 while staff must say whether it is shown. */
	waiting: number;
	undone_at: number | null;
}

/** What somebody said of a help point: its keeper by a link, or staff. Without a state, staff cleared what was said before. */
export interface KeptReport {
	readonly id: string;
	readonly ref: string;
	readonly state?: PointState | undefined;
	readonly note?: PointNote | undefined;
	readonly at: Date;
	readonly by: { readonly link: string } | { readonly staff: string };
	readonly waiting: boolean;
}

/** What is reported of help points. The newest report that is shown counts, whoever made it. */
export interface HelpPointReports {
	/** `false` when it was there: a form that is sent twice is one report. */
	add(report: KeptReport): Promise<boolean>;
	/** The newest report of each help point; none where staff cleared it. */
	current(): Promise<ReadonlyMap<string, KeptReport & PointReport>>;
	/** The newest report of a link that was not undone and not answered, for its undo. */
	newestOf(link: string): Promise<KeptReport | undefined>;
	/** How many reports of a link since an instant; undone ones count, or undoing would lift the limit. */
	countOf(link: string, since: Date): Promise<number>;
	/** Takes a report back, as far as it was made by this link since an instant. */
	undo(id: string, by: { link: string; since: Date; now: Date }): Promise<boolean>;
	/** What waits for staff, oldest first. */
	waiting(): Promise<readonly KeptReport[]>;
	/** Answers what waits; `undefined` when nothing does any more. */
	answer(id: string): Promise<KeptReport | undefined>;
	/** Deletes what is older, without the newest of each help point, which is still shown. */
	forget(before: Date): Promise<void>;
}

export function helpPointReports(db: Kysely<Database>): HelpPointReports {
	const effective = () =>
		db.selectFrom('help_point_reports').where('waiting', '=', 0).where('undone_at', 'is', null);

	/** Oldest first, as far as nothing newer hides them. */
	const newest = () =>
		effective()
			.selectAll('help_point_reports')
			.where(({ not, exists, selectFrom }) =>
				not(
					exists(
						selectFrom('help_point_reports as later')
							.select('later.id')
							.whereRef('later.ref', '=', 'help_point_reports.ref')
							.where('later.waiting', '=', 0)
							.where('later.undone_at', 'is', null)
							.whereRef('later.at', '>', 'help_point_reports.at'),
					),
				),
			)
			.orderBy('id');

	return {
		async add(report) {
			const { numInsertedOrUpdatedRows = 0n } = await db
				.insertInto('help_point_reports')
				.values(toRow(report))
				.onConflict((conflict) => conflict.column('id').doNothing())
				.executeTakeFirstOrThrow();
			return numInsertedOrUpdatedRows > 0n;
		},
		async current() {
			const shown = new Map<string, KeptReport & PointReport>();
			for (const row of await newest().execute()) {
				const { state, ...report } = toReport(row);
				if (state) shown.set(row.ref, { ...report, state });
			}
			return shown;
		},
		async newestOf(link) {
			const row = await db
				.selectFrom('help_point_reports')
				.selectAll()
				.where('link_id', '=', link)
				.where('undone_at', 'is', null)
				.orderBy('at', 'desc')
				.orderBy('id', 'desc')
				.limit(1)
				.executeTakeFirst();
			return row && toReport(row);
		},
		async countOf(link, since) {
			const { count } = await db
				.selectFrom('help_point_reports')
				.select(({ fn }) => fn.countAll().as('count'))
				.where('link_id', '=', link)
				.where('at', '>', since.getTime())
				.executeTakeFirstOrThrow();
			return Number(count);
		},
		async undo(id, { link, since, now }) {
			const { numUpdatedRows } = await db
				.updateTable('help_point_reports')
				.set({ undone_at: now.getTime(), waiting: 0 })
				.where('id', '=', id)
				.where('link_id', '=', link)
				.where('at', '>', since.getTime())
				.where('undone_at', 'is', null)
				.executeTakeFirstOrThrow();
			return numUpdatedRows > 0n;
		},
		async waiting() {
			const rows = await db
				.selectFrom('help_point_reports')
				.selectAll()
				.where('waiting', '=', 1)
				.orderBy('at')
				.orderBy('id')
				.execute();
			return rows.map(toReport);
		},
		async answer(id) {
			const row = await db
				.deleteFrom('help_point_reports')
				.where('id', '=', id)
				.where('waiting', '=', 1)
				.returningAll()
				.executeTakeFirst();
			return row && toReport(row);
		},
		async forget(before) {
			const kept = (await newest().execute()).map(({ id }) => id);
			await db
				.deleteFrom('help_point_reports')
				.where('at', '<', before.getTime())
				.$if(kept.length > 0, (query) => query.where('id', 'not in', kept))
				.execute();
		},
	};
}

function toRow({ by, ...report }: KeptReport): HelpPointReportsTable {
	return {
		id: report.id,
		ref: report.ref,
		state: report.state ?? null,
		note: report.note ?? null,
		at: report.at.getTime(),
		link_id: 'link' in by ? by.link : null,
		staff_id: 'staff' in by ? by.staff : null,
		waiting: report.waiting ? 1 : 0,
		undone_at: null,
	};
}

function toReport(row: HelpPointReportsTable): KeptReport {
	return {
		id: row.id,
		ref: row.ref,
		state: row.state ?? undefined,
		note: row.note ?? undefined,
		at: new Date(row.at),
		by: row.link_id === null ? { staff: row.staff_id ?? '' } : { link: row.link_id },
		waiting: row.waiting === 1,
	};
}
