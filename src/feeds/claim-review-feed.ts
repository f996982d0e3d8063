import type { Localized } from '../domain/entry.ts';
import { changedAt } from '../domain/freshness.ts';
import { byNewestResponse, mark } from '../domain/rumor-response.ts';
import { toOffsetString } from '../domain/time.ts';
import { claimReview, type Publisher } from './structured-data.ts';

/**
 * All verdicts as a schema.org DataFeed of ClaimReview (the form that fact-check aggregators read), newest first. Exercises
 * and claims that are still being checked are not in it.
 */
export function claimReviewFeed(
	responses: readonly Localized<'rumors'>[],
	about: {
		readonly name: string;
		readonly urlOf: (ref: string) => string;
		readonly authorOf: (issuer: string) => Publisher;
		readonly verdictOf: (stamp: ReturnType<typeof mark>) => string;
	},
): string {
	const reviewed = responses
		.filter((response) => response.status === 'actual')
		.sort(byNewestResponse)
		.flatMap((response) => {
			const item = claimReview(response, {
				url: about.urlOf(response.ref),
				author: about.authorOf(response.issuer),
				verdict: about.verdictOf(mark(response)),
			});
			const dateModified = toOffsetString(changedAt(response));
			return item ? { '@type': 'DataFeedItem', dateModified, item } : [];
		});
	const feed = {
		'@context': 'https://schema.org',
		'@type': 'DataFeed',
		name: about.name,
		dataFeedElement: reviewed,
	};
	return `${JSON.stringify(feed, undefined, '\t')}\n`;
}
