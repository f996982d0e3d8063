/** The beginning of a text up to the end of a sentence, within a size that `sizeOf` measures; empty when not one sentence fits. */
export function wholeSentences(
	text: string,
	room: number,
	sizeOf: (text: string) => number,
): string {
	let kept = '';
	for (const sentence of text.split(/(?<=[。！？；\n])|(?<=[.!?;] )/)) {
		if (sizeOf(kept + sentence) > room) break;
		kept += sentence;
	}
	return kept.trim();
}
