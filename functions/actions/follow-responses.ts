import { standingName } from '../../src/domain/receipt-telling.ts';
import { isClosed } from '../../src/domain/report.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import type { Item, Items } from '../store/items.ts';

/** Brings the desk's items in line with what is published: each response has an item, and answered ones say so. */
export async function followResponses(
	{ items, now }: { readonly items: Items; readonly now: Date },
	responses: readonly PublishedResponse[],
): Promise<void> {
	for (const response of responses) {
		const { state } = response;
		const before = await items.get(response.item);
		if (!before) {
			await items.add({
				id: response.item,
				claim: response.wordings[0] ?? response.title,
				state,
				harm: 1,
				spread: 2,
				firstSeenAt: response.heardAt,
				firstAnsweredAt: now,
				nextUpdateAt: response.nextUpdateAt,
				draftRef: response.ref,
				closedAt: state === 'answered' ? now : undefined,
			});
		} else if (saysMore(response, before)) {
			await items.change(before.id, before.version, {
				state,
				nextUpdateAt: response.nextUpdateAt,
				closedAt: state === 'answered' ? now : undefined,
				reopenedAt: undefined,
				reopenedOver: undefined,
				draftRef: response.ref,
				...(before.firstAnsweredAt ? {} : { firstAnsweredAt: now }),
				...(isClosed(before.state) && !isClosed(state) ? { clocksSince: now, pausedMs: 0 } : {}),
			});
		}
	}
}

/** Whether a response says something that the item does not say yet. */
function saysMore(response: PublishedResponse, item: Item): boolean {
	// Opened again over this very answer, it is for moderators to close.
	if (
		item.reopenedOver !== undefined &&
		response.state === 'answered' &&
		item.reopenedOver === standingName({ state: 'answered', response })
	)
		return false;
	const isSameTime = item.nextUpdateAt?.getTime() === response.nextUpdateAt?.getTime();
	// Who waits for a source is still checking.
	if (response.state === 'checking' && item.state === 'awaiting-source') return false;
	return item.state !== response.state || !isSameTime || item.draftRef === undefined;
}
