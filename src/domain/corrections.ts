import type { EntryData } from './collections.ts';
import { sentAt } from './notice.ts';
import { countyClock } from './time.ts';

/** Something the county took back or put right after it was published. */
export type Correction = { readonly at: Date } & (
	| {
			readonly kind: 'correction';
			readonly was: string;
			readonly now: string;
			readonly why: string;
	  }
	| { readonly kind: 'withdrawal'; readonly why: string }
	/** A smaller edit of the text: what changed and why, in one sentence. */
	| { readonly kind: 'edit'; readonly what: string }
);

/** What an entry adds to the public list of corrections, newest first: itself if it corrects or withdraws, and each edit of its text. */
export function correctionsOf(entry: EntryData): Correction[] {
	const edits = 'changes' in entry ? entry.changes : [];
	return [...itself(entry), ...edits.map((edit) => ({ kind: 'edit' as const, ...edit }))].sort(
		newestCorrection,
	);
}

function itself(entry: EntryData): Correction[] {
	if (!('lifecycle' in entry)) return [];
	const at = sentAt(entry);
	if (entry.lifecycle === 'withdrawal') return [{ kind: 'withdrawal', at, why: entry.summary }];
	if (entry.lifecycle !== 'correction' || !entry.correction) return [];
	return [{ kind: 'correction', at, ...entry.correction }];
}

/** The county's calendar years, `YYYY`, in which an entry adds to the list. */
export function yearsOfCorrections(entry: EntryData): string[] {
	return [...new Set(correctionsOf(entry).map(yearOf))];
}

/** The county's calendar year of a correction, `YYYY`. */
export function yearOf({ at }: Correction): string {
	return String(countyClock(at).year);
}

/** Orders corrections newest first. */
export function newestCorrection(a: Correction, b: Correction): number {
	return b.at.getTime() - a.at.getTime();
}
