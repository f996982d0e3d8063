/** A word, or an address, that may be wider than the screen of a phone. */
const longWord = /[^\s\p{Script=Han}，。、；：？！（）《》“”]{14,}/gu;
/** Words of English and German are as long, and are not to be cut. */
const ordinary = /^\P{L}*\p{L}{1,20}\P{L}*$/u;
const pieceLength = 6;

/** A text in pieces between which a line may end: a page without a style can be told of no other way to keep a long word in. */
export function pieces(text: string): string[] {
	const found: string[] = [];
	let from = 0;
	for (const word of text.matchAll(longWord)) {
		if (ordinary.test(word[0])) continue;
		const letters = [...new Intl.Segmenter().segment(word[0])].map(({ segment }) => segment);
		for (let at = 0; at < letters.length; at += pieceLength) {
			const before = at === 0 ? text.slice(from, word.index) : '';
			found.push(before + letters.slice(at, at + pieceLength).join(''));
		}
		from = word.index + word[0].length;
	}
	const rest = text.slice(from);
	return rest === '' && found.length > 0 ? found : [...found, rest];
}
