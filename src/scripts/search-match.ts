/** Whether every word that was searched for stands in a text as it was typed. Search engines also match parts and stems. */
export function containsLiterally(text: string, query: string): boolean {
	const hay = normalized(text);
	const words = normalized(query).split(/\s+/).filter(Boolean);
	return words.length > 0 && words.every((word) => hay.includes(word));
}

/** Full-width letters and digits, and capitals, are the same words. */
function normalized(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}
