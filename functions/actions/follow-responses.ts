import type { PublishedResponse } from '../../src/domain/site.ts';
import type { Items } from '../store/items.ts';

/** Brings the desk's items in line with what is published: each response has an item, and answered ones say so. */
export async function followResponses(
	{ items, now }: { readonly items: Items; readonly now: Date },
	responses: readonly PublishedResponse[],
): Promise<void> {
	for (const response of responses) {
		const state = response.state;
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
			});
		} else if (
			before.state !== state ||
			before.nextUpdateAt?.getTime() !== response.nextUpdateAt?.getTime()
		) {
			const answered = before.firstAnsweredAt ? {} : { firstAnsweredAt: now };
			await items.change(before.id, before.version, {
				state,
				nextUpdateAt: response.nextUpdateAt,
				...answered,
			});
		}
	}
}
