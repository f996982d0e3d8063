import { parentPort, workerData } from 'node:worker_threads';
import { sql } from 'kysely';
import { storeReports } from './report-intake.ts';
import type { NewReport, StoredReport } from './reports.ts';
import { openSqlite } from './sqlite.ts';
import { type StoreFault, storeFaultOf } from './store-fault.ts';
import { inTransaction } from './transaction.ts';

// Stores reports in a thread of its own: while one group is on its way to the disk, the next is being read and checked.

/** What the thread says of a group: what became of each, or that none is stored. */
export type FromIntakeThread =
	| { readonly stored: readonly StoredReport[] }
	/** What the store fails of, where it is the reason. */
	| { readonly fault: StoreFault | undefined; readonly reason: string };

const { file } = workerData as { readonly file: string };
const db = openSqlite(file);
// A flood writes the same pages again and again: they go from the log into the file once in 32 MB instead of once in 4.
const ready = sql`pragma wal_autocheckpoint=8000`.execute(db);

parentPort?.on('message', (text: string) => {
	const stored = ready.then(() => inTransaction(db, (trx) => storeReports(trx, reportsOf(text))));
	stored.then(
		(stored) => tell({ stored }),
		// What somebody wrote may stand in the message, so the name has to do.
		(error: unknown) =>
			tell({ fault: storeFaultOf(error), reason: error instanceof Error ? error.name : 'fault' }),
	);
});

/** Reports as the portal sent them; JSON knows no instants. */
function reportsOf(text: string): readonly NewReport[] {
	const instants = ['receivedAt', 'deleteAfter', 'expiresAt'];
	return JSON.parse(text, (name, value) => (instants.includes(name) ? new Date(value) : value));
}

function tell(message: FromIntakeThread): void {
	parentPort?.postMessage(message);
}
