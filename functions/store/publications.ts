import type { Kysely, Selectable } from 'kysely';
import type { DraftCollection } from '../cms/paths.ts';
import type { Database } from './database.ts';

export interface PublicationsTable {
	commit_id: string;
	collection: string;
	ref: string;
	title: string;
	path: string;
	staff_name: string;
	asked_at: number;
	committed_at: number;
	released_at: number | null;
	release_number: number | null;
	live_at: number | null;
	feeds_at: number | null;
	cap_at: number | null;
	problem: string | null;
}

/** One publication, and the instants at which its steps were seen done. */
export interface Publication {
	readonly commit: string;
	readonly collection: DraftCollection;
	readonly ref: string;
	readonly title: string;
	/** The page to be read back, such as `/notices/x/`; empty where there is no page of its own. */
	readonly path: string;
	readonly by: string;
	readonly askedAt: Date;
	readonly committedAt: Date;
	readonly releasedAt?: Date | undefined;
	readonly releaseNumber?: number | undefined;
	/** When the page was first read back from the public address. */
	readonly liveAt?: Date | undefined;
	readonly feedsAt?: Date | undefined;
	readonly capAt?: Date | undefined;
	/** Why the page could not be read back the last time. */
	readonly problem?: string | undefined;
}

type Seen = Partial<
	Pick<Publication, 'releasedAt' | 'releaseNumber' | 'liveAt' | 'feedsAt' | 'capAt'>
> & {
	readonly problem?: string | null;
};

/** Which publications are asked for. */
export interface PublicationQuery {
	readonly collection?: string | undefined;
	readonly ref?: string | undefined;
	readonly since?: Date | undefined;
}

/** What was published, with the proof of it. */
export interface Publications {
	add(publication: Publication): Promise<void>;
	/** The newest, of everything or of one kind or entry, and none from before `since`. */
	latest(count: number, about?: PublicationQuery): Promise<readonly Publication[]>;
	/** Publications since an instant that have not been seen on the public address with all that follows. */
	unproven(since: Date): Promise<readonly Publication[]>;
	seen(commit: string, seen: Seen): Promise<void>;
}

export function publications(db: Kysely<Database>): Publications {
	return {
		async add({ commit, by, askedAt, committedAt, collection, ref, title, path }) {
			const row = {
				commit_id: commit,
				collection,
				ref,
				title,
				path,
				staff_name: by,
				asked_at: askedAt.getTime(),
				committed_at: committedAt.getTime(),
			};
			await db
				.insertInto('publications')
				.values(row)
				.onConflict((conflict) => conflict.column('commit_id').doNothing())
				.execute();
		},
		async latest(count, { collection, ref, since } = {}) {
			let asked = db
				.selectFrom('publications')
				.selectAll()
				.orderBy('asked_at', 'desc')
				.limit(count);
			if (collection !== undefined) asked = asked.where('collection', '=', collection);
			if (ref !== undefined) asked = asked.where('ref', '=', ref);
			if (since) asked = asked.where('asked_at', '>=', since.getTime());
			return (await asked.execute()).map(toPublication);
		},
		async unproven(since) {
			const rows = await db
				.selectFrom('publications')
				.selectAll()
				.where('asked_at', '>=', since.getTime())
				.where((either) =>
					either.or([
						either('live_at', 'is', null),
						either('feeds_at', 'is', null),
						either('cap_at', 'is', null),
					]),
				)
				.orderBy('asked_at')
				.execute();
			return rows.map(toPublication);
		},
		async seen(commit, { releasedAt, releaseNumber, liveAt, feedsAt, capAt, problem }) {
			await db
				.updateTable('publications')
				.set({
					...(releasedAt && { released_at: releasedAt.getTime() }),
					...(releaseNumber !== undefined && { release_number: releaseNumber }),
					...(liveAt && { live_at: liveAt.getTime() }),
					...(feedsAt && { feeds_at: feedsAt.getTime() }),
					...(capAt && { cap_at: capAt.getTime() }),
					...(problem !== undefined && { problem }),
				})
				.where('commit_id', '=', commit)
				.execute();
		},
	};
}

function toPublication(row: Selectable<PublicationsTable>): Publication {
	const instant = (time: number | null) => (time === null ? undefined : new Date(time));
	return {
		commit: row.commit_id,
		// Only checked names are written.
		collection: row.collection as DraftCollection,
		ref: row.ref,
		title: row.title,
		path: row.path,
		by: row.staff_name,
		askedAt: new Date(row.asked_at),
		committedAt: new Date(row.committed_at),
		releasedAt: instant(row.released_at),
		releaseNumber: row.release_number ?? undefined,
		liveAt: instant(row.live_at),
		feedsAt: instant(row.feeds_at),
		capAt: instant(row.cap_at),
		problem: row.problem ?? undefined,
	};
}
