import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
	CompiledQuery,
	type DatabaseConnection,
	Kysely,
	SqliteAdapter,
	type SqliteDatabase,
	SqliteDialect,
	SqliteDriver,
} from 'kysely';
import type { Database } from './database.ts';

/** Opens the embedded store. A commit is on the disk when it returns, also through a power cut. */
export function openSqlite(file: string): Kysely<Database> {
	ownAlone(file);
	const database = new DatabaseSync(file, { timeout: 5000 });
	try {
		database.exec('pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on');
		// What is deleted is written over, and not only marked as free.
		database.exec('pragma secure_delete=on');
	} catch (error) {
		database.close();
		throw error;
	}
	return new Kysely<Database>({ dialect: new NodeSqliteDialect(database) });
}

/** Reports and accounts are for the portal's own user, whoever else reads the folder of pages. SQLite gives the files beside it the same mode. */
function ownAlone(file: string): void {
	try {
		closeSync(openSync(file, 'a', 0o600));
		for (const end of ['', '-wal', '-shm'])
			if (existsSync(file + end)) chmodSync(file + end, 0o600);
	} catch (error) {
		// A disk that takes nothing leaves it as it is; what cannot be opened is said below.
		if (!(error instanceof Error && 'code' in error)) throw error;
	}
}

class NodeSqliteDialect extends SqliteDialect {
	readonly #database: DatabaseSync;

	constructor(database: DatabaseSync) {
		super({ database: nodeSqlite(database) });
		this.#database = database;
	}

	override createAdapter() {
		return new TransactionalDdlAdapter();
	}

	override createDriver() {
		return new ImmediateDriver(this.#database);
	}
}

/** SQLite rolls back changes of the schema too; the stock adapter leaves a failed migration half made. */
class TransactionalDdlAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl() {
		return true;
	}
}

/** A deferred transaction that reads and then writes fails at once when another process wrote between. */
class ImmediateDriver extends SqliteDriver {
	readonly #database: DatabaseSync;

	constructor(database: DatabaseSync) {
		super({ database: nodeSqlite(database) });
		this.#database = database;
	}

	override async beginTransaction(connection: DatabaseConnection) {
		await connection.executeQuery(CompiledQuery.raw('begin immediate'));
	}

	/** A full disk ends a transaction by itself; ending it again would hide what went wrong. */
	override async rollbackTransaction(connection: DatabaseConnection) {
		if (this.#database.isTransaction) await super.rollbackTransaction(connection);
	}
}

/** What is asked again and again is read once; of other statements the oldest is forgotten. */
const mostPrepared = 100;

/** Shows node:sqlite in the shape of the driver that Kysely was written for. */
function nodeSqlite(database: DatabaseSync): SqliteDatabase {
	const prepared = new Map<string, StatementSync>();

	function prepare(sql: string): StatementSync {
		const statement = prepared.get(sql) ?? database.prepare(sql);
		prepared.delete(sql);
		prepared.set(sql, statement);
		const [oldest = ''] = prepared.keys();
		if (prepared.size > mostPrepared) prepared.delete(oldest);
		return statement;
	}

	return {
		close: () => {
			if (database.isOpen) database.close();
		},
		prepare(sql) {
			const statement = prepare(sql);
			return {
				reader: statement.columns().length > 0,
				all: (parameters) => statement.all(...parameters.map(bindable)),
				run: (parameters) => statement.run(...parameters.map(bindable)),
				// Rows are fetched while other statements run: it is nobody else's.
				iterate: (parameters) => database.prepare(sql).iterate(...parameters.map(bindable)),
			};
		},
	};
}

/** Refuses what node:sqlite would store as NULL without a word: a `Date` in first place, and `undefined`. */
function bindable(value: unknown): SQLInputValue {
	switch (typeof value) {
		case 'number':
		case 'string':
		case 'bigint':
			return value;
		case 'boolean':
			return value ? 1 : 0;
		default:
			if (value === null || value instanceof Uint8Array) return value;
			throw new TypeError(`cannot store ${Object.prototype.toString.call(value)} in SQLite`);
	}
}
