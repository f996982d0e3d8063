import { expect, test } from 'vitest';
import { noon } from '../tests/builders.ts';
import { teachMatcher } from './desk-matcher.ts';

interface Known {
	readonly item: string;
	readonly content: string;
}

/** A matcher over claims and reports that can change. */
async function aMatcher(stored: { claims: readonly Known[]; grouped: readonly Known[] }) {
	return teachMatcher({
		items: { claims: async () => stored.claims },
		reports: { grouped: async () => stored.grouped },
		areas: () => [],
	});
}

const dam = { item: 'dam', content: '水库要垮了' };
const ferry = { item: 'ferry', content: '听说码头渡船停了' };
const published = {
	item: 'ferry',
	ref: 'ferry-runs',
	title: '渡船照开',
	wordings: ['码头渡船今天还开吗'],
	state: 'answered',
	corrections: 0,
	heardAt: noon,
} as const;

const wordings = (matcher: Awaited<ReturnType<typeof aMatcher>>, text: string) =>
	matcher.suggest(text).map(({ wording }) => wording);

test('what was deleted from the store is unlearned, what editors published is not', async () => {
	const stored = { claims: [dam], grouped: [ferry] };
	const matcher = await aMatcher(stored);
	matcher.follow([published]);
	expect(wordings(matcher, ferry.content)).toContain(ferry.content);
	stored.grouped = [];
	await matcher.refresh();
	expect(wordings(matcher, ferry.content)).toEqual(published.wordings);
	expect(wordings(matcher, dam.content)).toEqual([dam.content]);
});

test('what moved to another item is known of that one, and what is the same twice stays known once it is left', async () => {
	const stored = { claims: [dam], grouped: [ferry, { item: 'dam', content: dam.content }] };
	const matcher = await aMatcher(stored);
	stored.grouped = [{ item: 'boats', content: ferry.content }];
	await matcher.refresh();
	expect(matcher.suggest(ferry.content).map(({ item }) => item)).toEqual(['boats']);
	expect(wordings(matcher, dam.content)).toEqual([dam.content]);
});

test('what is learned while the store is read stays', async () => {
	const stored = { claims: [dam], grouped: [] };
	const matcher = await aMatcher(stored);
	const refreshed = matcher.refresh();
	matcher.learn(ferry.item, ferry.content);
	await refreshed;
	expect(wordings(matcher, ferry.content)).toEqual([ferry.content]);
});
