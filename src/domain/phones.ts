import { allHotlines, type Settings } from './settings.ts';

/** A piece of a sentence: words, or a number that can be dialed. */
export type SentencePart = { readonly text: string } | { readonly phone: string };

/** Splits a sentence at the phone numbers in it, so that each can be a link. */
export function splitPhones(sentence: string, numbers: readonly string[]): SentencePart[] {
	const pattern = phonePattern(numbers);
	if (!pattern) return [{ text: sentence }];
	const parts: SentencePart[] = [];
	let from = 0;
	for (const match of sentence.matchAll(pattern)) {
		if (match.index > from) parts.push({ text: sentence.slice(from, match.index) });
		parts.push({ phone: match[0] });
		from = match.index + match[0].length;
	}
	if (from < sentence.length) parts.push({ text: sentence.slice(from) });
	return parts;
}

/** Makes links of the phone numbers in rendered text; what is a link already stays one. */
export function linkPhones(html: string, numbers: readonly string[]): string {
	const pattern = phonePattern(numbers);
	if (!pattern) return html;
	return html
		.split(/(<a\b[\s\S]*?<\/a>|<[^>]+>)/)
		.map((piece, index) => (index % 2 === 1 ? piece : piece.replace(pattern, phoneLink)))
		.join('');
}

/** Numbers hold digits, `+` and `-` alone, so there is nothing to escape. */
function phoneLink(number: string): string {
	return `<a class="phone" href="tel:${number}">${number}</a>`;
}

/** Every number that the portal knows. */
export function knownPhones(settings: Settings): string[] {
	const issuers = settings.issuers.flatMap((issuer) => issuer.phone ?? []);
	return [
		...allHotlines(settings).map((hotline) => hotline.number),
		...issuers,
		settings.footer.phone,
	];
}

/** Three digits are a phone number only after a word that says so: 「120人」 is not. */
const dialing = '(?<=(?:打|拨|、|或|[Cc]all|[Dd]ial|ring|or|[Cc]hiama|\\b(?:il|al)) ?)';

function phonePattern(numbers: readonly string[]): RegExp | undefined {
	const unique = [...new Set(numbers)].sort((a, b) => b.length - a.length);
	if (unique.length === 0) return undefined;
	const alternatives = unique.map((number) => {
		const escaped = number.replace(/[+]/g, '\\+');
		return number.length > 3
			? `(?<![\\d-])${escaped}(?![\\d-])`
			: `${dialing}${escaped}(?![\\d人例个名元-])`;
	});
	return new RegExp(alternatives.join('|'), 'g');
}
