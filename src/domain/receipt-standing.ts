import type { ItemState, Referral } from './report.ts';
import type { PublishedResponse } from './site.ts';

/** How reports can stand. */
export const receiptStates = [
	'received',
	'merged',
	'checking',
	'answered',
	'not-a-claim',
	'referred',
] as const satisfies readonly ReceiptStanding['state'][];

/** What became of a report, as far as its asker may know it. */
export type ReceiptStanding =
	/** `merged`: others asked the same, and nobody has begun to check it. */
	| { readonly state: 'received' | 'merged' | 'not-a-claim' }
	| { readonly state: 'referred'; readonly to?: Referral | undefined }
	/** Without a response it is the desk alone that says so. */
	| {
			readonly state: 'checking';
			readonly response?: PublishedResponse | undefined;
			readonly nextUpdateAt?: Date | undefined;
	  }
	| { readonly state: 'answered'; readonly response: PublishedResponse };

/** The standing of a report that is in an item. What is published counts for more than what the desk says of the item. `askers`: how many reports are in it. */
export function receiptStanding(
	response: PublishedResponse | undefined,
	item:
		| {
				readonly state: ItemState;
				readonly nextUpdateAt?: Date | undefined;
				readonly referredTo?: Referral | undefined;
		  }
		| undefined,
	askers = 1,
): ReceiptStanding {
	if (response?.state === 'answered') return { state: 'answered', response };
	if (response) return { state: 'checking', response, nextUpdateAt: response.nextUpdateAt };
	switch (item?.state) {
		case 'checking':
		case 'awaiting-source':
			return { state: 'checking', nextUpdateAt: item.nextUpdateAt };
		case 'not-a-claim':
			return { state: 'not-a-claim' };
		case 'referred':
			return { state: 'referred', to: item.referredTo };
		default:
			return { state: item && askers > 1 ? 'merged' : 'received' };
	}
}
