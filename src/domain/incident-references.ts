import type { CollectionName, Incident } from './collections.ts';
import type { Entry } from './entry.ts';
import type { Language } from './languages.ts';
import { type Problem, problem } from './problem.ts';
import { isReservedName } from './reserved-names.ts';

/** The fields of an incident, and of its review, that may name other entries by their address on the site. */
const own = ['body'] as const;
const ofReview = ['happened', 'wentWell', 'wentBadly', 'promises'] as const;

/**
 * Notices and responses that an incident or its review names by their address, such as `/notices/2026-12-orange/`, and that
 * are not there, in any of its languages. Asked at a save: what is taken off later takes no incident with it.
 */
export function incidentReferenceProblems(
	{ data, translations }: Pick<Entry<'incidents'>, 'data' | 'translations'>,
	has: (collection: CollectionName, ref: string) => boolean,
): Problem[] {
	const texts: readonly (readonly [Language | undefined, Partial<Incident>])[] = [
		[undefined, data],
		...Object.entries(translations).map(
			([language, text]) => [language as Language, text as Partial<Incident>] as const,
		),
	];
	return texts.flatMap(([language, text]) =>
		fieldsOf(text).flatMap(([field, value]) =>
			namedIn(value)
				.filter(({ collection, ref }) => !has(collection, ref))
				.map(({ collection, ref }) => {
					const found = problem('unknown-entry', field, { value: `${collection}/${ref}` });
					return language ? { ...found, language } : found;
				}),
		),
	);
}

function fieldsOf(text: Partial<Incident>): readonly (readonly [string, string])[] {
	const { review } = text;
	return [
		...own.map((name) => [name, text[name] ?? ''] as const),
		...ofReview.flatMap((name) =>
			(review?.[name] ?? []).map(
				(each) =>
					[
						`review.${name}`,
						typeof each === 'string' ? each : `${each.what}\n${each.note ?? ''}`,
					] as const,
			),
		),
	];
}

/** Entries by their addresses on this site, in whichever language; addresses of other sites are theirs. */
function namedIn(text: string): readonly { collection: 'notices' | 'rumors'; ref: string }[] {
	const addresses = text.matchAll(
		/(?<![\w.-])\/(?:[a-z]{2}\/)?(notices|rumors)\/([a-z0-9-]+)(?![a-z0-9.-])/g,
	);
	const names = [...addresses].flatMap(([, collection, ref = '']) =>
		isReservedName(ref) ? [] : [`${collection}/${ref}`],
	);
	return [...new Set(names)].map((name) => {
		const [collection, ref = ''] = name.split('/');
		return { collection: collection === 'rumors' ? 'rumors' : 'notices', ref };
	});
}
