import { type Language, languageAt } from '../src/domain/languages.ts';

/**
 * Pages that have, taken together, an element of every kind that there is on any page: what a style sheet tells apart, once
 * among Chinese letters and once among Latin ones. A fault of color or size that is on some page is on one of these.
 */
export function pagesWithEveryKind(pages: ReadonlyMap<string, string>): string[] {
	const kindsOf = ([path, html]: readonly [string, string]) => [path, kindsOn(path, html)] as const;
	const richestFirst = [...pages].map(kindsOf).sort(([, a], [, b]) => b.size - a.size);
	const seen = new Set<string>();
	return richestFirst.flatMap(([path, kinds]) => {
		if (kinds.isSubsetOf(seen)) return [];
		for (const kind of kinds) seen.add(kind);
		return [path];
	});
}

/**
 * The pages that a browser looks at: `npm run soak` at every one; the gate at those that have every kind of element between
 * them, and with `andAll` at every page of one language too.
 */
export function pagesToLookAt(
	pages: ReadonlyMap<string, string>,
	{ andAll }: { readonly andAll?: Language } = {},
): string[] {
	if (process.env['EVERY_LOOK']) return [...pages.keys()];
	const looked = new Set(pagesWithEveryKind(pages));
	return [...pages.keys()].filter((path) => looked.has(path) || languageAt(path) === andAll);
}

function kindsOn(path: string, html: string): ReadonlySet<string> {
	const letters = languageAt(path) === 'zh-CN' ? 'Chinese' : 'Latin';
	const tags = html.matchAll(/<([a-z][a-z0-9-]*)((?:\s[^<>]*)?)>/g);
	return new Set(
		Array.from(tags, ([, tag = '', attributes = '']) => `${letters} ${tag} ${told(attributes)}`),
	);
}

/** The attributes by which styles tell elements apart. */
function told(attributes: string): string {
	const named = attributes.match(
		/\s(?:class|role|type|aria-current|data-(?:level|state))="[^"]*"/g,
	);
	return [...(named ?? [])].sort().join('');
}
