import { keyUndoMs } from '../../src/domain/desk-acts.ts';
import type { BulkReports } from '../store/bulk-reports.ts';
import type { DeskEffect, DeskLog } from '../store/desk-log.ts';
import type { Undone } from '../store/undo-desk-act.ts';
import { type DeskActParts, record } from './desk-parts.ts';

type UndoParts = Pick<DeskActParts, 'work' | 'audit' | 'acting' | 'learn' | 'unlearn'> & {
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
async function teach({ contents, learn, unlearn }: UndoParts, effect: DeskEffect): Promise<void> {
	for (const { ids, before, after } of effect.reports) {
		if (before.item_id === after.item_id) continue;
		for (const { content } of await contents(ids)) {
			if (after.item_id !== null) unlearn(after.item_id, content);
			if (before.item_id !== null) learn(before.item_id, content);
		}
	}
}
