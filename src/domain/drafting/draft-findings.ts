import type { Faq } from '../collections.ts';
import type { Entry } from '../entry.ts';
import { defaultLanguage, type Language, languageTags } from '../languages.ts';
import { longestScript, loudspeakerScript } from '../messages/loudspeaker.ts';
import { smsParts, smsText } from '../messages/sms.ts';
import { isEnding, type Notice } from '../notice.ts';
import type { RumorResponse } from '../rumor-response.ts';
import type { Settings } from '../settings.ts';
import { advice, type DraftText, type Finding } from './finding.ts';
import { blankFindings, warningFindings } from './law.ts';
import { headlineFindings, lengthFindings } from './lengths.ts';
import { missingHelpFindings, safeMessagingFindings } from './safe-messaging.ts';
import { readingLength } from './sentences.ts';
import { dutyFindings, wordingFindings } from './wording.ts';

/** Everything that is to be said about the wording of a draft: first what stops its sign-off, then advice. */
export function draftFindings(entry: Entry, settings: Settings): Finding[] {
	const texts = textsOf(entry);
	const document = 'documentNumber' in entry.data ? entry.data.documentNumber : undefined;
	const all = [
		...texts.flatMap(blankFindings),
		...texts.flatMap(safeMessagingFindings),
		...missingHelpFindings(texts),
		...ofCollection(entry, settings),
		...texts.filter(({ field }) => field === 'title').flatMap(headlineFindings),
		...(isDated(entry.collection) ? texts.flatMap(wordingFindings) : []),
		...texts.flatMap(lengthFindings),
		...texts
			.filter(({ field }) => /^(?:actions|avoid)\b/.test(field))
			.flatMap((text) => dutyFindings(text, document)),
	];
	return all.sort((a, b) => Number(b.level === 'law') - Number(a.level === 'law'));
}

/** Statements of a day. What helps at any time may well say "today". */
function isDated(collection: Entry['collection']): boolean {
	return collection === 'notices' || collection === 'rumors' || collection === 'faqs';
}

/** What stops a sign-off. */
export function lawFindings(entry: Entry, settings: Settings): Finding[] {
	return draftFindings(entry, settings).filter(({ level }) => level === 'law');
}

/** Every text of an entry in every language it is written in, by the path of its field. */
function textsOf({ data, translations }: Entry): DraftText[] {
	return languageTags.flatMap((language) => {
		const fields = language === defaultLanguage ? data : translations[language];
		return fields ? textsIn(fields as Record<string, unknown>, language) : [];
	});
}

/** Quoted claims and the portal's own marks are nobody's drafting. */
const notDrafted: ReadonlySet<string> = new Set(['claim', 'aliases', 'stamp', 'changes', 'phones']);

function textsIn(value: unknown, language: Language, field = ''): DraftText[] {
	if (typeof value === 'string')
		// Codes, refs and addresses have neither spaces nor Chinese characters.
		return /[\s\p{Script=Han}]/u.test(value) ? [{ field, language, text: value }] : [];
	if (typeof value !== 'object' || value === null || value instanceof Date) return [];
	return Object.entries(value).flatMap(([name, inner]) =>
		notDrafted.has(name) ? [] : textsIn(inner, language, field ? `${field}.${name}` : name),
	);
}

function ofCollection({ collection, data }: Entry, settings: Settings): Finding[] {
	switch (collection) {
		case 'notices':
			return noticeFindings(data as Notice, settings);
		case 'rumors':
			return rumorFindings(data as RumorResponse);
		case 'faqs':
			return faqFindings(data as Faq);
		default:
			return [];
	}
}

const inChinese = (field: string) => ({ field, language: defaultLanguage });

function noticeFindings(notice: Notice, settings: Settings): Finding[] {
	const sms = smsParts(smsText(notice, settings, defaultLanguage));
	const script = readingLength(loudspeakerScript(notice, settings), defaultLanguage);
	const mayGoOn = !isEnding(notice) && notice.nextUpdateAt === undefined;
	return [
		...warningFindings(notice),
		...(sms > 1 ? [advice(inChinese('summary'), 'long-sms', { parts: sms })] : []),
		...(script > longestScript
			? [advice(inChinese('actions'), 'long-script', { max: longestScript, length: script })]
			: []),
		...(mayGoOn ? [advice(inChinese('nextUpdateAt'), 'no-next-update')] : []),
	];
}

function rumorFindings({ title, claim }: RumorResponse): Finding[] {
	const asks = /[？?]$/.test(title);
	const repeats = claim.length >= 6 && title.includes(claim);
	return [
		...(asks ? [advice(inChinese('title'), 'headline-asks')] : []),
		...(repeats ? [advice(inChinese('title'), 'headline-repeats-claim')] : []),
	];
}

const longestAnswer = 40;

function faqFindings({ summary }: Faq): Finding[] {
	const length = readingLength(summary, defaultLanguage);
	return length > longestAnswer
		? [advice(inChinese('summary'), 'long-answer', { max: longestAnswer, length })]
		: [];
}
