import type { DeskFrame, DeskItem, DeskReport, StateAnswer } from './api.ts';

/** Everything a desk knows: rows by their ids, and where its reading of changes goes on. */
export interface DeskRows {
	readonly mark: number;
	readonly items: ReadonlyMap<string, DeskItem>;
	readonly reports: ReadonlyMap<string, DeskReport>;
	readonly frame: DeskFrame;
	/** Whether all pages are there. */
	readonly complete: boolean;
}

/** Puts an answer of the server into what a desk knows. A first page begins anew; rows that are the same stay the same objects. */
export function withAnswer(known: DeskRows | undefined, answer: StateAnswer): DeskRows {
	const beginsAnew = known === undefined || (answer.whole && known.complete);
	const items = new Map(beginsAnew ? [] : known.items);
	const reports = new Map(beginsAnew ? [] : known.reports);
	for (const item of answer.items) items.set(item.id, item);
	for (const report of answer.reports) reports.set(report.id, report);
	for (const id of answer.gone.items) items.delete(id);
	for (const id of answer.gone.reports) reports.delete(id);
	const { waitingCount, asideCount, people, locks, standings, exerciseRuns, me, choices } = answer;
	return {
		// Of a reading in pages the first mark counts: what changed since is asked for afterwards.
		mark: answer.whole && !beginsAnew ? known.mark : answer.mark,
		items,
		reports,
		frame: { waitingCount, asideCount, people, locks, standings, exerciseRuns, me, choices },
		complete: answer.whole ? answer.next === undefined : (known?.complete ?? false),
	};
}

/** Takes reports off the list before the server has answered, so that the next one is there at once. */
export function withoutReports(known: DeskRows, ids: readonly string[]): DeskRows {
	const reports = new Map(known.reports);
	for (const id of ids) reports.delete(id);
	return { ...known, reports };
}

/** The name of a township that a report gives by its code; one that the settings no longer know stays as it is. */
export function areaName({ frame }: DeskRows, code: string | undefined): string | undefined {
	return frame.choices.areas.find((area) => area.code === code)?.name ?? code;
}
