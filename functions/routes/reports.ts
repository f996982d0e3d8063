import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ReceiptPageData, ReportPageData } from '../../src/domain/answers.ts';
import { isLanguage, type Language, languagePrefix } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { channels, longestReport } from '../../src/domain/report.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { Answer, PublishedResponse } from '../../src/domain/site.ts';
import { zodProblems } from '../../src/domain/zod-problems.ts';
import { lookUpReceipt } from '../actions/look-up-receipt.ts';
import { type RumorReported, reportRumor } from '../actions/report-rumor.ts';
import type { DeskMatcher } from '../desk-matcher.ts';
import type { Items } from '../store/items.ts';
import type { Reports } from '../store/reports.ts';
import { problemAnswer } from './problem-answer.ts';
import type { ShowPage } from './show.ts';

export interface ReportParts {
	readonly reports: Reports;
	readonly items: Items;
	readonly responses: () => readonly PublishedResponse[];
	readonly settings: () => Settings;
	readonly matcher: DeskMatcher;
	readonly show: ShowPage;
	readonly now: () => Date;
}

const optional = z
	.string()
	.trim()
	.transform((text) => (text === '' ? undefined : text))
	.optional();

/** The form of domain facts 3.3. `website` is a field that people do not see and programs fill in. */
const reportSchema = z.object({
	content: z.string().trim().min(1).max(longestReport),
	channel: z.enum(channels),
	area: optional,
	heardOn: optional.pipe(z.iso.date().optional()),
	language: z.string().default('zh-CN'),
	submission: optional.pipe(z.string().max(80).optional()),
	website: z.string().default(''),
});

/** How alike a published response must be to be offered with the receipt; the person judges. */
const worthShowing = 0.25;

/** Residents' reports and their receipts, as forms without JavaScript and as JSON. */
export function reportRoutes(parts: ReportParts): Hono {
	const routes = new Hono();

	routes.post('/', async (context) => {
		const { values, isForm } = await readBody(context);
		const language = languageOf(values.language);
		const parsed = reportSchema.safeParse(values, { reportInput: true });
		if (!parsed.success)
			return refuse(parts, context, {
				isForm,
				language,
				values,
				problems: zodProblems(parsed.error),
			});
		const { area, website, ...rumor } = parsed.data;
		if (area && !parts.settings().areas.some((each) => each.code === area)) {
			return refuse(parts, context, {
				isForm,
				language,
				values,
				problems: [problem('unknown-area', 'area', { value: area })],
			});
		}
		// A program that fills in what people do not see is answered like everyone, and nothing is kept.
		const reported: RumorReported =
			website === ''
				? await reportRumor(
						{ reports: parts.reports, now: parts.now() },
						{ ...rumor, area, language },
					)
				: { kind: 'repeated' };
		const data = answerData(parts, reported, rumor.content, language);
		if (!isForm) return context.json(data, 201);
		return parts.show(context, `${languagePrefix(language)}/report/`, { data }, 201);
	});

	routes.post('/status', async (context) => {
		const { values, isForm } = await readBody(context);
		const language = languageOf(values.language);
		const receipt = values.receipt ?? '';
		const data: ReceiptPageData = await lookUpReceipt(parts, receipt, language);
		if (!isForm) return context.json(data);
		return parts.show(
			context,
			`${languagePrefix(language)}/receipt/`,
			{ values: { receipt }, data },
			200,
		);
	});

	return routes;
}

async function readBody(
	context: Context,
): Promise<{ values: Record<string, string>; isForm: boolean }> {
	const isForm = !(context.req.header('content-type') ?? '').includes('json');
	const body: unknown = isForm
		? await context.req.parseBody()
		: await context.req.json().catch(() => ({}));
	const values: Record<string, string> = {};
	for (const [name, value] of Object.entries(body ?? {}))
		if (typeof value === 'string') values[name] = value;
	return { values, isForm };
}

function languageOf(tag: string | undefined): Language {
	return tag !== undefined && isLanguage(tag) ? tag : 'zh-CN';
}

function refuse(
	{ show }: ReportParts,
	context: Context,
	refusal: {
		isForm: boolean;
		language: Language;
		values: Record<string, string>;
		problems: readonly Problem[];
	},
) {
	const { isForm, language, values, problems } = refusal;
	const [first = problem('bad-request')] = problems;
	if (!isForm) return problemAnswer(context, 422, first);
	const answer: Answer = { values, problems };
	return show(context, `${languagePrefix(language)}/report/`, answer, 422);
}

function answerData(
	parts: ReportParts,
	reported: RumorReported,
	content: string,
	language: Language,
): ReportPageData {
	const responses = parts.responses();
	const matches = parts.matcher.suggest(content).filter((match) => match.score >= worthShowing);
	const answered = matches.flatMap((match) => {
		const response = responses.find((each) => each.item === match.item);
		return response
			? [
					{
						path: `${languagePrefix(language)}/rumors/${response.ref}/`,
						title: response.title,
						mark: response.verdict ?? 'checking',
					},
				]
			: [];
	});
	if (reported.kind === 'repeated') return { crisis: false, answered };
	return { receipt: reported.receipt, crisis: reported.crisis, answered };
}
