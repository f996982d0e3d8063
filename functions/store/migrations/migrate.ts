import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Database, Engine } from '../database.ts';
import { migrations, type PortalMigration } from './all.ts';

/**
 * Brings the schema up to date, wholly or not at all; processes that start together apply it once.
 * Gives the names of what was applied. `schema` names that of PostgreSQL where it is not the usual one.
 */
export async function migrate(
	db: Kysely<Database>,
	engine: Engine,
	steps: readonly PortalMigration[] = migrations,
	schema?: string,
): Promise<readonly string[]> {
	const { error, results } = await migrator(db, engine, steps, schema).migrateToLatest();
	if (error)
		throw (
			newerStore(error) ?? new Error('The store could not be brought up to date.', { cause: error })
		);
	return (results ?? []).map(({ migrationName }) => migrationName);
}

/** A store that has steps which this software does not know was last used by a newer one. */
function newerStore(error: unknown): Error | undefined {
	const [, step] =
		/previously executed migration (\S+) is missing/.exec(
			error instanceof Error ? error.message : '',
		) ?? [];
	if (step === undefined) return undefined;
	return new Error(
		`The store was last used by a newer version of the portal (it has the step ${step}). Start that version, or restore a backup that was made before the upgrade.`,
		{ cause: error },
	);
}

/** Whether the schema is exactly the one that this software knows. */
export async function isUpToDate(db: Kysely<Database>): Promise<boolean> {
	const known = await migrator(db, 'sqlite', migrations).getMigrations();
	return known.every(({ executedAt }) => executedAt !== undefined);
}

function migrator(
	db: Kysely<Database>,
	engine: Engine,
	steps: readonly PortalMigration[],
	schema?: string,
): Migrator {
	const provider = {
		getMigrations: async () =>
			Object.fromEntries(
				steps.map(({ name, up }) => [name, { up: (on: Kysely<unknown>) => up(on, engine) }]),
			),
	};
	// Else the record of another schema of the same database would be taken for this one's.
	return new Migrator({ db, provider, ...(schema && { migrationTableSchema: schema }) });
}
