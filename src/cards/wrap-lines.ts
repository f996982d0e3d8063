/** Marks that never begin a line, and marks that never end one (GB/T 15834). */
const closing = /^[，。、；：！？）】〕》”’…—·％%,.;:!?)\]}]/;
const opening = /[（【〔《“‘([{]$/;

/** Breaks a text into lines: between Han characters, between Latin words, and within a word that is longer than a line. What is too long ends in an ellipsis. */
export function wrapLines(
	text: string,
	width: number,
	mostLines: number,
	widthOf: (text: string) => number,
): string[] {
	const lines: string[] = [];
	let line = '';
	for (const piece of piecesOf(text, width, widthOf)) {
		if (line === '' || widthOf((line + piece).trimEnd()) <= width) line += piece;
		else {
			lines.push(line.trimEnd());
			line = piece.trimStart();
		}
	}
	if (line !== '') lines.push(line.trimEnd());
	if (lines.length <= mostLines) return lines;
	const kept = lines.slice(0, mostLines);
	return [...kept.slice(0, -1), shortenedTo(kept.at(-1) ?? '', width, widthOf)];
}

/** What stays together: a Han character with the marks around it, a Latin word, a part of a word that is too long. */
function piecesOf(text: string, width: number, widthOf: (text: string) => number): string[] {
	const pieces: string[] = [];
	for (const unit of text.match(/[\u0021-\u024F]+\s*|\s+|[\s\S]/gu) ?? []) {
		const before = pieces.at(-1);
		const isJoined = before !== undefined && (closing.test(unit) || opening.test(before));
		// Many marks in a row are broken like a word that is too long.
		if (isJoined && widthOf(before + unit) <= width / 2) pieces[pieces.length - 1] = before + unit;
		else if (widthOf(unit) <= width) pieces.push(unit);
		else pieces.push(...unit);
	}
	return pieces;
}

function shortenedTo(line: string, width: number, widthOf: (text: string) => number): string {
	const characters = [...line];
	while (characters.length > 0 && widthOf(`${characters.join('')}…`) > width) characters.pop();
	return `${characters.join('')}…`;
}
