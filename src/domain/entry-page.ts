import type { CollectionName, EntryData } from './collections.ts';

/** The page on which an entry is read, without language, such as `notices/x/`; `undefined` for the settings, which are on every page. */
export function entryPage(
	collection: CollectionName | 'settings',
	ref: string,
	data?: EntryData,
): string | undefined {
	if (collection === 'settings') return undefined;
	// Help points stand on one page together.
	if (collection === 'help-points') return 'help-points/';
	const isExercise = data !== undefined && 'status' in data && data.status !== 'actual';
	if (!isExercise) return `${collection}/${ref}/`;
	return collection === 'rumors' ? `exercise/rumors/${ref}/` : `exercise/${ref}/`;
}
