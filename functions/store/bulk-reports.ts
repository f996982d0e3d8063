import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { goingAlong, spamAlong, tellingColumns } from './same-text.ts';

/** Questions about many reports at once. */
export interface BulkReports {
	/** Those of the reports that still wait. */
	waiting(
		ids: readonly string[],
	): Promise<readonly { readonly id: string; readonly crisis: boolean }[]>;
	/** Those of the reports that are set aside. */
	setAside(ids: readonly string[]): Promise<readonly string[]>;
	/** Other reports set aside as spam that come back with these. */
	spamAlong(ids: readonly string[]): Promise<readonly string[]>;
	/** Other waiting reports that have the text, area and day of one of these; no call for help is among them. */
	sameText(ids: readonly string[]): Promise<readonly string[]>;
	/** The different texts of reports. */
	contents(ids: readonly string[]): Promise<readonly { readonly content: string }[]>;
}

/** A statement has a limit of values. */
const atOnce = 500;

export function bulkReports(db: Kysely<Database>): BulkReports {
	const stillWaiting = () =>
		db.selectFrom('reports').where('item_id', 'is', null).where('state', '=', 'normal');
	const inParts = async <T>(
		ids: readonly string[],
		read: (some: readonly string[]) => Promise<readonly T[]>,
	) => {
		const all: T[] = [];
		for (let at = 0; at < ids.length; at += atOnce)
			all.push(...(await read(ids.slice(at, at + atOnce))));
		return all;
	};
	return {
		waiting: (ids) =>
			inParts(ids, async (some) => {
				const rows = await stillWaiting()
					.select(['id', 'crisis'])
					.where('id', 'in', some)
					.execute();
				return rows.map(({ id, crisis }) => ({ id, crisis: crisis === 1 }));
			}),
		setAside: (ids) =>
			inParts(ids, async (some) => {
				const rows = await db
					.selectFrom('reports')
					.select('id')
					.where('id', 'in', some)
					.where('state', '!=', 'normal')
					.execute();
				return rows.map(({ id }) => id);
			}),
		async spamAlong(ids) {
			const known = new Set(ids);
			const found = await inParts(ids, (some) => spamAlong(db, some));
			return [...new Set(found)].filter((id) => !known.has(id));
		},
		async sameText(ids) {
			const known = new Set(ids);
			const found = await inParts(ids, async (some) => {
				const chosen = db.selectFrom('reports').where('id', 'in', some);
				const others = await stillWaiting()
					.select(tellingColumns)
					.where('crisis', '=', 0)
					.where('content_hash', 'in', chosen.select('content_hash'))
					.execute();
				return goingAlong(others, await chosen.select(tellingColumns).execute());
			});
			return [...new Set(found.map(({ id }) => id))].filter((id) => !known.has(id));
		},
		contents: (ids) =>
			inParts(ids, (some) =>
				db.selectFrom('reports').select('content').distinct().where('id', 'in', some).execute(),
			),
	};
}
