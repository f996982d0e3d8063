import {
	type ComparedSentence,
	compareTexts,
	essence,
} from '../../domain/verification/compare-texts.ts';
import type { NoticeRecord } from '../../domain/verification/notice-record.ts';
import type { PublicKey } from '../../domain/verification/public-key.ts';
import { type Question, readQuestion } from '../../domain/verification/question.ts';
import { type Known, type VerifyVerdict, verdictOn } from '../../domain/verification/verdict.ts';
import { ticketStanding } from './check-ticket.ts';
import { codeOnPage, pageText } from './page-text.ts';
import type { Recent, siteKnowledge } from './site-knowledge.ts';

/** The answer and everything that it rests on. */
export interface VerifyAnswer {
	readonly verdict: VerifyVerdict;
	readonly question: Question;
	readonly known: Known;
	/** The sentences of a pasted text; `undefined` when none was compared. */
	readonly sentences: readonly ComparedSentence[] | undefined;
	/** Whether a text was pasted and its original could not be had. */
	readonly isTextUnread: boolean;
	readonly recent: Recent | undefined;
	readonly isClockBehind: boolean;
}

interface Parts {
	readonly knowledge: ReturnType<typeof siteKnowledge>;
	readonly keys: readonly PublicKey[];
	/** The origins under which the site is known. */
	readonly origins: readonly (string | undefined)[];
	readonly now: Date;
}

const mostLookUps = 4;

/** Answers what was typed, scanned or pasted. */
export async function answerQuestion(input: string, parts: Parts): Promise<VerifyAnswer> {
	const question = readQuestion(input);
	const { ticket, origin, version } = question;
	const recent = await parts.knowledge.recent();
	const { record, isComplete } = await find(question, recent, parts.knowledge);
	const text = worthComparing(question.text);
	const pages = record?.ref && text ? await parts.knowledge.pages(record.ref) : [];
	const sentences = pages.length > 0 ? compareTexts(text, pages.map(pageText)) : undefined;
	const isClockBehind = recent !== undefined && parts.now < recent.until;
	const known: Known = {
		record,
		isComplete,
		ticket: ticket && {
			statement: ticket,
			standing: await ticketStanding(ticket, parts.keys),
		},
		version,
		isElsewhere: origin !== undefined && !parts.origins.includes(origin),
		isTextAltered: sentences?.some(({ kind }) => kind !== 'own') ?? false,
		now: isClockBehind ? undefined : parts.now,
	};
	return {
		verdict: verdictOn(known),
		question,
		known,
		sentences,
		isTextUnread: record?.ref !== undefined && text !== '' && sentences === undefined,
		recent,
		isClockBehind,
	};
}

/** A few characters beside a code or a link are no text. */
function worthComparing(text: string): string {
	return essence(text).length < 4 ? '' : text;
}

interface Found {
	readonly record: NoticeRecord | undefined;
	/** Whether the site itself was asked. */
	readonly isComplete: boolean;
}

async function find(
	question: Question,
	recent: Recent | undefined,
	knowledge: Parts['knowledge'],
): Promise<Found> {
	const { ticket, ref = ticket?.ref, codes } = question;
	const asked = [...(ticket ? [ticket.code] : []), ...codes];
	const isFresh = recent?.isFresh === true;
	const records = recent?.records ?? [];
	const near = records.find((each) => asked.includes(each.code) || (ref && each.ref === ref));
	if (near) return { record: near, isComplete: isFresh };
	try {
		for (const code of asked.slice(0, mostLookUps)) {
			const record = await knowledge.byCode(code);
			if (record) return { record, isComplete: true };
		}
		const record = ref && asked.length === 0 ? await byRef(ref, knowledge) : undefined;
		if (record) return { record, isComplete: true };
	} catch {
		return { record: undefined, isComplete: false };
	}
	return { record: await byText(question.text, records, knowledge), isComplete: isFresh };
}

async function byRef(
	ref: string,
	knowledge: Parts['knowledge'],
): Promise<NoticeRecord | undefined> {
	const [page] = await knowledge.pages(ref);
	const code = page && codeOnPage(page);
	return code ? knowledge.byCode(code) : undefined;
}

/** The notice that a text without a code is about: one whose headline stands in it, or else in force with two sentences in it. */
async function byText(
	text: string,
	records: readonly NoticeRecord[],
	knowledge: Parts['knowledge'],
): Promise<NoticeRecord | undefined> {
	const whole = essence(text);
	if (whole.length < 8) return undefined;
	const titled = records.find(({ title = {} }) =>
		Object.values(title).some((each) => whole.includes(essence(each))),
	);
	if (titled) return titled;
	for (const record of records.filter(({ state }) => state === 'current').slice(0, 10)) {
		const pages = await knowledge.pages(record.ref ?? '');
		const sentences = compareTexts(text, pages.map(articleText));
		if (sentences.filter(isTelling).length >= 2) return record;
	}
	return undefined;
}

/** Short sentences, such as names of sections, stand on every page. */
function isTelling({ kind, text }: ComparedSentence): boolean {
	return kind !== 'foreign' && essence(text).length >= 8;
}

function articleText(html: string): string {
	const article = /<article[\s\S]*<\/article>/.exec(html)?.[0] ?? '';
	return pageText(article);
}
