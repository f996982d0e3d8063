import type { z } from 'zod';
import { type CollectionName, collections } from './collections.ts';
import type { Entry } from './entry.ts';
import { fieldMeta } from './fields.schema.ts';
import { type Language, labelIn } from './languages.ts';
import { toDay, toOffsetString } from './time.ts';

/** What a list shows of an entry beside its title, and by what it is filtered and sorted. */
interface Listing {
	/** Its choices, the most telling one first. */
	readonly choices: readonly string[];
	/** The instant or day that the list is in order of. */
	readonly date: string;
}

/** How the entries of each collection are listed. */
export const listings: { readonly [name in CollectionName]: Listing } = {
	notices: { choices: ['category', 'warningColor', 'lifecycle', 'status'], date: 'effective' },
	rumors: { choices: ['state', 'verdict', 'status'], date: 'heardAt' },
	faqs: { choices: [], date: 'lastReviewed' },
	support: { choices: ['level'], date: 'lastReviewed' },
	guides: { choices: ['kind', 'hazard', 'phase'], date: 'approvedOn' },
	'help-points': { choices: ['kind', 'state'], date: 'asOf' },
	incidents: { choices: ['hazard', 'phase', 'status'], date: 'startedAt' },
};

/** How many entries a list begins with; the others are found by a search, a filter or another order. */
export const newestEntries = 200;

/** What goes without saying is not said in a list. */
const plain: ReadonlySet<unknown> = new Set(['issue', 'actual', 'answered']);

/** The file that stands for an entry in a list: what the list needs, and `about`, the day and the choices in words. */
export function entryHead({ collection, data }: Entry, language: Language): string {
	const { choices, date } = listings[collection];
	const fields = data as Readonly<Record<string, unknown>>;
	const chosen = choices.filter((name) => fields[name] !== undefined);
	const words = chosen
		.filter((name) => !plain.has(fields[name]))
		.map((name) => choiceLabel(collection, name, String(fields[name]), language));
	const head = {
		title: data.title,
		about: [dayOf(fields[date]), ...words].filter(Boolean).join(' · '),
		[date]: fields[date] instanceof Date ? toOffsetString(fields[date]) : fields[date],
		...Object.fromEntries(chosen.map((name) => [name, fields[name]])),
	};
	// JSON is YAML, and quick to write.
	return `---\n${JSON.stringify(head)}\n---\n`;
}

/** The word of a choice; its code where it has none. */
export function choiceLabel(
	collection: CollectionName,
	name: string,
	value: string,
	language: Language,
): string {
	const schema = (collections[collection].schema.shape as Record<string, z.ZodType>)[name];
	const label = schema && fieldMeta(schema)?.options?.[value];
	return label ? labelIn(label, language) : value;
}

/** Where an entry stands in its list; a later one sorts after an earlier one. */
export function listingOrder({ collection, data, ref }: Entry): string {
	const value = (data as Readonly<Record<string, unknown>>)[listings[collection].date];
	return `${value instanceof Date ? value.toISOString() : String(value ?? '')} ${ref}`;
}

function dayOf(value: unknown): string {
	if (value instanceof Date) return toDay(value);
	return typeof value === 'string' ? value : '';
}
