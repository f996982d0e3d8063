import { heldPromise } from '../../src/domain/held-promise.ts';
import { standingName } from '../../src/domain/receipt-telling.ts';
import { isClosed } from '../../src/domain/report.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import type { Item, Items } from '../store/items.ts';

export interface FollowParts {
	readonly items: Items;
	readonly now: Date;
	/** The responses as they were followed last: what is said anew differs from them. */
	readonly followed?: readonly PublishedResponse[];
}

/** Brings the desk's items in line with what is published: each response has an item, and answered ones say so. */
export async function followResponses(
	{ items, now, followed = [] }: FollowParts,
	responses: readonly PublishedResponse[],
): Promise<void> {
	for (const response of responses) {
		const { state } = response;
		const before = await items.get(response.item);
		const earlier = followed.find((each) => each.ref === response.ref);
		const nextUpdateAt = promiseOf(response, { item: before, earlier, now });
		if (!before) {
			await items.add({
				id: response.item,
				claim: response.wordings[0] ?? response.title,
				state,
				harm: 1,
				spread: 2,
				firstSeenAt: response.heardAt,
				firstAnsweredAt: now,
				nextUpdateAt,
				draftRef: response.ref,
				closedAt: state === 'answered' ? now : undefined,
			});
		} else if (saysMore({ ...response, nextUpdateAt }, before)) {
			await items.change(before.id, before.version, {
				state,
				nextUpdateAt,
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

/** When those who asked hear more. */
function promiseOf(
	{ state, nextUpdateAt }: PublishedResponse,
	known: {
		readonly item: Item | undefined;
		readonly earlier: PublishedResponse | undefined;
		readonly now: Date;
	},
): Date | undefined {
	const { item, earlier, now } = known;
	if (state !== 'checking') return nextUpdateAt;
	const isNew =
		earlier !== undefined && earlier.nextUpdateAt?.getTime() !== nextUpdateAt?.getTime();
	return heldPromise(item?.nextUpdateAt, { nextUpdateAt, isNew }, now);
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
