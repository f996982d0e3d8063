import { diffArrays } from 'diff';

/** A piece of a text: said by both, or only by this one. */
export interface WordPiece {
	readonly text: string;
	readonly differs: boolean;
}

/** A text cut where it differs from another, word by word. Texts in both languages are cut where words end. */
export function differingWords(text: string, other: string): readonly WordPiece[] {
	const pieces: { text: string; differs: boolean }[] = [];
	for (const part of diffArrays(wordsOf(other), wordsOf(text), { comparator: isSameWord })) {
		if (part.removed) continue;
		const said = part.value.join('');
		// A sign or a space that differs tells nothing.
		const differs = part.added === true && /[\p{L}\p{N}]/u.test(said);
		const last = pieces.at(-1);
		if (last?.differs === differs) last.text += said;
		else pieces.push({ text: said, differs });
	}
	return pieces;
}

function isSameWord(a: string, b: string): boolean {
	return a.toLowerCase() === b.toLowerCase();
}

const segmenter =
	'Segmenter' in Intl ? new Intl.Segmenter('zh-CN', { granularity: 'word' }) : undefined;

/** Where a browser cannot tell words, each character is one. */
function wordsOf(text: string): string[] {
	return segmenter ? Array.from(segmenter.segment(text), ({ segment }) => segment) : [...text];
}
