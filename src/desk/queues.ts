import { isClosed } from '../domain/report.ts';
import { reportStandings } from '../domain/report-standing.ts';
import type { DeskItem, DeskReport } from './api.ts';
import type { DeskRows } from './desk-rows.ts';
import { hasAllWords, searchWords } from './find-items.ts';

export const queueNames = ['waiting', 'open', 'mine', 'closed', 'aside', 'all'] as const;
/**
 * Reports to be grouped; items that something is still to be done about; what is assigned to me; closed items; reports
 * that were set aside; everything that waits, is open or closed, to find something in.
 */
export type QueueName = (typeof queueNames)[number];

export const orders = ['risk', 'due', 'spread', 'age'] as const;
export type Order = (typeof orders)[number];

/** A line of a queue. */
export type Row =
	| { readonly kind: 'report'; readonly id: string; readonly report: DeskReport }
	| { readonly kind: 'item'; readonly id: string; readonly item: DeskItem };

export interface Filter {
	readonly text: string;
	readonly risk: '' | DeskItem['risk'];
	readonly area: string;
}

export const noFilter: Filter = { text: '', risk: '', area: '' };

/** The lines of a queue in their order. Calls for help come first, whatever the order. */
export function queueRows(
	{ items, reports, frame }: DeskRows,
	queue: QueueName,
	order: Order,
	/** What was set aside, in its own order. */
	aside: readonly DeskReport[] = [],
): readonly Row[] {
	if (queue === 'aside') return aside.map(toRow);
	const isMine = ({ assignee }: { readonly assignee?: string }) => assignee === frame.me.id;
	const lists = {
		waiting: [[...reports.values()], []],
		open: [[], [...items.values()].filter(({ state }) => !isClosed(state))],
		mine: [[...reports.values()].filter(isMine), [...items.values()].filter(isMine)],
		closed: [[], [...items.values()].filter(({ state }) => isClosed(state))],
		all: [[...reports.values()], [...items.values()]],
	} as const satisfies Record<
		Exclude<QueueName, 'aside'>,
		readonly [readonly DeskReport[], readonly DeskItem[]]
	>;
	const [someReports, someItems] = lists[queue];
	return [...sortedReports(someReports), ...sortedItems(someItems, order)];
}

/** Keeps the lines that have all words of a filter. A call for help stays, whatever is looked for. */
export function filtered(rows: readonly Row[], { text, risk, area }: Filter): readonly Row[] {
	const words = searchWords(text);
	if (words.length === 0 && risk === '' && area === '') return rows;
	return rows.filter((row) => {
		if (row.kind === 'report' && row.report.crisis) return true;
		if (row.kind === 'item' && risk !== '' && row.item.risk !== risk) return false;
		if (row.kind === 'report' && area !== '' && row.report.area !== area) return false;
		return hasAllWords(row.kind === 'report' ? row.report.content : row.item.claim, words);
	});
}

/** How many reports that wait and items have the words that are looked for without being among the lines of a queue. */
export function foundElsewhere(
	{ items, reports }: DeskRows,
	lines: readonly Row[],
	text: string,
): number {
	const words = searchWords(text);
	if (words.length === 0) return 0;
	const here = new Set(lines.map(({ id }) => id));
	let count = 0;
	for (const { id, content } of reports.values())
		if (!here.has(id) && hasAllWords(content, words)) count += 1;
	for (const { id, claim } of items.values())
		if (!here.has(id) && hasAllWords(claim, words)) count += 1;
	return count;
}

/** Whether a line is of a report that looks like one of a flood, or like advertising. A call for help never is. */
export function isSuspect(row: Row): boolean {
	return row.kind === 'report' && row.report.standing === 'suspect' && !row.report.crisis;
}

/** How many lines each queue has; suspect reports, which stand folded up at the end of theirs, are not counted. */
export function queueCounts({
	items,
	reports,
	frame,
}: DeskRows): Readonly<Record<QueueName, number>> {
	const counts = {
		waiting: 0,
		open: 0,
		mine: 0,
		closed: 0,
		aside: frame.asideCount,
		all: reports.size + items.size,
	};
	for (const { state, assignee } of items.values()) {
		counts[isClosed(state) ? 'closed' : 'open'] += 1;
		if (assignee === frame.me.id) counts.mine += 1;
	}
	for (const { assignee, standing, crisis } of reports.values()) {
		if (standing !== 'suspect' || crisis) counts.waiting += 1;
		if (assignee === frame.me.id) counts.mine += 1;
	}
	return counts;
}

/** The earliest promise of an item that is still to be kept, in epoch milliseconds. */
export function promised({ state, due, nextUpdateAt }: DeskItem): number {
	if (isClosed(state)) return Number.POSITIVE_INFINITY;
	const promises = [due.holdingLine, due.verdict, nextUpdateAt];
	return Math.min(
		Number.POSITIVE_INFINITY,
		...promises.flatMap((each) => (each ? [Date.parse(each)] : [])),
	);
}

/** Calls for help first, then by what is known of how a report was sent, then the oldest: a flood stands behind who did the work, among calls too. */
function sortedReports(reports: readonly DeskReport[]): readonly Row[] {
	const keyed = reports.map((report) => ({
		report,
		rank: reportStandings.indexOf(report.standing) - (report.crisis ? reportStandings.length : 0),
		at: Date.parse(report.receivedAt),
	}));
	keyed.sort((a, b) => a.rank - b.rank || a.at - b.at);
	return keyed.map(({ report }) => toRow(report));
}

function toRow(report: DeskReport): Row {
	return { kind: 'report', id: report.id, report };
}

const riskRank = { high: 0, medium: 1, low: 2 } as const;

/** By what was chosen first, and then by the others: risk, clock, spread, age. Never by the raw count, which anybody can push up. */
function sortedItems(items: readonly DeskItem[], order: Order): readonly Row[] {
	const keyed = items.map((item) => ({
		item,
		keys: {
			risk: riskRank[item.risk],
			due: promised(item),
			spread: -item.askers,
			age: Date.parse(item.firstSeenAt),
		},
	}));
	const names = [order, ...orders.filter((each) => each !== order)];
	keyed.sort((a, b) => {
		// Two that are promised nothing are equal, and infinity less infinity is no number.
		for (const name of names) if (a.keys[name] !== b.keys[name]) return a.keys[name] - b.keys[name];
		return 0;
	});
	return keyed.map(({ item }) => ({ kind: 'item', id: item.id, item }));
}
