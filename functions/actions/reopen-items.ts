import { bySystem } from '../../src/domain/desk-acts.ts';
import { standingName } from '../../src/domain/receipt-telling.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import { type AskerCounts, isSpike } from '../../src/domain/spike.ts';
import type { DeskActParts } from './desk-parts.ts';
import { record } from './desk-parts.ts';

/** Opens closed items again about which many ask anew. A published answer stays up, and goes on answering who asks. */
export async function reopenItems(
	parts: Pick<DeskActParts, 'work' | 'items' | 'audit'> & {
		readonly askersOfClosed: (
			now: Date,
		) => Promise<readonly ({ readonly item: string } & AskerCounts)[]>;
		readonly responses: () => readonly PublishedResponse[];
		readonly now: Date;
	},
): Promise<readonly string[]> {
	const acting = { by: bySystem, at: parts.now };
	const reopened: string[] = [];
	for (const { item: id, ...counts } of await parts.askersOfClosed(parts.now)) {
		if (!isSpike(counts)) continue;
		const item = await parts.items.get(id);
		if (!item) continue;
		const response = parts.responses().find((each) => each.item === id);
		const change = {
			state: 'unstarted',
			closedAt: undefined,
			clocksSince: parts.now,
			pausedMs: 0,
			reopenedAt: parts.now,
			reopenedOver:
				response?.state === 'answered' ? standingName({ state: 'answered', response }) : undefined,
		} as const;
		const changed = await parts.work.change(acting, id, item.version, change, 'reopen');
		if (changed === 'conflict') continue;
		await record({ ...parts, acting }, 'item.reopened', id, { count: counts.lately });
		reopened.push(id);
	}
	return reopened;
}
