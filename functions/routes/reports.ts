import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ReceiptPageData, ReportPageData } from '../../src/domain/answers.ts';
import { callsForHelp } from '../../src/domain/crisis.ts';
import { isLanguage, type Language, languagePrefix } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { withoutInvisible } from '../../src/domain/redact.ts';
import { channels, longestReport } from '../../src/domain/report.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { Answer, PublishedResponse } from '../../src/domain/site.ts';
import { hour } from '../../src/domain/time.ts';
import { zodProblems } from '../../src/domain/zod-problems.ts';
import { lookUpReceipt } from '../actions/look-up-receipt.ts';
import { type RumorReported, reportRumor } from '../actions/report-rumor.ts';
import type { DeskMatcher } from '../desk-matcher.ts';
import type { Items } from '../store/items.ts';
import type { Reports } from '../store/reports.ts';
import { problemAnswer, readersLanguage } from './problem-answer.ts';
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
	content: z.string().transform(withoutInvisible).pipe(z.string().trim().min(1).max(longestReport)),
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
		const { website, ...rumor } = parsed.data;
		const problems = detailProblems(parts, rumor);
		if (problems.length > 0) return refuse(parts, context, { isForm, language, values, problems });
		// A program that fills in what people do not see is answered, and nothing is kept; a call for help is never dropped.
		const reported =
			website === '' || callsForHelp(rumor.content)
				? await reportRumor({ reports: parts.reports, now: parts.now() }, { ...rumor, language })
				: undefined;
		const data = answerData(parts, reported, rumor.content, language);
		if (!isForm) return context.json(data, 201, notKept);
		return parts.show(context, `${languagePrefix(language)}/report/`, { data }, 201);
	});

	routes.post('/status', async (context) => {
		const { values, isForm } = await readBody(context);
		const language = languageOf(values.language);
		const receipt = values.receipt ?? '';
		const data: ReceiptPageData = await lookUpReceipt(parts, receipt, language);
		if (!isForm) return context.json(data, 200, notKept);
		return parts.show(
			context,
			`${languagePrefix(language)}/receipt/`,
			{ values: { receipt }, data },
			200,
		);
	});

	return routes;
}

const notKept = { 'Cache-Control': 'no-store' };

/** Refuses a body that is too large with the page its form is on, so that nobody is left with a line of JSON. */
export function refuseLargeReport({ show }: Pick<ReportParts, 'show'>, kilobytes: number) {
	return (context: Context) => {
		const tooLarge = problem('too-large', '', { kilobytes });
		if ((context.req.header('content-type') ?? '').includes('json'))
			return problemAnswer(context, 413, tooLarge);
		const page = context.req.path.endsWith('/status') ? 'receipt' : 'report';
		const path = `${languagePrefix(readersLanguage(context))}/${page}/`;
		return show(context, path, { problems: [tooLarge] }, 413);
	};
}

const firstDayHeard = '2020-01-01';

/** What is wrong with the details that a person may leave out. */
function detailProblems(
	{ settings, now }: ReportParts,
	{ area, heardOn }: { readonly area?: string | undefined; readonly heardOn?: string | undefined },
): readonly Problem[] {
	const problems: Problem[] = [];
	if (area && !settings().areas.some((each) => each.code === area))
		problems.push(problem('unknown-area', 'area', { value: area }));
	// East of the server it may be tomorrow already.
	const lastDay = new Date(now().getTime() + 24 * hour).toISOString().slice(0, 10);
	if (heardOn && (heardOn < firstDayHeard || heardOn > lastDay))
		problems.push(problem('day-not-likely', 'heardOn'));
	return problems;
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
	reported: RumorReported | undefined,
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
	if (!reported) return { crisis: false, answered };
	return { receipt: reported.receipt, crisis: reported.crisis, answered };
}
