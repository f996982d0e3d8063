/** The beginning of a text up to the end of a sentence, within a size that `sizeOf` measures; empty when not one sentence fits. */
export function wholeSentences(
	text: string,
	room: number,
	sizeOf: (text: string) => number,
): string {
	let kept = '';
	for (const sentence of text.split(/(?<=[。！？])|(?<=[.!?] )/)) {
		if (sizeOf(kept + sentence) > room) break;
		kept += sentence;
	}
	return kept.trim();
}
/** A text within a number of characters, ended by an ellipsis where it was cut; no character of two units is cut apart. */
export function shortened(text: string, most: number): string {
	const characters = [...text];
	return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
