import { inOrder, type Order, type Ranked, recentMs, riskUnknown } from '../domain/desk-order.ts';
import { isClosed, riskLevel } from '../domain/report.ts';
import { foldReports } from '../domain/report-folds.ts';
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

/** Reports of one line: one at least. */
type ReportFold = readonly [DeskReport, ...DeskReport[]];

/** A line of a queue. */
export type Row =
	/** Reports that say the same, oldest first, which gives the line its name. Most lines have one. */
	| {
			readonly kind: 'report';
			readonly id: string;
			readonly report: DeskReport;
			readonly reports: ReportFold;
	  }
	| { readonly kind: 'item'; readonly id: string; readonly item: DeskItem };

export interface Filter {
	readonly text: string;
	readonly risk: '' | DeskItem['risk'];
	readonly area: string;
}

export const noFilter: Filter = { text: '', risk: '', area: '' };

/** How a queue is looked at. */
export interface Look {
	readonly order: Order;
	/** In epoch milliseconds. */
	readonly now: number;
	/** What was set aside, in its own order. */
	readonly aside?: readonly DeskReport[];
	/** Reports that somebody took out of their line, by id. */
	readonly apart?: ReadonlySet<string>;
}

/** The lines of a queue in their order. Calls for help come first, whatever the order. */
export function queueRows(
	{ items, reports, frame }: DeskRows,
	queue: QueueName,
	{ order, now, aside = [], apart }: Look,
): readonly Row[] {
	if (queue === 'aside') return aside.map((report) => toRow([report]));
	const isMine = ({ assignee }: { readonly assignee?: string }) => assignee === frame.me.id;
	const folded = () => foldReports(reports.values(), apart).map(toRow);
	const some = (which: (item: DeskItem) => boolean) =>
		[...items.values()].filter(which).map(toItemRow);
	const lists = {
		waiting: folded,
		open: () => some(({ state }) => !isClosed(state)),
		mine: () => [
			...folded().filter((row) => row.kind === 'report' && row.reports.some(isMine)),
			...some(isMine),
		],
		closed: () => some(({ state }) => isClosed(state)),
		all: () => [...folded(), ...some(() => true)],
	} satisfies Record<Exclude<QueueName, 'aside'>, () => readonly Row[]>;
	return inOrder(lists[queue](), (row) => rankedOf(row, now), { order, now });
}

/** Keeps the lines that have all words of a filter. A call for help stays, whatever is looked for. */
export function filtered(rows: readonly Row[], { text, risk, area }: Filter): readonly Row[] {
	const words = searchWords(text);
	if (words.length === 0 && risk === '' && area === '') return rows;
	return rows.filter((row) => {
		if (row.kind === 'item')
			return (risk === '' || row.item.risk === risk) && hasAllWords(row.item.claim, words);
		if (row.report.crisis) return true;
		return row.reports.some(
			(report) => (area === '' || report.area === area) && hasAllWords(report.content, words),
		);
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
	const here = new Set(lines.flatMap(idsOf));
	let count = 0;
	for (const { id, content } of reports.values())
		if (!here.has(id) && hasAllWords(content, words)) count += 1;
	for (const { id, claim } of items.values())
		if (!here.has(id) && hasAllWords(claim, words)) count += 1;
	return count;
}

/** Whether a line is of reports that all look like a flood, or like advertising. A call for help never is. */
export function isSuspect(row: Row): boolean {
	return row.kind === 'report' && row.reports.every(looksSuspect);
}

/** The reports or the item that a line stands for, by their ids. */
export function idsOf(row: Row): readonly string[] {
	return row.kind === 'report' ? row.reports.map(({ id }) => id) : [row.id];
}

/** How many reports and items each queue has; suspect reports, which stand folded up at the end of theirs, are not counted. */
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
	for (const report of reports.values()) {
		if (!looksSuspect(report)) counts.waiting += 1;
		if (report.assignee === frame.me.id) counts.mine += 1;
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

/** What a line is ranked by. */
export function rankedOf(row: Row, now: number): Ranked {
	return row.kind === 'item' ? rankedItem(row.item, now) : rankedReports(row.reports, now);
}

function rankedItem(item: DeskItem, now: number): Ranked {
	const isRecent = item.lastSeenAt !== undefined && Date.parse(item.lastSeenAt) >= now - recentMs;
	return {
		isCall: false,
		standing: 'proven',
		due: promised(item),
		risk: item.risk,
		// A row comes again only when it changes: of one that nobody asks about any more nothing spreads.
		recentAskers: isRecent ? item.recentAskers : 0,
		since: Date.parse(item.firstSeenAt),
	};
}

function rankedReports(reports: ReportFold, now: number): Ranked {
	const askers = new Set<string>();
	let due = Number.POSITIVE_INFINITY;
	let standing = reportStandings.length - 1;
	for (const report of reports) {
		standing = Math.min(standing, reportStandings.indexOf(report.standing));
		if (report.due) due = Math.min(due, Date.parse(report.due));
		const isRecent = Date.parse(report.receivedAt) >= now - recentMs;
		if (isRecent && report.standing !== 'suspect') askers.add(report.from ?? report.id);
	}
	return {
		isCall: reports.some(({ crisis }) => crisis),
		standing: reportStandings[standing] ?? 'suspect',
		due,
		risk: riskLevel(riskUnknown),
		recentAskers: askers.size,
		since: Date.parse(reports[0].receivedAt),
	};
}

function looksSuspect({ standing, crisis }: DeskReport): boolean {
	return standing === 'suspect' && !crisis;
}

function toRow(reports: ReportFold): Row {
	const [report] = reports;
	return { kind: 'report', id: report.id, report, reports };
}

function toItemRow(item: DeskItem): Row {
	return { kind: 'item', id: item.id, item };
}
