import type { Support } from './collections.ts';

type Audience = Support['audience'][number];

/** Pages of support under the first audience each is written for; pages for everyone come first. */
export function supportByAudience<S extends Support>(pages: readonly S[]): { audience: Audience; pages: S[] }[] {
	const groups = new Map<Audience, S[]>();
	for (const page of pages) {
		const audience = page.audience[0] ?? 'everyone';
		groups.set(audience, [...(groups.get(audience) ?? []), page]);
	}
	return [...groups]
		.map(([audience, grouped]) => ({ audience, pages: grouped }))
		.sort((a, b) => Number(b.audience === 'everyone') - Number(a.audience === 'everyone'));
}
