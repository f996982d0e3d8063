import type { Notice } from './notice.ts';

/** `severity` of CAP 1.2, without `Unknown`. */
export type Severity = 'Extreme' | 'Severe' | 'Moderate' | 'Minor';

/** How a notice is said in the code words of CAP 1.2 (§3.2): pure tables, each word with its reason. */
type Hazard = Notice['hazard'];

/** `msgType` (§3.2.1): what lifts a warning updates it; only what was sent in error is cancelled. */
export const msgTypes: {
	readonly [lifecycle in Notice['lifecycle']]: 'Alert' | 'Update' | 'Cancel';
} = {
	issue: 'Alert',
	update: 'Update',
	correction: 'Update',
	lift: 'Update',
	withdrawal: 'Cancel',
};

/** `category` (§3.2.2). */
export const categories: { readonly [hazard in Hazard]: string } = {
	'infectious-disease': 'Health',
	flood: 'Met',
	typhoon: 'Met',
	landslide: 'Geo',
	earthquake: 'Geo',
	fire: 'Fire',
	cold: 'Met',
	heat: 'Met',
	'water-supply': 'Infra',
	'food-safety': 'Health',
	other: 'Other',
};

const severityOfColor = {
	red: 'Extreme',
	orange: 'Severe',
	yellow: 'Moderate',
	blue: 'Minor',
} as const;

const severityOfGrade = {
	extraordinary: 'Extreme',
	major: 'Severe',
	serious: 'Moderate',
	general: 'Minor',
} as const;

/** `severity` (§3.2.2): of the warning color, else of the event's grade; a response level says nothing of it. Never `Unknown`. */
export function severityOf(notice: Partial<Pick<Notice, 'warningColor' | 'eventGrade'>>): Severity {
	if (notice.warningColor) return severityOfColor[notice.warningColor];
	return notice.eventGrade ? severityOfGrade[notice.eventGrade] : 'Minor';
}

/** `responseType` (§3.2.2): what the reader is asked for, the gravest first. */
export function responseTypesOf(
	notice: Pick<Notice, 'lifecycle' | 'noActionNeeded' | 'actions' | 'avoid' | 'urgency'>,
): readonly string[] {
	if (notice.lifecycle === 'lift') return ['AllClear'];
	if (notice.lifecycle === 'withdrawal') return ['None'];
	const asked = [
		...(notice.actions.length > 0 ? [notice.urgency === 'immediate' ? 'Execute' : 'Prepare'] : []),
		...(notice.avoid.length > 0 ? ['Avoid'] : []),
	];
	if (asked.length > 0) return asked;
	return [notice.noActionNeeded ? 'None' : 'Monitor'];
}

/** `expires` (§3.2.2): a notice without an end is valid until it is looked at again, and what ends others for a day. */
export function expiryOf(
	notice: Pick<Notice, 'expires' | 'reviewBy' | 'nextUpdateAt' | 'effective'>,
): Date {
	const day = 24 * 3_600_000;
	return (
		notice.expires ??
		notice.reviewBy ??
		notice.nextUpdateAt ??
		new Date(notice.effective.getTime() + day)
	);
}

/** A code word of ours as CAP writes it: `expected` is `Expected`. */
export function capitalized(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}
