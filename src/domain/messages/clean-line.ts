/** Characters that turn the direction of what follows (UAX #9), or that nobody sees: in a text passed on they could hide or reorder a fact. */
const unseen = /[\u200B\u2028-\u202E\u2060-\u2069\uFEFF]/g;

/** A text as one line of plain characters, fit to be passed on where nothing isolates it. */
export function cleanLine(text: string): string {
	return text.replace(unseen, '').replace(/\s+/g, ' ').trim();
}
