import type { Support } from './collections.ts';

/** Who comes to the pages of support, in the order in which they are shown. */
export const readerGroups = [
	'everyone',
	'family',
	'students',
	'older-people',
	'quarantined',
	'patients',
	'bereaved',
	'responders',
	'away',
	'unsafe',
] as const;

export type ReaderGroup = (typeof readerGroups)[number];

export interface GroupOfReaders<S> {
	readonly name: ReaderGroup;
	readonly pages: readonly S[];
}

/** Pages of support by whom they are for: each page stands once, with the first of its readers. Groups without pages are left out. */
export function supportByReaders<S extends Support>(pages: readonly S[]): GroupOfReaders<S>[] {
	return readerGroups
		.map((name) => ({ name, pages: pages.filter((page) => groupOf(page) === name) }))
		.filter((group) => group.pages.length > 0);
}

/** Who needs a quick exit looks for safety, whoever else they are. */
function groupOf({ audience: [first = 'everyone'], quickExit }: Support): ReaderGroup {
	return quickExit ? 'unsafe' : groups[first];
}

const groups: { readonly [audience in Support['audience'][number]]: ReaderGroup } = {
	everyone: 'everyone',
	parents: 'family',
	children: 'family',
	students: 'students',
	'older-people': 'older-people',
	quarantined: 'quarantined',
	patients: 'patients',
	bereaved: 'bereaved',
	responders: 'responders',
	'migrant-workers': 'away',
	overseas: 'away',
	businesses: 'everyone',
};

/** Whether a page is for readers in other countries, who cannot call what everybody else calls. */
export function isForAbroad({ audience }: Pick<Support, 'audience'>): boolean {
	return audience.includes('overseas');
}
