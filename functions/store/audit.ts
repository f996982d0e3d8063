import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
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
}

/** Who did what to what. Ids and facts, never content or anything a resident wrote. */
export interface AuditEvent {
	readonly at: Date;
	readonly actor: string;
	readonly action: string;
	readonly subject: string;
	readonly details: Readonly<Record<string, unknown>>;
}

interface AuditEntry extends AuditEvent {
	readonly sequence: number;
	readonly hash: string;
}

interface AuditFilter {
	/** Entries after this sequence number. */
	readonly after?: number;
	readonly actor?: string;
	readonly action?: string;
	readonly limit?: number;
}

/** The first entry that is not as it was written, or the head when entries are missing at the end. */
type AuditVerification =
	| { readonly state: 'intact'; readonly entries: number }
	| { readonly state: 'broken'; readonly sequence: number };

/** An append-only record in which every entry seals the ones before it. */
export interface AuditLog {
	append(event: AuditEvent): Promise<void>;
	list(filter?: AuditFilter): Promise<readonly AuditEntry[]>;
	verify(): Promise<AuditVerification>;
}

export function auditLog(db: Kysely<Database>): AuditLog {
	return {
		append: (event) => inTransaction(db, (transaction) => append(transaction, event)),
		list: (filter = {}) => list(db, filter),
		verify: () => verify(db),
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

async function list(db: Kysely<Database>, filter: AuditFilter): Promise<readonly AuditEntry[]> {
	let query = db
		.selectFrom('audit_entries')
		.selectAll()
		.where('sequence', '>', filter.after ?? 0)
		.orderBy('sequence')
		.limit(filter.limit ?? 200);
	if (filter.actor !== undefined) query = query.where('actor', '=', filter.actor);
	if (filter.action !== undefined) query = query.where('action', '=', filter.action);
	return (await query.execute()).map(toEntry);
}

/** Reads the head first: what is appended meanwhile is not looked at. */
async function verify(db: Kysely<Database>): Promise<AuditVerification> {
	const head = await db.selectFrom('audit_head').selectAll().executeTakeFirst();
	let last = { sequence: 0, hash: '' };
	while (last.sequence < (head?.sequence ?? 0)) {
		const rows = await db
			.selectFrom('audit_entries')
			.selectAll()
			.where('sequence', '>', last.sequence)
			.where('sequence', '<=', head?.sequence ?? 0)
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
	return { state: 'intact', entries: last.sequence };
}

function follows(row: AuditEntriesTable, last: { sequence: number; hash: string }): boolean {
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
	const { sequence, actor, action, subject, hash } = row;
	// `append` writes an object and the seal keeps it so.
	const details = JSON.parse(row.details) as Record<string, unknown>;
	return { sequence, at: new Date(row.at), actor, action, subject, details, hash };
}
