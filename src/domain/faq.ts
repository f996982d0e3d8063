import type { Faq } from './collections.ts';

/** Answers that no newer answer has replaced, the latest reviewed first. */
export function currentFaqs<F extends Faq>(faqs: readonly F[]): F[] {
	return faqs
		.filter((faq) => faq.supersededBy === undefined)
		.sort((a, b) => b.lastReviewed.localeCompare(a.lastReviewed));
}
