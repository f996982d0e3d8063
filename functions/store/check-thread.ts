import { parentPort, workerData } from 'node:worker_threads';
import { checkFile, type FileCheck, type Thoroughness } from './check-file.ts';
import { type StoreFault, storeFaultOf } from './store-fault.ts';

// Looks through the store in a thread of its own: a large file takes seconds, and readers are answered meanwhile.

/** What the thread says: how the file is, why it could not be read, or what else went wrong. */
export type FromCheckThread =
	| { readonly check: FileCheck }
	| { readonly fault: StoreFault | undefined; readonly reason: string };

const { file, thoroughness } = workerData as {
	readonly file: string;
	readonly thoroughness: Thoroughness;
};

parentPort?.postMessage(look());

function look(): FromCheckThread {
	try {
		return { check: checkFile(file, thoroughness) };
	} catch (error) {
		// The number of an error of SQLite does not cross to another thread.
		return { fault: storeFaultOf(error), reason: String(error) };
	}
}
