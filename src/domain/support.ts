import type { Support } from './collections.ts';

/** Pages of support, those for everyone first, then in the order of their audience. */
export function supportByAudience<S extends Support>(pages: readonly S[]): S[] {
	return [...pages].sort((a, b) => rank(a) - rank(b));
}

const order: readonly Support['audience'][number][] = [
	'everyone',
	'parents',
	'children',
	'students',
	'older-people',
	'quarantined',
	'patients',
	'bereaved',
	'responders',
	'migrant-workers',
	'overseas',
	'businesses',
];

function rank(page: Support): number {
	return order.indexOf(page.audience[0] ?? 'everyone');
}
