import { keyUndoMs } from '../../src/domain/desk-acts.ts';
import type { BulkReports } from '../store/bulk-reports.ts';
import type { DeskEffect, DeskLog } from '../store/desk-log.ts';
import type { Undone } from '../store/undo-desk-act.ts';
import { type DeskActParts, learnItem, record } from './desk-parts.ts';

type UndoParts = DeskActParts & {
	readonly log: Pick<DeskLog, 'lastOf'>;
	readonly contents: BulkReports['contents'];
};

/** Takes back the last act of a person, as one key does; later than half a minute after it there is nothing to take back. */
export async function undoLast(parts: UndoParts): Promise<Undone> {
	const since = new Date(parts.acting.at.getTime() - keyUndoMs);
	const last = await parts.log.lastOf(parts.acting.by.id, since);
	return last ? undoEntry(parts, last.id) : { kind: 'no-such-entry' };
}

/** Takes back an act from the log, at any time, if nothing that came after rests on it. */
export async function undoEntry(parts: UndoParts, entry: string): Promise<Undone> {
	const undone = await parts.work.undo(parts.acting, entry);
	if (undone.kind !== 'undone') return undone;
	await teach(parts, undone.effect);
	await record(parts, 'desk.undone', entry, { act: undone.act });
	return undone;
}

/** The matcher forgets what it was taught with the act. */
async function teach(parts: UndoParts, effect: DeskEffect): Promise<void> {
	const { contents, items, learn, unlearn } = parts;
	const touched = new Set<string>();
	for (const { id, before, after } of effect.items) {
		if (!after.mergedInto || before.mergedInto === after.mergedInto) continue;
		unlearn(after.mergedInto, (await items.get(id))?.claim ?? '');
		touched.add(after.mergedInto);
	}
	for (const id of effect.made) parts.unlearnItem(id);
	for (const { ids, before, after } of effect.reports) {
		if (before.item_id === after.item_id) continue;
		for (const { content } of await contents(ids)) {
			if (after.item_id !== null) unlearn(after.item_id, content);
			if (before.item_id !== null) learn(before.item_id, content);
		}
		if (after.item_id !== null && !effect.made.includes(after.item_id)) touched.add(after.item_id);
	}
	// What was taken back may be said of the item by others, too.
	for (const item of touched) await learnItem(parts, item);
}
