import { hour } from './time.ts';

/** Where a resident came across a claim. Never who said it. */
export const channels = [
	'wechat-group',
	'wechat-moments',
	'short-video',
	'phone-or-sms',
	'neighbors',
	'market',
	'website',
	'other',
] as const;
export type Channel = (typeof channels)[number];

/** In characters. */
export const longestReport = 500;

/** A claim as an item has it, in characters. */
export const longestClaim = 200;

/** A comment on the review of an incident, in characters. */
export const longestComment = 2000;

/** How a report came in: by the form, typed in by staff who were told it, or out of a file. */
export const intakes = ['form', 'hotline', 'counter', 'village-officer', 'import'] as const;
export type Intake = (typeof intakes)[number];

/** States of an item on the desk. Verdicts belong to published responses. */
export const itemStates = [
	'unstarted',
	'checking',
	/** Checked, and somebody was asked who has not answered: the clocks stand still. */
	'awaiting-source',
	'answered',
	'not-a-claim',
	'referred',
] as const;
export type ItemState = (typeof itemStates)[number];

/** Whether nothing more is to be done about an item in this state. */
export function isClosed(state: ItemState): boolean {
	return state === 'answered' || state === 'not-a-claim' || state === 'referred';
}

/** Where what is no rumor is sent on to. */
export const referrals = ['12345', '110', '120', '12377'] as const;
export type Referral = (typeof referrals)[number];

/** Harm and spread, 1 to 3 each. */
export interface Risk {
	readonly harm: number;
	readonly spread: number;
}

/** High from 6, medium from 3 (facts on triage, 3.3). */
export function riskLevel({ harm, spread }: Risk): 'high' | 'medium' | 'low' {
	const product = harm * spread;
	if (product >= 6) return 'high';
	return product >= 3 ? 'medium' : 'low';
}

/** The county's promised times, in hours. */
export interface DeskClocks {
	readonly holdingLine: number;
	readonly verdictHigh: number;
	readonly verdictMedium: number;
}

/** What the clocks of a claim depend on. */
export interface ClockedItem extends Risk {
	readonly firstSeenAt: Date;
	/** When it was opened again after it was closed: the clock of the verdict runs from there. */
	readonly clocksSince?: Date | undefined;
	/** How long it waited for sources since, in milliseconds; that does not count for the verdict. */
	readonly pausedMs?: number;
}

/** When the first answer and the verdict are due. Who asked first waits for the first answer, whatever happened since. */
export function dueTimes(
	item: ClockedItem,
	clocks: DeskClocks,
): { readonly holdingLine?: Date; readonly verdict?: Date } {
	const { firstSeenAt, clocksSince = firstSeenAt, pausedMs = 0 } = item;
	const verdict = (hours: number) => new Date(clocksSince.getTime() + hours * hour + pausedMs);
	switch (riskLevel(item)) {
		case 'high':
			return {
				holdingLine: new Date(firstSeenAt.getTime() + clocks.holdingLine * hour),
				verdict: verdict(clocks.verdictHigh),
			};
		case 'medium':
			return { verdict: verdict(clocks.verdictMedium) };
		case 'low':
			return {};
	}
}

/** The alphabet of receipts: Crockford's, without letters that look like digits. */
const receiptAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten random bytes (80 bits) as a receipt a person can copy: `7K3M-…` in four groups of four. */
export function receiptFrom(bytes: Uint8Array): string {
	let text = '';
	let held = 0;
	let bits = 0;
	for (const byte of bytes.subarray(0, 10)) {
		held = ((held << 8) | byte) & 0xfff;
		for (bits += 8; bits >= 5; bits -= 5) text += receiptAlphabet[(held >> (bits - 5)) & 31];
	}
	return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** A receipt as typed by a person, in its one form; `undefined` when it cannot be one. */
export function parseReceipt(typed: string): string | undefined {
	const plain = typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s-]/g, '')
		.replace(/O/g, '0')
		.replace(/[IL]/g, '1');
	if (plain.length !== 16 || [...plain].some((character) => !receiptAlphabet.includes(character)))
		return undefined;
	return plain.replace(/(.{4})(?=.)/g, '$1-');
}

/** The desk's item behind a response that was written without one. */
export function itemOfResponse(ref: string): string {
	return `response-${ref}`;
}
