import { callsForHelp } from './crisis.ts';
import { redact, withoutInvisible } from './redact.ts';

/** What a reader may say about a page. */
export const pageAnswers = ['enough', 'not-enough'] as const;
export type PageAnswer = (typeof pageAnswers)[number];

/** What staff did about what a reader missed: somebody has read it, or what was missing is there now or will not come. */
export const gapStates = ['read', 'handled'] as const;
export type GapState = (typeof gapStates)[number];

/** What staff write about it, in characters. */
export const longestGapNote = 200;

/** What is missing on a page, as a reader writes it, in characters. */
export const longestGap = 300;

/** Pages that ask whether they were enough. Pages of comfort ask nothing, and count nothing (facts on self-checks). */
export function asksForFeedback(path: string): boolean {
	return /^(?:\/[a-z-]+)?\/(?:notices|rumors|faqs|guides)\/[a-z0-9-]+\/$/.test(path);
}

/** Fewer searches than this could be those of one person: they are counted and not shown. */
export const fewestSearches = 3;

const longestWords = 40;

/**
 * Words that found nothing, as they are counted for the editors: in one spelling, without personal data. `undefined` for
 * what is never kept: words of somebody who needs help, and what is too long to be a question of many.
 */
export function countedWords(words: string): string | undefined {
	const typed = withoutInvisible(words.normalize('NFKC')).trim().replace(/\s+/g, ' ').toLowerCase();
	if (typed === '' || typed.length > longestWords || callsForHelp(typed)) return undefined;
	return redact(typed).found.length > 0 ? undefined : typed;
}
