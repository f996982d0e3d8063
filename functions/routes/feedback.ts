import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { FeedbackPageData } from '../../src/domain/answers.ts';
import { callsForHelp } from '../../src/domain/crisis.ts';
import { isLanguage, languagePrefix, languageTags } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import {
	asksForFeedback,
	countedWords,
	longestGap,
	pageAnswers,
} from '../../src/domain/reader-feedback.ts';
import { redact } from '../../src/domain/redact.ts';
import { toDay } from '../../src/domain/time.ts';
import type { ReaderFeedback } from '../store/reader-feedback.ts';
import { problemAnswer, readersLanguage } from './problem-answer.ts';
import type { ShowPage } from './show.ts';

export interface FeedbackParts {
	readonly feedback: ReaderFeedback;
	/** Whether a path is one of the live release. */
	readonly hasPage: (path: string) => boolean;
	readonly show: ShowPage;
	readonly now: () => Date;
}

const answerSchema = z.object({
	path: z.string().max(300),
	answer: z.enum(pageAnswers),
	/** What is missing; asked for after the first answer. */
	gap: z.string().trim().max(longestGap).default(''),
	language: z.string().default(''),
	/** People do not see it, programs fill it in. */
	website: z.string().default(''),
});

const searchSchema = z.object({
	words: z.string().max(200),
	language: z.enum(
		languageTags as readonly [(typeof languageTags)[number], ...(typeof languageTags)[number][]],
	),
});

/** Beyond this many in a minute somebody plays: they are thanked, and nothing is counted. */
const mostInAMinute = 300;

/** "Was this page enough?" and searches that found nothing: counted for editors, with nothing that tells who it was. */
export function feedbackRoutes(parts: FeedbackParts): Hono {
	const routes = new Hono();
	const { feedback, now } = parts;
	const isCounted = limited(now);

	routes.post('/page-answers', async (context) => {
		const parsed = answerSchema.safeParse(await context.req.parseBody());
		const isPage = parsed.success && asksForFeedback(parsed.data.path);
		if (!isPage || !parts.hasPage(parsed.data.path)) return refuse(parts, context);
		const { path, answer, gap, language, website } = parsed.data;
		const data: FeedbackPageData = { path, answer, told: gap !== '', crisis: callsForHelp(gap) };
		const tag = isLanguage(language) ? language : readersLanguage(context);
		const page = `${languagePrefix(tag)}/page-feedback/`;
		if (website === '') {
			const day = toDay(now());
			const isTaken = isCounted();
			// What was written is never thanked for and dropped.
			if (gap !== '' && !data.crisis && !isTaken) {
				const problems = [problem('too-many-answers', 'gap')];
				return parts.show(
					context,
					page,
					{ values: { gap }, problems, data: { ...data, told: false } },
					429,
				);
			}
			if (gap === '' && isTaken) await feedback.countAnswer({ day, path, answer });
			// A call for help is for people, who are named on the answer, and not for a list.
			if (gap !== '' && !data.crisis)
				await feedback.addGap({ id: randomUUID(), day, path, text: redact(gap).text });
		}
		return parts.show(context, page, { data }, 200);
	});

	routes.post('/missed-searches', async (context) => {
		const parsed = searchSchema.safeParse(await context.req.json().catch(() => undefined));
		if (!parsed.success) return problemAnswer(context, 400, problem('bad-request'));
		const words = countedWords(parsed.data.words);
		const { language } = parsed.data;
		if (words && isCounted())
			await feedback.countMissedSearch({ day: toDay(now()), language, words });
		return context.body(null, 204);
	});

	return routes;
}

function refuse({ show }: FeedbackParts, context: Context): Promise<Response> {
	const path = `${languagePrefix(readersLanguage(context))}/page-feedback/`;
	return show(context, path, { problems: [problem('bad-request')] }, 422);
}

function limited(now: () => Date): () => boolean {
	let minute = 0;
	let count = 0;
	return () => {
		const current = Math.floor(now().getTime() / 60_000);
		if (current !== minute) [minute, count] = [current, 0];
		count += 1;
		return count <= mostInAMinute;
	};
}
