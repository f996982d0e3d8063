import { Matcher } from '../src/domain/matching.ts';
import type { PublishedResponse } from '../src/domain/site.ts';
import type { Items } from './store/items.ts';
import type { Reports } from './store/reports.ts';

/** What the matcher has learned so far, ready to ask. */
export interface DeskMatcher {
	suggest: Matcher['suggest'];
	learn(item: string, wording: string): void;
	/** Learns the wordings of published responses that are new to it. */
	follow(responses: readonly PublishedResponse[]): void;
}

/** Teaches a matcher everything that was confirmed before. */
export async function teachMatcher({
	items,
	reports,
}: {
	items: Items;
	reports: Reports;
}): Promise<DeskMatcher> {
	const matcher = new Matcher();
	const taught = new Set<string>();
	const learn = (item: string, wording: string) => {
		const key = `${item}\n${wording}`;
		if (taught.has(key) || wording.trim() === '') return;
		taught.add(key);
		matcher.add(item, wording);
	};
	for (const { item, content } of [...(await items.claims()), ...(await reports.grouped())])
		learn(item, content);
	return {
		suggest: (text, most) => matcher.suggest(text, most),
		learn,
		follow(responses) {
			for (const response of responses)
				for (const wording of response.wordings) learn(response.item, wording);
		},
	};
}
