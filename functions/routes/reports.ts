import { type Context, Hono } from 'hono';
import type { ReceiptPageData, ReportPageData } from '../../src/domain/answers.ts';
import { callsForHelp } from '../../src/domain/crisis.ts';
import { isLanguage, type Language, languagePrefix } from '../../src/domain/languages.ts';
import { isAnotherAnswer } from '../../src/domain/matching/difference.ts';
import { isSameArea } from '../../src/domain/matching/telling.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import type { Answer, PublishedResponse } from '../../src/domain/site.ts';
import { zodProblems } from '../../src/domain/zod-problems.ts';
import { lookUpReceipt } from '../actions/look-up-receipt.ts';
import { type RumorReported, reportRumor } from '../actions/report-rumor.ts';
import { clientAddress } from './client-address.ts';
import { answerComment, isComment } from './comments.ts';
import { judgeSending } from './judge-sending.ts';
import { problemAnswer, readersLanguage } from './problem-answer.ts';
import { detailProblems, type SentReport, sentReportSchema } from './report.schema.ts';
import {
	type LostImage,
	limitWords,
	type ReportBody,
	readReportBody,
	wantsJson,
} from './report-body.ts';
import type { ReportParts } from './report-parts.ts';
import { noteTyped } from './typed.ts';

/** How alike a published response must be to be offered with the receipt; the person judges. */
const worthShowing = 0.25;

const notKept = { 'Cache-Control': 'no-store' };

/** Residents' reports and their receipts, as forms without JavaScript and as JSON. */
export function reportRoutes(parts: ReportParts): Hono {
	const routes = new Hono();

	routes.post('/', async (context) => {
		const body = await readReportBody(context);
		if (!body) return problemAnswer(context, 400, problem('bad-request'));
		noteTyped(context.req.raw, body.values);
		const sending = { context, body, language: languageOf(body.values['language']) };
		if (isComment(body)) return answerComment(parts, sending);
		const parsed = sentReportSchema.safeParse(body.values, { reportInput: true });
		if (!parsed.success) return refuse(parts, sending, zodProblems(parsed.error));
		const problems = [...detailProblems(parts, parsed.data), ...imageProblems(body, parsed.data)];
		if (problems.length > 0) return refuse(parts, sending, problems);
		return take(parts, sending, parsed.data);
	});

	routes.post('/status', async (context) => {
		const body = await readReportBody(context);
		if (!body) return problemAnswer(context, 400, problem('bad-request'));
		const { values } = body;
		const language = languageOf(values['language']);
		const receipt = values['receipt'] ?? '';
		const data: ReceiptPageData = await lookUpReceipt(parts, receipt, language);
		if (wantsJson(context)) return context.json(data, 200, notKept);
		const path = `${languagePrefix(language)}/receipt/`;
		return parts.show(context, path, { values: { receipt }, data }, 200);
	});

	// Work that a browser does before it sends, so that a flood costs more than a report.
	routes.get('/challenge', async (context) => {
		const now = parts.now();
		const challenge = await parts.proofs.challenge(now, parts.crowd.workTimes(now));
		return context.json(challenge, 200, notKept);
	});

	return routes;
}

/** One sending of the form: its request, what was in it, and the language to answer in. */
interface Sending {
	readonly context: Context;
	readonly body: ReportBody;
	readonly language: Language;
}

async function take(parts: ReportParts, sending: Sending, sent: SentReport): Promise<Response> {
	const { context, body, language } = sending;
	const network = clientAddress(context, parts.trustedProxies);
	const judged = await judgeSending(parts, sent, network);
	if (judged.kind === 'full') {
		const phone = parts.settings().footer.phone;
		return refuse(parts, sending, [problem('reports-full', '', { phone })], 503);
	}
	const taken = body.image && (await parts.screenshots.take(body.image));
	const image = taken && 'problem' in taken ? undefined : taken;
	if (taken && 'problem' in taken && !judged.crisis) return refuse(parts, sending, [taken.problem]);
	const { website: _trap, altcha: _proof, matched: _matched, ...rumor } = sent;
	const reported = await reportRumor(
		{
			reports: parts.intake,
			images: parts.images,
			links: parts.links,
			isSameClaim: parts.matcher.isSameClaim,
			answerTo: parts.matcher.answerTo,
			now: parts.now(),
		},
		{
			...rumor,
			language,
			standing: judged.standing,
			crisis: judged.crisis,
			proof: judged.proof,
			asker: judged.asker,
			image,
		},
	);
	const isImageLost = image === undefined && (taken ?? body.withoutImage) !== undefined;
	return answer(parts, sending, sent, { ...reported, isImageLost });
}

const lostImages = {
	'too-large': 'image-too-large',
	busy: 'image-busy',
	late: 'image-late',
} as const satisfies Record<LostImage, string>;

/** What is wrong with a screenshot that was not even read. A call for help is taken without its picture when that is all that is wrong. */
function imageProblems({ withoutImage }: ReportBody, { content }: SentReport): readonly Problem[] {
	if (withoutImage === undefined || callsForHelp(content)) return [];
	return [problem(lostImages[withoutImage], 'image')];
}

/** Refuses a body that is too large with the page its form is on, so that nobody is left with a line of JSON. */
export function limitReport({ show }: Pick<ReportParts, 'show'>, kilobytes: number) {
	return limitWords(kilobytes * 1024, (context, content) => {
		const tooLarge = problem('too-large', '', { kilobytes });
		if (wantsJson(context)) return problemAnswer(context, 413, tooLarge);
		const page = context.req.path.endsWith('/status') ? 'receipt' : 'report';
		const path = `${languagePrefix(readersLanguage(context))}/${page}/`;
		// What was written is still in its box, where the page looks for a call for help.
		return show(context, path, { values: { content }, problems: [tooLarge] }, 413);
	});
}

function languageOf(tag: string | undefined): Language {
	return tag !== undefined && isLanguage(tag) ? tag : 'zh-CN';
}

function refuse(
	{ show }: ReportParts,
	{ context, body, language }: Sending,
	problems: readonly Problem[],
	status: 422 | 503 = 422,
): Response | Promise<Response> {
	const [first = problem('bad-request')] = problems;
	if (wantsJson(context)) return problemAnswer(context, status, first);
	const refused: Answer = { values: body.values, problems };
	return show(context, `${languagePrefix(language)}/report/`, refused, status);
}

function answer(
	parts: ReportParts,
	{ context, language }: Sending,
	sent: SentReport,
	reported: RumorReported & { readonly isImageLost: boolean },
): Response | Promise<Response> {
	const responses = answering(parts, sent, reported).map(({ ref, title, verdict }) => ({
		path: `${languagePrefix(language)}/rumors/${ref}/`,
		title,
		mark: verdict ?? 'checking',
	}));
	const { receipt, crisis, removed, isImageLost } = reported;
	const data: ReportPageData = {
		receipt,
		crisis,
		removed,
		...(isImageLost ? { isImageLost } : {}),
		answered: responses,
	};
	if (wantsJson(context)) return context.json(data, 201, notKept);
	return parts.show(context, `${languagePrefix(language)}/report/`, { data }, 201);
}

/** The published responses that may answer a report: the one of its text first, then those alike, unless its page showed them before. */
function answering(
	{ responses, matcher }: ReportParts,
	{ content, area, matched }: SentReport,
	reported: RumorReported,
): readonly PublishedResponse[] {
	const alike = matched
		? []
		: matcher.suggest(content).filter(({ score }) => score >= worthShowing);
	const published = new Map(responses().map((each) => [each.item, each]));
	const answers = alike.flatMap(({ item, differences }) => {
		const response = published.get(item);
		const claim = response?.wordings[0];
		if (!response || claim === undefined || !isFor(response, area)) return [];
		// A headline is the fact: who says the same is not to be shown the verdict on the rumor.
		const all = [...differences, ...matcher.differences(content, claim)];
		return isAnotherAnswer(all) ? [] : [response];
	});
	const own = published.get(reported.item ?? '');
	return [...new Set(own ? [own, ...answers] : answers)];
}

/** Whether a response is about the area that a person named, where either names one. */
function isFor({ areas }: PublishedResponse, area: string | undefined): boolean {
	return !areas || areas.some((each) => isSameArea({ area: each }, { area }));
}
