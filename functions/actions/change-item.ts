import {
	type ComparedFields,
	changeBrings,
	type ItemDifference,
	itemDifferences,
	type WantedChange,
} from '../../src/domain/item-change.ts';
import { standingName } from '../../src/domain/receipt-telling.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import type { DeskLog } from '../store/desk-log.ts';
import type { Item } from '../store/items.ts';
import { type DeskActParts, record } from './desk-parts.ts';

export type ItemChanged =
	| { readonly kind: 'changed'; readonly item: Item }
	| { readonly kind: 'no-such-item' }
	/** Somebody else changed it meanwhile: who, when where that is known, and what. */
	| {
			readonly kind: 'conflict';
			readonly item: Item;
			readonly by?: string | undefined;
			readonly at?: Date | undefined;
			readonly differences: readonly ItemDifference[];
	  };

/** What a moderator looked at when asking for a change. */
export interface Looked {
	readonly version: number;
	/** The fields as they were shown. */
	readonly seen?: Partial<ComparedFields>;
}

/** Changes what the desk knows of an item: "we are checking", its risk, who is waited for, not a claim, referred. A stale change is refused. */
export async function changeItem(
	parts: Pick<DeskActParts, 'work' | 'items' | 'audit' | 'acting'> & {
		readonly log: Pick<DeskLog, 'ofItem'>;
		readonly responses: () => readonly PublishedResponse[];
	},
	id: string,
	looked: Looked,
	wanted: WantedChange,
): Promise<ItemChanged> {
	const before = await parts.items.get(id);
	if (!before) return { kind: 'no-such-item' };
	const brings = changeBrings(before, wanted, parts.acting.at, answerOf(parts.responses(), id));
	const change = { ...wanted, ...brings };
	const changed = await parts.work.change(parts.acting, id, looked.version, change);
	if (changed === 'conflict') return conflict(parts, id, looked, wanted);
	await record(parts, 'item.changed', id, { version: changed.version, state: changed.state });
	return { kind: 'changed', item: changed };
}

function answerOf(responses: readonly PublishedResponse[], id: string): string | undefined {
	const response = responses.find((each) => each.item === id && each.state === 'answered');
	return response && standingName({ state: 'answered', response });
}

async function conflict(
	{ items, log }: Parameters<typeof changeItem>[0],
	id: string,
	{ seen = {} }: Looked,
	wanted: WantedChange,
): Promise<ItemChanged> {
	const item = await items.get(id);
	if (!item) return { kind: 'no-such-item' };
	const [last] = await log.ofItem(id, 1);
	const differences = itemDifferences(seen, comparable(item), {
		...wanted,
		...(wanted.nextUpdateAt ? { nextUpdateAt: wanted.nextUpdateAt.toISOString() } : {}),
	} as Partial<ComparedFields>);
	return { kind: 'conflict', item, by: last?.by.name, at: last?.at, differences };
}

function comparable(item: Item): ComparedFields {
	return { ...item, nextUpdateAt: item.nextUpdateAt?.toISOString() };
}
