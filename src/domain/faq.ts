import type { Faq } from './collections.ts';

/** Answers that no newer answer has replaced: first those that editors gave a place, then the latest reviewed. */
export function currentFaqs<F extends Faq>(faqs: readonly F[]): F[] {
	return faqs
		.filter((faq) => faq.supersededBy === undefined)
		.sort((a, b) => placeOf(a) - placeOf(b) || b.lastReviewed.localeCompare(a.lastReviewed));
}

function placeOf({ place }: Faq): number {
	return place ?? Number.POSITIVE_INFINITY;
}

/** The answer that holds now in place of a superseded one, over any number of steps; `undefined` where none holds. */
export function successorOf<F extends Faq>(
	faq: F,
	find: (ref: string) => F | undefined,
): F | undefined {
	const seen = new Set<F>([faq]);
	let next = faq.supersededBy === undefined ? undefined : find(faq.supersededBy);
	while (next?.supersededBy !== undefined && !seen.has(next)) {
		seen.add(next);
		next = find(next.supersededBy);
	}
	return next && !seen.has(next) ? next : undefined;
}
