import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Two processes on one data folder would send alerts twice and lose commits. */
export class DataFolderInUse extends Error {
	constructor(folder: string) {
		super(
			`The data folder ${folder} is in use by another process of the portal. ` +
				'Stop that one first, or give this one its own DATA_DIR.',
		);
		this.name = 'DataFolderInUse';
	}
}

/**
 * Holds the data folder for this process until the returned function is called.
 * The lock is SQLite's own on an empty database: the system lifts it when a process is killed, so none is left behind.
 */
export function lockDataFolder(folder: string): () => void {
	mkdirSync(folder, { recursive: true });
	const lock = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 });
	try {
		lock.exec('begin exclusive');
	} catch (error) {
		lock.close();
		if (isBusy(error)) throw new DataFolderInUse(folder);
		throw error;
	}
	return () => {
		if (lock.isOpen) lock.close();
	};
}

function isBusy(error: unknown): boolean {
	const busy = 5;
	return error instanceof Error && 'errcode' in error && error.errcode === busy;
}
