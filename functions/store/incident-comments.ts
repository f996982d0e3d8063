import type { Kysely } from 'kysely';
import type { Language } from '../../src/domain/languages.ts';
import type { Database } from './database.ts';

export interface IncidentCommentsTable {
	id: string;
	incident: string;
	received_at: number;
	language: string;
	content: string;
	crisis: number;
	suspect: number;
	delete_after: number;
}

/** What one resident says to the review of an incident; personal data was taken out before it came here. */
export interface IncidentComment {
	readonly id: string;
	readonly incident: string;
	readonly receivedAt: Date;
	readonly language: Language;
	readonly content: string;
	/** Whether its words call for help. */
	readonly crisis: boolean;
	/** Whether it looks like one of a flood, like advertising, or as if a program had sent it. */
	readonly suspect: boolean;
}

export interface IncidentComments {
	/** Keeps a comment; one of the same id stays as it is. */
	add(comment: IncidentComment & { readonly deleteAfter: Date }): Promise<void>;
	/** The newest comments, calls for help first and suspect ones last. */
	list(limit: number): Promise<readonly IncidentComment[]>;
	/** Deletes those whose time is over. */
	forget(now: Date): Promise<void>;
}

export function incidentComments(db: Kysely<Database>): IncidentComments {
	return {
		async add(comment) {
			await db
				.insertInto('incident_comments')
				.values({
					id: comment.id,
					incident: comment.incident,
					received_at: comment.receivedAt.getTime(),
					language: comment.language,
					content: comment.content,
					crisis: comment.crisis ? 1 : 0,
					suspect: comment.suspect ? 1 : 0,
					delete_after: comment.deleteAfter.getTime(),
				})
				.onConflict((conflict) => conflict.column('id').doNothing())
				.execute();
		},
		async list(limit) {
			const rows = await db
				.selectFrom('incident_comments')
				.selectAll()
				.orderBy('crisis', 'desc')
				.orderBy('suspect')
				.orderBy('received_at', 'desc')
				.orderBy('id')
				.limit(limit)
				.execute();
			return rows.map((row) => ({
				id: row.id,
				incident: row.incident,
				receivedAt: new Date(row.received_at),
				// Only the form writes them, which knows no other languages.
				language: row.language as Language,
				content: row.content,
				crisis: row.crisis === 1,
				suspect: row.suspect === 1,
			}));
		},
		async forget(now) {
			await db.deleteFrom('incident_comments').where('delete_after', '<=', now.getTime()).execute();
		},
	};
}
