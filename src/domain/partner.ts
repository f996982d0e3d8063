import type { Settings } from './settings.ts';

export type Partner = Settings['partners'][number];

const kindOrder = [
	'village',
	'volunteers',
	'hospital',
	'school',
	'market',
	'utility',
	'other',
] as const satisfies readonly Partner['kind'][];

/** Partners by what they are, in the order in which residents are shown them; kinds that nobody is of are left out. */
export function partnersByKind(
	partners: readonly Partner[],
): { readonly kind: Partner['kind']; readonly partners: readonly Partner[] }[] {
	return kindOrder
		.map((kind) => ({ kind, partners: partners.filter((each) => each.kind === kind) }))
		.filter((group) => group.partners.length > 0);
}
