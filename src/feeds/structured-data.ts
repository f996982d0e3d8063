import type { Localized } from '../domain/entry.ts';
import { mark, respondedAt, type Verdict } from '../domain/rumor-response.ts';
import { toOffsetString } from '../domain/time.ts';

/** A schema.org statement about a page (JSON-LD). */
export type StructuredData = Readonly<Record<string, unknown>>;

/** JSON-LD as the text of a script element; `<` is escaped so that no text can end the element. */
export function jsonLd(data: StructuredData): string {
	return JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c');
}

/** Ratings from 1 to 5 (schema.org ClaimReview); an unproven claim has none. */
const ratings: { readonly [verdict in Verdict]?: number } = {
	true: 5,
	outdated: 3,
	misleading: 2,
	false: 1,
};

/** One fact check; `undefined` while the claim is still being checked. */
export function claimReview(
	response: Localized<'rumors'>,
	{ url, author, verdict }: { url: string; author: string; verdict: string },
): StructuredData | undefined {
	const stamped = mark(response);
	if (stamped === 'checking') return undefined;
	const ratingValue = ratings[stamped];
	const scale = ratingValue ? { ratingValue, bestRating: 5, worstRating: 1 } : {};
	return {
		'@type': 'ClaimReview',
		url,
		datePublished: toOffsetString(respondedAt(response)),
		author: { '@type': 'GovernmentOrganization', name: author },
		claimReviewed: response.claim,
		itemReviewed: { '@type': 'Claim', datePublished: toOffsetString(response.heardAt) },
		reviewRating: { '@type': 'Rating', ...scale, alternateName: verdict },
	};
}

/** Questions with their short answers; nothing where there is no question. */
export function faqPage(faqs: readonly Localized<'faqs'>[]): StructuredData | undefined {
	if (faqs.length === 0) return undefined;
	return { '@type': 'FAQPage', mainEntity: faqs.map(question) };
}

function question({ title, summary, aliases }: Localized<'faqs'>): StructuredData {
	return {
		'@type': 'Question',
		name: title,
		...(aliases.length > 0 && { alternateName: aliases }),
		acceptedAnswer: { '@type': 'Answer', text: summary },
	};
}
