import type { Notice } from '../domain/collections.ts';
import type { Localized } from '../domain/entry.ts';
import { isEnding, sentAt } from '../domain/notice.ts';
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

/** The body that says something, and the address of its portal. */
export interface Publisher {
	readonly name: string;
	readonly url: string;
}

/** One fact check; `undefined` while the claim is still being checked. */
export function claimReview(
	response: Localized<'rumors'>,
	{ url, author, verdict }: { url: string; author: Publisher; verdict: string },
): StructuredData | undefined {
	const stamped = mark(response);
	if (stamped === 'checking') return undefined;
	const ratingValue = ratings[stamped];
	const scale = ratingValue ? { ratingValue, bestRating: 5, worstRating: 1 } : {};
	return {
		'@type': 'ClaimReview',
		url,
		datePublished: toOffsetString(respondedAt(response)),
		author: organization(author),
		claimReviewed: response.claim,
		itemReviewed: { '@type': 'Claim', datePublished: toOffsetString(response.heardAt) },
		reviewRating: { '@type': 'Rating', ...scale, alternateName: verdict },
	};
}

/**
 * A notice of an event, for search engines that show what a local authority says of it; `undefined` for a notice of no
 * event, and for one that only ends others.
 */
export function specialAnnouncement(
	notice: Localized<'notices'>,
	about: {
		readonly url: string;
		readonly publisher: Publisher;
		readonly hazard: string;
		readonly areas: readonly string[];
	},
): StructuredData | undefined {
	if (!isOfEvent(notice)) return undefined;
	return {
		'@type': 'SpecialAnnouncement',
		name: notice.title,
		text: notice.summary,
		datePosted: toOffsetString(sentAt(notice)),
		...(notice.expires && { expires: toOffsetString(notice.expires) }),
		category: about.hazard,
		url: about.url,
		spatialCoverage: about.areas.map(administrativeArea),
		publisher: organization(about.publisher),
	};
}

function isOfEvent(notice: Notice): boolean {
	return notice.incident !== undefined && notice.hazard !== 'other' && !isEnding(notice);
}

/** The county government behind the portal, whom people may call. */
export function governmentOrganization(
	publisher: Publisher,
	{ phone, county }: { readonly phone: string; readonly county: string },
): StructuredData {
	return {
		...organization(publisher),
		telephone: phone,
		areaServed: administrativeArea(county),
	};
}

function organization({ name, url }: Publisher): StructuredData {
	return { '@type': 'GovernmentOrganization', name, url };
}

function administrativeArea(name: string): StructuredData {
	return { '@type': 'AdministrativeArea', name };
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
