import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { Role } from '../../src/domain/roles.ts';
import type { StaffAccount } from '../../src/domain/staff-answers.ts';
import { formatRoles, parseRoles } from '../auth/roles.ts';
import type { Database } from './database.ts';
import type { UserTable } from './staff-tables.ts';

interface NewStaff {
	readonly name: string;
	readonly email: string;
	readonly roles: readonly Role[];
	readonly passwordHash: string;
}

/** Accounts of staff. Rules about who may change what live in the actions. */
export interface StaffAccounts {
	list(): Promise<readonly StaffAccount[]>;
	find(id: string): Promise<StaffAccount | undefined>;
	findByEmail(email: string): Promise<StaffAccount | undefined>;
	hasAny(): Promise<boolean>;
	/** The password with which an account signs in here; `undefined` where it does at an identity provider alone. */
	passwordHash(id: string): Promise<string | undefined>;
	/** Makes an account and gives its id. */
	create(staff: NewStaff, now: Date): Promise<string>;
	setRoles(id: string, roles: readonly Role[], now: Date): Promise<void>;
	setDisabled(id: string, disabled: boolean, now: Date): Promise<void>;
	setPassword(id: string, passwordHash: string, now: Date): Promise<void>;
	removeTwoFactor(id: string, now: Date): Promise<void>;
	/** Ends every session, half-finished sign-in and trusted device of an account. */
	endSessions(id: string): Promise<void>;
}

export function staffAccounts(db: Kysely<Database>): StaffAccounts {
	const one = async (column: 'id' | 'email', value: string) => {
		const row = await db
			.selectFrom('user')
			.select(columns)
			.where(column, '=', value)
			.executeTakeFirst();
		return row && toRecord(row);
	};
	const update = async (
		id: string,
		change: { role: string } | { banned: boolean } | { twoFactorEnabled: boolean },
		now: Date,
	) => {
		const updated = { ...change, updatedAt: now.toISOString() };
		await db.updateTable('user').set(updated).where('id', '=', id).execute();
	};
	return {
		async list() {
			const rows = await db.selectFrom('user').select(columns).orderBy('email').execute();
			return rows.map(toRecord);
		},
		find: (id) => one('id', id),
		findByEmail: (email) => one('email', email.toLowerCase()),
		async hasAny() {
			return (await db.selectFrom('user').select('id').executeTakeFirst()) !== undefined;
		},
		async passwordHash(id) {
			const row = await db
				.selectFrom('account')
				.select('password')
				.where('userId', '=', id)
				.where('providerId', '=', 'credential')
				.executeTakeFirst();
			return row?.password ?? undefined;
		},
		create: (staff, now) => create(db, staff, now),
		setRoles: (id, roles, now) => update(id, { role: formatRoles(roles) }, now),
		setDisabled: (id, disabled, now) => update(id, { banned: disabled }, now),
		setPassword: (id, passwordHash, now) => setPassword(db, id, passwordHash, now),
		async removeTwoFactor(id, now) {
			await db.deleteFrom('twoFactor').where('userId', '=', id).execute();
			await update(id, { twoFactorEnabled: false }, now);
		},
		async endSessions(id) {
			await db.deleteFrom('session').where('userId', '=', id).execute();
			await db.deleteFrom('verification').where('value', '=', id).execute();
		},
	};
}

const columns = ['id', 'name', 'email', 'role', 'banned', 'twoFactorEnabled'] as const;

function toRecord(row: Pick<Selectable<UserTable>, (typeof columns)[number]>): StaffAccount {
	return {
		id: row.id,
		name: row.name,
		email: row.email,
		roles: parseRoles(row.role),
		disabled: Boolean(row.banned),
		twoFactor: Boolean(row.twoFactorEnabled),
	};
}

/** An account is made through a link that reached its owner, so the address counts as verified. */
async function create(db: Kysely<Database>, staff: NewStaff, now: Date): Promise<string> {
	const id = randomUUID();
	const at = now.toISOString();
	const { name, roles, passwordHash } = staff;
	await db
		.insertInto('user')
		.values({
			id,
			name,
			email: staff.email.toLowerCase(),
			emailVerified: true,
			createdAt: at,
			updatedAt: at,
			role: formatRoles(roles),
			banned: false,
			twoFactorEnabled: false,
		})
		.execute();
	await addPassword(db, id, passwordHash, at);
	return id;
}

async function setPassword(db: Kysely<Database>, id: string, hash: string, now: Date) {
	const at = now.toISOString();
	const updated = await db
		.updateTable('account')
		.set({ password: hash, updatedAt: at })
		.where('userId', '=', id)
		.where('providerId', '=', 'credential')
		.returning('id')
		.execute();
	if (updated.length === 0) await addPassword(db, id, hash, at);
}

async function addPassword(db: Kysely<Database>, userId: string, password: string, at: string) {
	await db
		.insertInto('account')
		.values({
			id: randomUUID(),
			accountId: userId,
			providerId: 'credential',
			userId,
			password,
			createdAt: at,
			updatedAt: at,
		})
		.execute();
}
