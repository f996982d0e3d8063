import { randomUUID } from 'node:crypto';
import type { Day } from '../../src/domain/time.ts';
import { type DeskEffect, type DeskLog, noEffect } from '../store/desk-log.ts';
import type { ItemEvidence } from '../store/item-evidence.ts';
import { type DeskActParts, record } from './desk-parts.ts';

export interface NewEvidence {
	readonly what: string;
	readonly who: string;
	readonly date: Day;
	readonly url?: string | undefined;
	readonly image?: string | undefined;
}

type EvidenceParts = Pick<DeskActParts, 'items' | 'audit' | 'acting'> & {
	readonly evidence: ItemEvidence;
	readonly log: Pick<DeskLog, 'add'>;
};

/** Puts a piece of evidence on the list of an item. Its id; `undefined` when there is no such item. */
export async function collectEvidence(
	parts: EvidenceParts,
	item: string,
	found: NewEvidence,
): Promise<string | undefined> {
	if (!(await parts.items.get(item))) return undefined;
	const id = randomUUID();
	const { by, at } = parts.acting;
	await parts.evidence.add({ ...found, id, item, by: by.id, at });
	await entered(parts, 'evidence-add', item, { id, removed: true });
	await record(parts, 'item.evidence-added', item);
	return id;
}

/** Takes a piece of evidence off the list of its item. */
export async function dropEvidence(parts: EvidenceParts, id: string): Promise<boolean> {
	const found = await parts.evidence.get(id);
	if (!found || !(await parts.evidence.setRemoved(id, true, parts.acting.at))) return false;
	await entered(parts, 'evidence-remove', found.item, { id, removed: false });
	await record(parts, 'item.evidence-removed', found.item);
	return true;
}

/** `undo` is what taking the act back makes of it. */
async function entered(
	{ log, acting }: EvidenceParts,
	act: 'evidence-add' | 'evidence-remove',
	item: string,
	undo: DeskEffect['evidence'][number],
): Promise<void> {
	const effect = { ...noEffect, evidence: [undo] };
	await log.add({ ...acting, act, details: {}, effect }, [item]);
}
