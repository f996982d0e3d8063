import { type Kysely, sql } from 'kysely';
import type { PurgeScope } from '../../src/domain/incident-purge.ts';
import type { Database } from './database.ts';

/**
 * Links that were made while an incident alone went on and open nothing any more at `at`. One that is still good is in use, for
 * whatever it was made. Without a period of its own nobody can tell whose links are.
 */
export function purgedLinks(db: Kysely<Database>, { period }: PurgeScope, at: Date) {
	const links = db.selectFrom('signed_links').select('id');
	// No link has an empty name.
	if (!period) return links.where('id', '=', '');
	return links
		.where('made_at', '>=', period.from.getTime())
		.where('made_at', '<=', period.until.getTime())
		.where((is) => is.or([is('revoked_at', 'is not', null), is('expires_at', '<=', at.getTime())]));
}

/** Push addresses that hear of exercises by the leave of one of these links and are kept for nothing else. */
export function purgedHearers(db: Kysely<Database>, scope: PurgeScope, at: Date) {
	return db
		.selectFrom('subscriptions')
		.select('id')
		.where('hears_public', '=', 0)
		.where('exercise_by', 'in', leavesOf(db, scope, at));
}

/** Deletes the links with what hangs on them: a browser that also hears what is public keeps that. */
export async function deletePurgedLinks(
	db: Kysely<Database>,
	scope: PurgeScope,
	at: Date,
): Promise<void> {
	await db
		.deleteFrom('subscriptions')
		.where('id', 'in', purgedHearers(db, scope, at))
		.execute();
	await db
		.updateTable('subscriptions')
		.set({ exercise_by: null, exercise_until: 0 })
		.where('exercise_by', 'in', leavesOf(db, scope, at))
		.execute();
	await db
		.deleteFrom('signed_links')
		.where('id', 'in', purgedLinks(db, scope, at))
		.execute();
}

function leavesOf(db: Kysely<Database>, scope: PurgeScope, at: Date) {
	return db
		.selectFrom(purgedLinks(db, scope, at).as('links'))
		.select(sql<string>`'link/' || links.id`.as('leave'));
}
