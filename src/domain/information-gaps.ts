import { type ItemState, isClosed } from './report.ts';

/** Something that residents ask about, with how many different people did. */
export interface AskedItem {
	readonly claim: string;
	readonly state: ItemState;
	readonly askers: number;
	readonly reportsSinceClosed: number;
	readonly hasResponse: boolean;
}

/** Why a question is a gap: nobody answered it yet, it was no rumor and has no page, or it is asked on although answered. */
export type GapReason = 'unanswered' | 'question' | 'asked-on';

export interface InformationGap {
	readonly claim: string;
	readonly reason: GapReason;
	readonly askers: number;
}

/** An answer that this many ask for again is not found, or not understood. */
const askedOn = 3;

/** What people want to know and do not find, most wanted first: work for the editors of the FAQs. */
export function informationGaps(
	items: readonly AskedItem[],
	most: number,
): readonly InformationGap[] {
	return items
		.flatMap((item) => {
			const reason = reasonOf(item);
			return reason && item.askers > 0 ? [{ claim: item.claim, reason, askers: item.askers }] : [];
		})
		.sort((a, b) => b.askers - a.askers)
		.slice(0, most);
}

function reasonOf({ state, hasResponse, reportsSinceClosed }: AskedItem): GapReason | undefined {
	if (hasResponse) return reportsSinceClosed >= askedOn ? 'asked-on' : undefined;
	return isClosed(state) ? 'question' : 'unanswered';
}
