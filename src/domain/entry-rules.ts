import type { CollectionName, EntryData, Incident, Notice, RumorResponse } from './collections.ts';
import { noticeProblems } from './notice.ts';
import { type Problem, problem } from './problem.ts';
import { isReservedName } from './reserved-names.ts';
import { rumorResponseProblems } from './rumor-response.ts';
import type { Settings } from './settings.ts';

/** What is wrong with an entry taken alone, beyond the shape of its fields. */
export function entryProblems(collection: CollectionName, ref: string, data: EntryData): Problem[] {
	const own = [...nameProblems(ref), ...orderProblems(collection, data)];
	switch (collection) {
		case 'notices':
			return [...noticeProblems(ref, data as Notice), ...own];
		case 'rumors':
			return [...rumorResponseProblems(data as RumorResponse), ...own];
		case 'incidents':
		case 'faqs':
		case 'support':
		case 'guides':
		case 'help-points':
			return own;
	}
}

function nameProblems(ref: string): Problem[] {
	return isReservedName(ref) ? [problem('reserved-name', '', { name: ref })] : [];
}

/** Times that follow each other, where the rules of a collection do not speak of them: each must come after the first. */
const inOrder: { readonly [name in CollectionName]: readonly (readonly [string, string])[] } = {
	notices: [
		['effective', 'reviewBy'],
		['publishAt', 'expires'],
	],
	rumors: [['heardAt', 'nextUpdateAt']],
	incidents: [['startedAt', 'endedAt']],
	faqs: [['lastReviewed', 'reviewBy']],
	support: [['lastReviewed', 'reviewBy']],
	guides: [['approvedOn', 'reviewBy']],
	'help-points': [],
};

function orderProblems(collection: CollectionName, data: EntryData): Problem[] {
	const times = data as Readonly<Record<string, unknown>>;
	const isLate = ([first, second]: readonly [string, string]) => {
		const [begins, ends] = [comparable(times[first]), comparable(times[second])];
		return begins !== undefined && ends !== undefined && ends <= begins;
	};
	return inOrder[collection]
		.filter(isLate)
		.map(([, second]) => problem('ends-before-start', second));
}

/** Days and instants as text that sorts by time. */
function comparable(value: unknown): string | undefined {
	if (value instanceof Date) return value.toISOString();
	return typeof value === 'string' ? value : undefined;
}

/** What other content an entry may refer to. */
export interface Surroundings {
	readonly settings: Settings;
	readonly has: (collection: CollectionName, ref: string) => boolean;
}

/** What is wrong with an entry among the other content: areas, topics, issuers, hotlines and entries that do not exist. */
export function referenceProblems(data: EntryData, { settings, has }: Surroundings): Problem[] {
	const known = (list: readonly { code: string }[], code: string) =>
		list.some((each) => each.code === code);
	const codes = (name: string, list: readonly { code: string }[], kind: string) =>
		valuesOf(data, name)
			.filter((code) => !known(list, code))
			.map((code) => problem(`unknown-${kind}`, name, { value: code }));
	const refs = (name: string, collection: CollectionName) =>
		valuesOf(data, name)
			.filter((ref) => !has(collection, ref))
			.map((ref) => problem('unknown-entry', name, { value: ref }));
	const official = 'officialReference' in data ? data.officialReference?.issuedBy : undefined;
	const figures = 'caseFigures' in data ? data.caseFigures?.source : undefined;
	const review = 'review' in data ? data.review : undefined;
	return [
		...codes('areas', settings.areas, 'area'),
		...codes('area', settings.areas, 'area'),
		...codes('topics', settings.topics, 'topic'),
		...codes('issuer', settings.issuers, 'issuer'),
		...codes('source', settings.partners, 'partner'),
		...codes('hotlines', settings.hotlines, 'hotline'),
		...(official && !known(settings.issuers, official)
			? [problem('unknown-issuer', 'officialReference.issuedBy', { value: official })]
			: []),
		...(figures && !known(settings.issuers, figures)
			? [problem('unknown-issuer', 'caseFigures.source', { value: figures })]
			: []),
		...reviewersOf(review)
			.filter(({ body }) => !known(settings.issuers, body))
			.map(({ field, body }) => problem('unknown-issuer', field, { value: body })),
		...refs('references', 'notices'),
		...refs('relatedNotices', 'notices'),
		...refs('incident', 'incidents'),
		...refs('supersededBy', 'faqs'),
	];
}

/** The bodies that a review of an incident names. */
function reviewersOf(review: Incident['review']) {
	if (!review) return [];
	return [
		{ field: 'review.reviewedBy', body: review.reviewedBy },
		...review.promises.map(({ owner }) => ({ field: 'review.promises', body: owner })),
	];
}

function valuesOf(data: EntryData, name: string): string[] {
	const value = (data as Record<string, unknown>)[name];
	if (Array.isArray(value)) return value.filter((each) => typeof each === 'string');
	return typeof value === 'string' ? [value] : [];
}
