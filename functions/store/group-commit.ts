import { storeFaultOf } from './store-fault.ts';

/** What became of one row of a group: stored, or the fault that kept it alone out. */
type Settled<Outcome> = PromiseSettledResult<Outcome>;

interface Waiting<Row, Outcome> {
	readonly row: Row;
	readonly resolve: (outcome: Outcome) => void;
	readonly reject: (fault: unknown) => void;
}

/**
 * Stores rows that come at the same time in one transaction, so that they share its way to the disk. Each caller goes
 * on when its own row is there. Rows that come while a group is under way make up the next one, at most `most` of them.
 * A row that cannot be stored fails alone: its group is taken apart and stored one by one. Where the store itself fails, all do.
 */
export function groupCommit<Row, Outcome>(
	commit: (rows: readonly Row[]) => Promise<readonly Outcome[]>,
	most: number,
): (row: Row) => Promise<Outcome> {
	let waiting: Waiting<Row, Outcome>[] = [];
	let isRunning = false;

	function begin() {
		const group = waiting.slice(0, most);
		waiting = waiting.slice(most);
		const rows = group.map(({ row }) => row);
		return rows.length > 0 ? { group, settled: settle(commit, rows) } : undefined;
	}

	async function run(): Promise<void> {
		let underWay = begin();
		while (underWay) {
			const { group } = underWay;
			const settled = await underWay.settled;
			// What waits already goes on its way before anybody is answered, as answering takes as long as storing.
			const following = begin();
			answer(group, settled);
			// Whoever was answered may have sent more already.
			if (!following) await nextTurn();
			underWay = following ?? begin();
		}
		isRunning = false;
	}

	return (row) =>
		new Promise((resolve, reject) => {
			waiting.push({ row, resolve, reject });
			if (isRunning) return;
			isRunning = true;
			// All that have arrived by now come along.
			nextTurn().then(run, reject);
		});
}

function answer<Row, Outcome>(
	group: readonly Waiting<Row, Outcome>[],
	settled: readonly Settled<Outcome>[],
): void {
	for (const [index, outcome] of settled.entries()) {
		const caller = group[index];
		if (outcome.status === 'fulfilled') caller?.resolve(outcome.value);
		else caller?.reject(outcome.reason);
	}
}

function nextTurn(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

async function settle<Row, Outcome>(
	commit: (rows: readonly Row[]) => Promise<readonly Outcome[]>,
	rows: readonly Row[],
): Promise<readonly Settled<Outcome>[]> {
	try {
		const outcomes = await commit(rows);
		return outcomes.map((value) => ({ status: 'fulfilled', value }));
	} catch (reason) {
		if (rows.length === 1 || storeFaultOf(reason))
			return rows.map(() => ({ status: 'rejected', reason }));
		const settled: Settled<Outcome>[] = [];
		for (const row of rows) settled.push(...(await settle(commit, [row])));
		return settled;
	}
}
