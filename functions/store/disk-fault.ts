import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type StoreFault, storeFaultOf } from './store-fault.ts';

/** As much room as a publication or some hundred reports take, in bytes. */
const enoughRoom = 1024 * 1024;
const probeName = '.room';

/** What keeps a folder from being written to, by writing to it; `undefined` where nothing does. Throws for what waiting does not mend, such as a missing right. */
export async function diskFault(folder: string): Promise<StoreFault | undefined> {
	const file = join(folder, `${probeName}.${process.pid}`);
	try {
		const handle = await open(file, 'w');
		try {
			// Random, so that a file system which compresses takes the room, too.
			await handle.writeFile(randomBytes(enoughRoom));
			await handle.sync();
		} finally {
			await handle.close();
		}
		return undefined;
	} catch (error) {
		const fault = storeFaultOf(error);
		if (fault) return fault;
		throw error;
	} finally {
		await rm(file, { force: true }).catch(() => undefined);
	}
}

/** Why a portal could not be opened, the disk asked where SQLite says no more than that a file could not be used. */
export async function openingFault(
	error: unknown,
	folder: string,
): Promise<StoreFault | undefined> {
	const fault = storeFaultOf(error);
	if (fault !== 'io-error') return fault;
	try {
		return (await diskFault(folder)) ?? fault;
	} catch {
		return undefined;
	}
}
