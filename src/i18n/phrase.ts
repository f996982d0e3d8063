/** A piece of a string from the strings files: words, or the name of a placeholder. */
export type PhrasePart = { readonly words: string } | { readonly name: string };

/** Splits a string at its `{placeholders}`, so that a page can put a link or a time in its place. */
export function phraseParts(phrase: string): PhrasePart[] {
	return phrase
		.split(/\{(\w+)\}/)
		.map((piece, index) => (index % 2 === 0 ? { words: piece } : { name: piece }))
		.filter((part) => !('words' in part) || part.words !== '');
}

/**
 * Splits a headline after its full-width punctuation, so that a line breaks between clauses before it breaks in one.
 * A lead of a word or two, such as 「更正：」, stays with what follows.
 */
export function clauses(text: string): string[] {
	return text.split(/(?<=[^，。：；？！]{5}[，。：；？！])(?![”’」』）])/);
}

/** Dates with their weekday, and numbers with the word they count, which no line may break apart. */
const units =
	/(\d+月\d+日(?:（周[一二三四五六日]）)?(?:\d+:\d+)?|\d+(?:小时|分钟|[\u4E00-\u9FFF]))/;

/** Splits a headline so that dates and counted numbers can stay on one line. */
export function keptTogether(
	text: string,
): { readonly words: string; readonly together: boolean }[] {
	return text
		.split(units)
		.map((words, index) => ({ words, together: index % 2 === 1 }))
		.filter((part) => part.words !== '');
}
