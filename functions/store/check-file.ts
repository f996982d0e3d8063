import { DatabaseSync } from 'node:sqlite';
import { storeFaultOf } from './store-fault.ts';

/** How a file is looked at: `quick` reads every page, `thorough` compares the indexes with their tables, too. */
export type Thoroughness = 'quick' | 'thorough';

/** `mended` had damaged indexes, which were made again from their whole tables. A damaged file is left as it is. */
export type FileCheck = 'whole' | 'mended' | 'damaged';

/** Looks through the file of an embedded store that nobody else has open. It takes as long as reading the file does. */
export function checkFile(file: string, thoroughness: Thoroughness): FileCheck {
	const database = new DatabaseSync(file, { timeout: 5000 });
	try {
		if (isWhole(database, thoroughness === 'quick' ? 'quick_check' : 'integrity_check'))
			return 'whole';
		return mendIndexes(database) ? 'mended' : 'damaged';
	} catch (error) {
		if (storeFaultOf(error) === 'damaged') return 'damaged';
		throw error;
	} finally {
		database.close();
	}
}

function isWhole(database: DatabaseSync, check: 'quick_check' | 'integrity_check'): boolean {
	const [first] = database.prepare(`pragma ${check}(1)`).all();
	return first?.[check] === 'ok';
}

/** Makes all indexes again, and keeps that only where everything is whole afterwards. */
function mendIndexes(database: DatabaseSync): boolean {
	database.exec('begin immediate');
	try {
		database.exec('reindex');
		const isMended = isWhole(database, 'integrity_check');
		database.exec(isMended ? 'commit' : 'rollback');
		return isMended;
	} finally {
		if (database.isTransaction) database.exec('rollback');
	}
}
