import { randomUUID } from 'node:crypto';
import type { Config } from '../config.ts';
import type { KeyedValues } from './keyed-values.ts';
import { noteStore, otherDatabaseFault } from './store-note.ts';

/** The name by which a database is told from another; it moves along with what is in it. */
const idKey = 'store-id';

/**
 * Makes a folder that of a publisher's database. Throws where it is another database's: what the folder holds and what the
 * rows say belong together.
 */
export async function claimFolder(
	config: Config,
	values: Pick<KeyedValues, 'get' | 'setIfAbsent'>,
): Promise<void> {
	await values.setIfAbsent(idKey, randomUUID());
	await refuseOtherDatabase(config, values);
	await noteStore(config, await values.get(idKey));
}

/** The same for a machine beside the publisher, whose folder may be a copy that nothing was noted in, or one that it may only read. */
export async function joinFolder(config: Config, values: Pick<KeyedValues, 'get'>): Promise<void> {
	await refuseOtherDatabase(config, values);
	const id = await values.get(idKey);
	// The publisher may be naming it at this moment, and notes it itself.
	if (id !== undefined) await noteStore(config, id).catch(() => undefined);
}

async function refuseOtherDatabase(
	{ dataDir }: Config,
	values: Pick<KeyedValues, 'get'>,
): Promise<void> {
	const fault = await otherDatabaseFault(dataDir, () => values.get(idKey));
	if (fault) throw new Error(fault);
}
