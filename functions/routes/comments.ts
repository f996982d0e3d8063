import type { Context } from 'hono';
import { z } from 'zod';
import type { CommentPageData } from '../../src/domain/answers.ts';
import { type Language, languagePrefix } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { withoutInvisible } from '../../src/domain/redact.ts';
import { longestComment } from '../../src/domain/report.ts';
import { zodProblems } from '../../src/domain/zod-problems.ts';
import { takeComment } from '../actions/take-comment.ts';
import { clientAddress } from './client-address.ts';
import { judgeSending } from './judge-sending.ts';
import { problemAnswer } from './problem-answer.ts';
import { type ReportBody, wantsJson } from './report-body.ts';
import type { ReportParts } from './report-parts.ts';

const commentSchema = z.object({
	incident: z.string().regex(/^[a-z0-9-]{1,60}$/),
	content: z
		.string()
		.transform(withoutInvisible)
		.pipe(z.string().trim().min(1).max(longestComment)),
	website: z.string().default(''),
	altcha: z.string().optional(),
});

/** One sending of the form for comments: its request, what was in it, and the language to answer in. */
interface Sending {
	readonly context: Context;
	readonly body: ReportBody;
	readonly language: Language;
}

/** Whether a sending to the intake is a comment on a review: it is kept apart from what the rumor desk gets. */
export function isComment({ values }: ReportBody): boolean {
	return values['kind'] === 'comment';
}

/** Takes a comment by the rules of the report intake, and answers on the page that its form is on. */
export async function answerComment(parts: ReportParts, sending: Sending): Promise<Response> {
	const { context, body, language } = sending;
	const parsed = commentSchema.safeParse(body.values, { reportInput: true });
	const incidents = await parts.incidents();
	const named = body.values['incident'];
	const incident = incidents.find(({ ref }) => ref === named);
	if (!incident) return problemAnswer(context, 400, problem('bad-request'));
	if (!parsed.success) return refuse(parts, sending, incident.ref, zodProblems(parsed.error));
	if (!incident.takesComments)
		return refuse(parts, sending, incident.ref, [problem('comments-closed')]);
	const network = clientAddress(context, parts.trustedProxies);
	const { content, website, altcha } = parsed.data;
	const judged = await judgeSending(parts, { content, website, altcha }, network);
	if (judged.kind === 'full') {
		const { phone } = parts.settings().footer;
		return refuse(parts, sending, incident.ref, [problem('reports-full', '', { phone })], 503);
	}
	const suspect = judged.standing === 'suspect';
	const said = { incident: incident.ref, content, language, suspect };
	const { crisis, removed } = await takeComment(
		{ comments: parts.comments, now: parts.now() },
		said,
	);
	return thank(parts, sending, incident.ref, { crisis, removed });
}

function pageOf(language: Language, ref: string): string {
	return `${languagePrefix(language)}/incidents/${ref}/comment/`;
}

function thank(
	{ show }: ReportParts,
	{ context, language }: Sending,
	ref: string,
	data: CommentPageData,
): Response | Promise<Response> {
	if (wantsJson(context)) return context.json(data, 201, { 'Cache-Control': 'no-store' });
	return show(context, pageOf(language, ref), { data }, 201);
}

function refuse(
	{ show }: ReportParts,
	{ context, body, language }: Sending,
	ref: string,
	problems: readonly Problem[],
	status: 422 | 503 = 422,
): Response | Promise<Response> {
	const [first = problem('bad-request')] = problems;
	if (wantsJson(context)) return problemAnswer(context, status, first);
	return show(context, pageOf(language, ref), { values: body.values, problems }, status);
}
