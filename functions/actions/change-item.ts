import type { AuditLog } from '../store/audit.ts';
import type { Item, Items } from '../store/items.ts';

export type ItemChange = Parameters<Items['change']>[2];

export type ItemChanged =
	| { readonly kind: 'changed'; readonly item: Item }
	| { readonly kind: 'conflict'; readonly item?: Item | undefined };

/** Changes what the desk knows of an item: "we are checking", its risk, not a claim, referred. A stale change is refused. */
export async function changeItem(
	{
		items,
		audit,
		now,
		by,
	}: {
		readonly items: Items;
		readonly audit: Pick<AuditLog, 'append'>;
		readonly now: Date;
		readonly by: string;
	},
	id: string,
	version: number,
	change: ItemChange,
): Promise<ItemChanged> {
	const answers = change.state !== undefined && change.state !== 'unstarted';
	const before = await items.get(id);
	const first = answers && !before?.firstAnsweredAt ? { firstAnsweredAt: now } : {};
	const changed = await items.change(id, version, { ...change, ...first });
	if (changed === 'conflict') return { kind: 'conflict', item: await items.get(id) };
	const details = { version: changed.version, state: changed.state };
	await audit.append({ at: now, actor: by, action: 'item.changed', subject: id, details });
	return { kind: 'changed', item: changed };
}
