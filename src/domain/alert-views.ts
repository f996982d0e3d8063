/** What a browser may say of an alert where the county counts: that it was on the screen, or that it was opened. */
export const alertViewKinds = ['shown', 'opened'] as const;
export type AlertView = (typeof alertViewKinds)[number];

/** One in 1, 10, 100 or 1,000 browsers says so: all of a county at once would be a flood just when everybody reads. */
export const viewShares = [1, 0.1, 0.01, 0.001] as const;

/** So many answers tell enough: the estimate is right within a few percent. */
const answersWanted = 1000;

/** The share of browsers that are asked, for a number of subscribers. */
export function viewShareFor(subscribers: number): number {
	return viewShares.find((share) => subscribers * share <= answersWanted) ?? viewShares[3];
}

/** How many browsers an answer stands for. */
export function weightOf(share: number): number {
	return Math.round(1 / share);
}
