import { createHash } from 'node:crypto';
import type { Generated, Kysely } from 'kysely';
import type { AuditAction } from '../../src/domain/audit-actions.ts';
import type { Database } from './database.ts';
import { inTransaction } from './transaction.ts';

export interface AuditEntriesTable {
	sequence: number;
	at: number;
	actor: string;
	action: string;
	subject: string;
	/** JSON. */
	details: string;
	previous_hash: string;
	hash: string;
}

/** The end of the chain: one row, locked while an entry is added, so that the chain never forks. */
export interface AuditHeadTable {
	id: number;
	sequence: number;
	hash: string;
	/** The last entry that was deleted for its age, and its hash: the chain begins after it. */
	kept_after: Generated<number>;
	kept_after_hash: Generated<string>;
}

/** Who did what to what. Ids and facts, never content or anything a resident wrote. */
export interface AuditEvent {
	readonly at: Date;
	readonly actor: string;
	readonly action: AuditAction;
	readonly subject: string;
	readonly details: Readonly<Record<string, unknown>>;
}

export interface AuditEntry extends AuditEvent {
	readonly sequence: number;
	readonly previousHash: string;
	readonly hash: string;
}

/** Which entries; all that is given must hold. */
export interface AuditFilter {
	/** Entries after this sequence number. */
	readonly after?: number;
	/** Entries before this sequence number. */
	readonly before?: number;
	readonly actor?: string;
	readonly action?: AuditAction;
	/** Subjects that begin with this. */
	readonly subject?: string;
	readonly from?: Date;
	/** Up to but without this instant. */
	readonly to?: Date;
	readonly order?: 'oldest-first' | 'newest-first';
	readonly limit?: number;
}

/** The first entry that is not as it was written, or the head when entries are missing at the end. */
export type AuditVerification =
	| { readonly state: 'intact'; readonly entries: number; readonly checked: number }
	| { readonly state: 'broken'; readonly sequence: number };

/** An append-only record in which every entry seals the ones before it. */
export interface AuditLog {
	append(event: AuditEvent): Promise<void>;
	list(filter?: AuditFilter): Promise<readonly AuditEntry[]>;
	/**
	 * Deletes the oldest entries, as far as all of them are from before an instant, and notes that it did. The hash of the
	 * last one stays, so that the chain is checked as before. The number deleted.
	 */
	forget(before: Date, now: Date): Promise<number>;
	/** Checks the chain from its first entry, or only its newest `last` entries. */
	verify(last?: number): Promise<AuditVerification>;
}

export function auditLog(db: Kysely<Database>): AuditLog {
	return {
		append: (event) => inTransaction(db, (transaction) => append(transaction, event)),
		list: (filter = {}) => list(db, filter),
		forget: (before, now) => inTransaction(db, (trx) => forget(trx, before, now)),
		verify: (last) => verify(db, last),
	};
}

async function append(db: Kysely<Database>, event: AuditEvent): Promise<void> {
	// A write that changes nothing takes the lock of the row on either engine.
	const head = await db
		.updateTable('audit_head')
		.set({ id: 1 })
		.returning(['sequence', 'hash'])
		.executeTakeFirstOrThrow();
	const entry = {
		sequence: head.sequence + 1,
		at: event.at.getTime(),
		actor: event.actor,
		action: event.action,
		subject: event.subject,
		details: JSON.stringify(event.details),
		previous_hash: head.hash,
	};
	const hash = seal(entry);
	await db
		.insertInto('audit_entries')
		.values({ ...entry, hash })
		.execute();
	await db.updateTable('audit_head').set({ sequence: entry.sequence, hash }).execute();
}

/** Nothing is appended meanwhile: the head is locked first. */
async function forget(db: Kysely<Database>, before: Date, now: Date): Promise<number> {
	const head = await db
		.updateTable('audit_head')
		.set({ id: 1 })
		.returning(['sequence', 'kept_after'])
		.executeTakeFirstOrThrow();
	const young = await db
		.selectFrom('audit_entries')
		.select(({ fn }) => fn.min('sequence').as('sequence'))
		.where('at', '>=', before.getTime())
		.executeTakeFirst();
	const through = Number(young?.sequence ?? head.sequence + 1) - 1;
	const last = await anchorAt(db, through);
	if (!last || through <= head.kept_after) return 0;
	const { hash } = last;
	await db.updateTable('audit_head').set({ kept_after: through, kept_after_hash: hash }).execute();
	await db.deleteFrom('audit_entries').where('sequence', '<=', through).execute();
	const details = { through, hash };
	await append(db, { at: now, actor: 'portal', action: 'audit.forgotten', subject: '', details });
	return through - head.kept_after;
}

async function list(db: Kysely<Database>, filter: AuditFilter): Promise<readonly AuditEntry[]> {
	const { after, before, actor, action, subject, from, to } = filter;
	const rows = await db
		.selectFrom('audit_entries')
		.selectAll()
		.where('sequence', '>', after ?? 0)
		.$if(before !== undefined, (query) => query.where('sequence', '<', before ?? 0))
		.$if(actor !== undefined, (query) => query.where('actor', '=', actor ?? ''))
		.$if(action !== undefined, (query) => query.where('action', '=', action ?? ''))
		.$if(subject !== undefined, (query) =>
			query.where((each) =>
				each(
					each.fn('substr', ['subject', each.lit(1), each.val((subject ?? '').length)]),
					'=',
					subject ?? '',
				),
			),
		)
		.$if(from !== undefined, (query) => query.where('at', '>=', from?.getTime() ?? 0))
		.$if(to !== undefined, (query) => query.where('at', '<', to?.getTime() ?? 0))
		.orderBy('sequence', filter.order === 'newest-first' ? 'desc' : 'asc')
		.limit(filter.limit ?? 200)
		.execute();
	return rows.map(toEntry);
}

/** Reads the head first: what is appended meanwhile is not looked at. */
async function verify(db: Kysely<Database>, newest?: number): Promise<AuditVerification> {
	const head = await db.selectFrom('audit_head').selectAll().executeTakeFirst();
	const entries = head?.sequence ?? 0;
	const first = { sequence: Number(head?.kept_after ?? 0), hash: head?.kept_after_hash ?? '' };
	const from = newest === undefined ? first.sequence : Math.max(first.sequence, entries - newest);
	let last = from === first.sequence ? first : await anchorAt(db, from);
	if (!last) return { state: 'broken', sequence: from };
	while (last.sequence < entries) {
		const rows: AuditEntriesTable[] = await db
			.selectFrom('audit_entries')
			.selectAll()
			.where('sequence', '>', last.sequence)
			.where('sequence', '<=', entries)
			.orderBy('sequence')
			.limit(1000)
			.execute();
		for (const row of rows) {
			if (!follows(row, last)) return { state: 'broken', sequence: last.sequence + 1 };
			last = row;
		}
		if (rows.length === 0) return { state: 'broken', sequence: last.sequence + 1 };
	}
	if (head?.hash !== last.hash) return { state: 'broken', sequence: last.sequence };
	return { state: 'intact', entries, checked: entries - from };
}

type Anchor = Pick<AuditEntriesTable, 'sequence' | 'hash'>;

/** The entry that a check begins after. */
async function anchorAt(db: Kysely<Database>, sequence: number): Promise<Anchor | undefined> {
	const entry = db.selectFrom('audit_entries').select(['sequence', 'hash']);
	return entry.where('sequence', '=', sequence).executeTakeFirst();
}

function follows(row: AuditEntriesTable, last: Anchor): boolean {
	const { hash, ...entry } = row;
	const isNext = entry.sequence === last.sequence + 1 && entry.previous_hash === last.hash;
	return isNext && hash === seal(entry);
}

/** An array keeps the fields apart, so that no two different entries give the same text. */
function seal(entry: Omit<AuditEntriesTable, 'hash'>): string {
	const { previous_hash, sequence, at, actor, action, subject, details } = entry;
	const text = JSON.stringify([previous_hash, sequence, at, actor, action, subject, details]);
	return createHash('sha256').update(text).digest('hex');
}

function toEntry(row: AuditEntriesTable): AuditEntry {
	const { sequence, actor, subject, hash } = row;
	return {
		sequence,
		at: new Date(row.at),
		actor,
		// `append` writes only known actions, an object, and the seal keeps it so.
		action: row.action as AuditAction,
		subject,
		details: JSON.parse(row.details) as Record<string, unknown>,
		previousHash: row.previous_hash,
		hash,
	};
}
