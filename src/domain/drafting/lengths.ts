import { defaultLanguage } from '../languages.ts';
import { advice, type DraftText, type Finding } from './finding.ts';
import { readingLength, sentencesOf } from './sentences.ts';

/** Longest sentence that is read in one breath, and in an easy text: characters in Chinese, words elsewhere. */
function longestSentence({ field, language }: DraftText): number {
	const isChinese = language === defaultLanguage;
	if (field.startsWith('easyToRead')) return isChinese ? 18 : 12;
	return isChinese ? 30 : 20;
}

const mostSentences = 3;

/** Sentences and paragraphs that are too long to be taken in by somebody who is frightened. */
export function lengthFindings(text: DraftText): Finding[] {
	const max = longestSentence(text);
	const long = sentencesOf(text.text, text.language).filter(
		(sentence) => readingLength(sentence, text.language) > max,
	);
	const paragraphs = (text.field === 'body' ? text.text : '')
		.split(/\n\s*\n/)
		.filter((each) => !/^\s*(?:[-*>#|]|\d+\.)/.test(each));
	const crowded = paragraphs.filter(
		(each) => sentencesOf(each, text.language).length > mostSentences,
	);
	return [
		...long.map((sentence) => advice(text, 'long-sentence', { max, begins: beginning(sentence) })),
		...crowded.map((each) =>
			advice(text, 'long-paragraph', { max: mostSentences, begins: beginning(each) }),
		),
	];
}

/** Longest headline that a phone's lock screen shows, in characters; other languages have their limit in the schema. */
const longestHeadline = 30;

/** A headline that does not fit on a phone's lock screen. */
export function headlineFindings(text: DraftText): Finding[] {
	if (text.language !== defaultLanguage) return [];
	const length = readingLength(text.text, text.language);
	return length > longestHeadline
		? [advice(text, 'long-headline', { max: longestHeadline, length })]
		: [];
}

function beginning(text: string): string {
	const line = text.trim().replace(/\s+/g, ' ');
	return line.length > 16 ? `${line.slice(0, 16)}…` : line;
}
