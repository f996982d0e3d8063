import {
	type ComparedSentence,
	compareTexts,
	isTooLong,
} from '../../domain/verification/compare-texts.ts';
import { essence } from '../../domain/verification/essence.ts';
import type { NoticeRecord } from '../../domain/verification/notice-record.ts';
import type { PublicKey } from '../../domain/verification/public-key.ts';
import {
	comparable,
	originOf,
	type Question,
	readQuestion,
} from '../../domain/verification/question.ts';
import { type Known, type VerifyVerdict, verdictOn } from '../../domain/verification/verdict.ts';
import { ticketStanding } from './check-ticket.ts';
import { codeOnPage, earlierVersions, pageText } from './page-text.ts';
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
	/** Whether a pasted text goes on beyond what was compared. */
	readonly isTextTooLong: boolean;
	/** Where a link leads that is neither the site's nor in the notice. */
	readonly elsewhere: string | undefined;
	readonly recent: Recent | undefined;
	readonly isClockBehind: boolean;
}

interface Parts {
	readonly knowledge: ReturnType<typeof siteKnowledge>;
	readonly keys: readonly PublicKey[];
	/** The origins under which the site is known. */
	readonly origins: readonly string[];
	readonly now: Date;
}

const mostLookUps = 4;

/** Answers what was typed, scanned or pasted. */
export async function answerQuestion(input: string, parts: Parts): Promise<VerifyAnswer> {
	const question = readQuestion(input, parts.origins);
	const { ticket, version } = question;
	const recent = await parts.knowledge.recent();
	const { record, isComplete } = await find(question, recent, parts.knowledge);
	const text = worthComparing(question.text);
	const isTextLong = text !== '' && isTooLong(input);
	const { sentences, isOlder, said } = await compared(text, record, parts.knowledge);
	const elsewhere = await elsewhereOf(question, record, said, parts);
	const isClockBehind = recent !== undefined && parts.now < recent.until;
	const known: Known = {
		record,
		isComplete,
		ticket: ticket && {
			statement: ticket,
			standing: await ticketStanding(ticket, parts.keys),
		},
		version,
		isElsewhere: elsewhere !== undefined,
		isTextAltered: isTextLong || (sentences?.some(({ kind }) => kind !== 'own') ?? false),
		isTextOlder: isOlder,
		now: isClockBehind ? undefined : parts.now,
	};
	return {
		verdict: verdictOn(known),
		question,
		known,
		sentences,
		isTextUnread: record?.ref !== undefined && text !== '' && sentences === undefined,
		isTextTooLong: isTextLong,
		elsewhere,
		recent,
		isClockBehind,
	};
}

/** A few characters beside a code or a link are no text. */
function worthComparing(text: string): string {
	return essence(text).length < 4 ? '' : text;
}

interface Compared {
	readonly sentences: readonly ComparedSentence[] | undefined;
	/** Whether some of the sentences are those of an earlier version. */
	readonly isOlder: boolean;
	/** The pages of the notice, as text. */
	readonly said: readonly string[];
}

/** A pasted text beside the notice as it is, and beside its earlier versions where it is not that. */
async function compared(
	text: string,
	record: NoticeRecord | undefined,
	{ pages, earlier }: Parts['knowledge'],
): Promise<Compared> {
	const { ref } = record ?? {};
	const found = ref && text ? await pages(ref) : [];
	const said = found.map(pageText);
	if (!ref || said.length === 0) return { sentences: undefined, isOlder: false, said };
	const now = said.map(comparable);
	const sentences = compareTexts(text, now);
	const versions = found.flatMap((html) => earlierVersions(html));
	if (sentences.every(isOwn) || versions.length === 0) return { sentences, isOlder: false, said };
	const before = (await earlier(ref, versions)).map(articleText).map(comparable);
	const all = compareTexts(text, [...now, ...before]);
	return all.every(isOwn)
		? { sentences: all, isOlder: true, said }
		: { sentences, isOlder: false, said };
}

function isOwn({ kind }: ComparedSentence): boolean {
	return kind === 'own';
}

/** A link to somebody else's site, unless the notice has it too: one is enough, wherever in the text it stands. */
async function elsewhereOf(
	{ links }: Question,
	record: NoticeRecord | undefined,
	said: readonly string[],
	{ origins, knowledge }: Parts,
): Promise<string | undefined> {
	const foreign = links.filter((link) => !origins.includes(originOf(link) ?? ''));
	if (foreign.length === 0) return undefined;
	const pages =
		said.length > 0 || !record?.ref ? said : (await knowledge.pages(record.ref)).map(pageText);
	const link = foreign.find((each) => !pages.some((page) => page.includes(each)));
	return link && originOf(link);
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
		const sentences = compareTexts(text, pages.map(articleText).map(comparable));
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
