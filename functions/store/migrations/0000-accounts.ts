import type { ColumnDataType, Kysely } from 'kysely';
import type { Engine } from '../database.ts';

// Staff accounts in the tables that better-auth expects, so that there is one history of the schema.
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { boolean, date } = columnTypes[engine];
	await db.schema
		.createTable('user')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('name', 'text', (column) => column.notNull())
		.addColumn('email', 'text', (column) => column.notNull().unique())
		.addColumn('emailVerified', boolean, (column) => column.notNull())
		.addColumn('image', 'text')
		.addColumn('createdAt', date, (column) => column.notNull())
		.addColumn('updatedAt', date, (column) => column.notNull())
		.addColumn('role', 'text')
		.addColumn('banned', boolean)
		.addColumn('banReason', 'text')
		.addColumn('banExpires', date)
		.addColumn('twoFactorEnabled', boolean)
		.execute();
	await db.schema
		.createTable('session')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('expiresAt', date, (column) => column.notNull())
		.addColumn('token', 'text', (column) => column.notNull().unique())
		.addColumn('createdAt', date, (column) => column.notNull())
		.addColumn('updatedAt', date, (column) => column.notNull())
		.addColumn('ipAddress', 'text')
		.addColumn('userAgent', 'text')
		.addColumn('userId', 'text', (column) =>
			column.notNull().references('user.id').onDelete('cascade'),
		)
		.addColumn('impersonatedBy', 'text')
		.execute();
	await db.schema
		.createTable('account')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('accountId', 'text', (column) => column.notNull())
		.addColumn('providerId', 'text', (column) => column.notNull())
		.addColumn('userId', 'text', (column) =>
			column.notNull().references('user.id').onDelete('cascade'),
		)
		.addColumn('accessToken', 'text')
		.addColumn('refreshToken', 'text')
		.addColumn('idToken', 'text')
		.addColumn('accessTokenExpiresAt', date)
		.addColumn('refreshTokenExpiresAt', date)
		.addColumn('scope', 'text')
		.addColumn('password', 'text')
		.addColumn('createdAt', date, (column) => column.notNull())
		.addColumn('updatedAt', date, (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('verification')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('identifier', 'text', (column) => column.notNull())
		.addColumn('value', 'text', (column) => column.notNull())
		.addColumn('expiresAt', date, (column) => column.notNull())
		.addColumn('createdAt', date, (column) => column.notNull())
		.addColumn('updatedAt', date, (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('twoFactor')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('secret', 'text', (column) => column.notNull())
		.addColumn('backupCodes', 'text', (column) => column.notNull())
		.addColumn('userId', 'text', (column) =>
			column.notNull().references('user.id').onDelete('cascade'),
		)
		.addColumn('verified', boolean)
		.addColumn('failedVerificationCount', 'integer')
		.addColumn('lockedUntil', date)
		.execute();
	await addIndexes(db);
}

async function addIndexes(db: Kysely<unknown>): Promise<void> {
	const indexes = [
		['session', 'userId'],
		['account', 'userId'],
		['verification', 'identifier'],
		['twoFactor', 'secret'],
		['twoFactor', 'userId'],
	] as const;
	for (const [table, column] of indexes) {
		await db.schema.createIndex(`${table}_${column}_idx`).on(table).column(column).execute();
	}
}

const columnTypes = {
	sqlite: { boolean: 'integer', date: 'date' },
	postgres: { boolean: 'boolean', date: 'timestamptz' },
} as const satisfies Record<Engine, Record<string, ColumnDataType>>;
