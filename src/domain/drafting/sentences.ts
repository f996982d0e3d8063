import { defaultLanguage, type Language } from '../languages.ts';

/** The sentences of a text; headings and list items are sentences of their own. */
export function sentencesOf(text: string, language: Language): string[] {
	const ends = language === defaultLanguage ? /(?<=[。！？；])|\n+/ : /(?<=[.!?;])\s+|\n+/;
	return text
		.split(ends)
		.map((sentence) => sentence.replace(/^(?:[#>*-]+|\d+\.)\s+/, '').trim())
		.filter(Boolean);
}

/** How long a text is to a reader: characters without punctuation in Chinese, words elsewhere. */
export function readingLength(text: string, language: Language): number {
	if (language !== defaultLanguage) return text.split(/\s+/).filter(Boolean).length;
	// A number or a foreign word is read as one.
	return [...text.replace(/[A-Za-z0-9.:-]+/g, '字').replace(/[\s\p{P}\p{S}]/gu, '')].length;
}
