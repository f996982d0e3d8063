/** Whether every word that was searched for stands in a text as it was typed. Search engines also match parts and stems. */
export function containsLiterally(text: string, query: string): boolean {
	const words = wordsOf(query);
	return words.length > 0 && words.every((word) => normalized(text).includes(word));
}

/** Whether at least one of the words stands in a text: such a page may be close to what was meant. */
export function containsSomeLiterally(text: string, query: string): boolean {
	return wordsOf(query).some((word) => normalized(text).includes(word));
}

function wordsOf(query: string): string[] {
	return normalized(query).split(/\s+/).filter(Boolean);
}

/** Full-width letters and digits, and capitals, are the same words. */
function normalized(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}
