/** A piece of a string from the strings files: words, or the name of a placeholder. */
export type PhrasePart = { readonly words: string } | { readonly name: string };

/** Splits a string at its `{placeholders}`, so that a page can put a link or a time in its place. */
export function phraseParts(phrase: string): PhrasePart[] {
	return phrase
		.split(/\{(\w+)\}/)
		.map((piece, index) => (index % 2 === 0 ? { words: piece } : { name: piece }))
		.filter((part) => !('words' in part) || part.words !== '');
}
