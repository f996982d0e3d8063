/** A text as it is compared: width, case, links, mentions, punctuation and invisible characters do not matter. */
export function normalizeClaim(text: string): string {
	return withoutLinks(text.normalize('NFKC').toLowerCase())
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

const linkPattern = /https?:\/\/[^\s\p{Script=Han}，。；、！？“”（）《》【】]+/giu;

function withoutLinks(text: string): string {
	return text.replace(linkPattern, ' ').replace(/@\S+/g, ' ');
}

/** What people say around a claim, not of it. */
const asides =
	/听说|据说|网传|网上说|群里说|群里发的?|有人(?:说|转发)|大家(?:都在说)?|请问|求证|求辟谣|是不是|(?:是|这是)?真的(?:吗|么|假的)|是真是假|靠谱[吗么]|是谣言[吗么]|紧急通知|最新消息|转发|扩散|相互转告|(?:is|are) (?:it|this|that) true/g;

/** A claim without what is said around it; a text that is nothing else stays as it is. Takes `normalizeClaim`'s form. */
export function withoutAsides(normalized: string): string {
	const claim = normalized.replace(asides, ' ').trim();
	return claim === '' ? normalized : claim;
}

const fewestLetters = 4;
/** With so many letters a text says what it is about, whatever it points at. */
const lettersBesideLink = 16;
const pointer = /https?:|www\.|[@＠]|[a-z\d-]\.[a-z]{2,}(?![a-z])/i;

/**
 * The form in which equal texts are one claim. `undefined` when a text says too little to tell by itself:
 * it is short, or speaks of what is behind a link or a name.
 */
export function claimOf(text: string): string | undefined {
	const normalized = normalizeClaim(text);
	const letters = normalized.replace(asides, '').match(/\p{L}/gu)?.length ?? 0;
	const needed = pointer.test(text.normalize('NFKC')) ? lettersBesideLink : fewestLetters;
	return letters < needed ? undefined : normalized;
}

/**
 * The pages that a text points at, each in one form: without scheme, `www.`, fragment, trailing slash and what only counts visits.
 * The front page of a site is no page: everybody points at it.
 */
export function linksOf(text: string): readonly string[] {
	const found = text.normalize('NFKC').match(linkPattern) ?? [];
	return [...new Set(found.flatMap((link) => pageOf(link) ?? []))];
}

const countsVisits =
	/^(?:utm_|spm$|from$|share|weixin_|wxfrom$|isappinstalled$|scene$|clicktime$)/i;

function pageOf(link: string): string | undefined {
	const url = URL.parse(link.replace(/[.,;:!?)\]]+$/, ''));
	if (!url) return undefined;
	for (const name of [...url.searchParams.keys()])
		if (countsVisits.test(name)) url.searchParams.delete(name);
	url.searchParams.sort();
	const path = url.pathname.replace(/\/+$/, '');
	const page = `${path}${url.search}`;
	return page === '' ? undefined : `${url.host.replace(/^www\./, '')}${page}`;
}
