import { expect, test } from 'vitest';
import { aRumorResponse } from '../../tests/builders.ts';
import type { RumorResponse } from '../domain/collections.ts';
import type { Localized } from '../domain/entry.ts';
import { claimReviewFeed } from './claim-review-feed.ts';

function response(changes: Partial<RumorResponse> & { readonly ref: string }): Localized<'rumors'> {
	const { ref, ...fields } = changes;
	return {
		...aRumorResponse(fields),
		collection: 'rumors',
		ref,
		textLanguage: 'zh-CN',
	} as Localized<'rumors'>;
}

function feedOf(...responses: readonly Localized<'rumors'>[]) {
	const feed = claimReviewFeed(responses, {
		name: '示例县',
		urlOf: (ref) => `https://county.example/rumors/${ref}/`,
		authorOf: () => ({ name: '县政府', url: 'https://county.example/' }),
		verdictOf: (stamp) => stamp,
	});
	return JSON.parse(feed);
}

test('each verdict is one ClaimReview at its page', () => {
	const feed = feedOf(response({ ref: 'water' }));
	expect(feed['@type']).toBe('DataFeed');
	expect(feed.dataFeedElement).toHaveLength(1);
	expect(feed.dataFeedElement[0].item).toMatchObject({
		'@type': 'ClaimReview',
		url: 'https://county.example/rumors/water/',
	});
});

test('exercises and claims that are still being checked are not in it', () => {
	const feed = feedOf(
		response({ ref: 'exercise', status: 'exercise' }),
		response({ ref: 'checking', state: 'checking', verdict: undefined }),
	);
	expect(feed.dataFeedElement).toEqual([]);
});
