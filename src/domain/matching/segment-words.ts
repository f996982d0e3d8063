const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The words of a text (UAX #29, with ICU's dictionary for Chinese). */
export function segmentWords(text: string): readonly string[] {
	const words: string[] = [];
	for (const { segment, isWordLike } of segmenter.segment(text))
		if (isWordLike) words.push(segment);
	return words;
}
