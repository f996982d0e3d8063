import type { ColumnType } from 'kysely';

/** SQLite gives 0 and 1. */
type Flag = ColumnType<boolean | number | null, boolean, boolean>;
/** ISO 8601; PostgreSQL gives a `Date`. */
type Timestamp = ColumnType<string | Date, string, string>;

// The columns of better-auth's tables that the portal itself reads or writes.
export interface UserTable {
	id: string;
	name: string;
	email: string;
	emailVerified: Flag;
	createdAt: Timestamp;
	updatedAt: Timestamp;
	role: string | null;
	banned: Flag;
	twoFactorEnabled: Flag;
}

export interface AccountTable {
	id: string;
	accountId: string;
	providerId: string;
	userId: string;
	password: string | null;
	createdAt: Timestamp;
	updatedAt: Timestamp;
}

export interface SessionTable {
	id: string;
	/** The secret of its cookie. */
	token: string;
	userId: string;
	createdAt: Timestamp;
	updatedAt: Timestamp;
	expiresAt: Timestamp;
	/** When its owner was at the county's identity provider; `null` where it began with a password. */
	atProvider: Timestamp | null;
}

export interface TwoFactorTable {
	userId: string;
}

export interface VerificationTable {
	/** An account's id where the row is a challenge or a trusted device. */
	value: string;
	expiresAt: Timestamp;
}
