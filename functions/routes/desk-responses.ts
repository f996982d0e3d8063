import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { aliasWarnings } from '../../src/domain/alias-warnings.ts';
import { isConfirmed } from '../../src/domain/exercise/course.ts';
import type { ToolLanguage } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import { longestClaim } from '../../src/domain/report.ts';
import type { Role } from '../../src/domain/roles.ts';
import { holdingWords, promisedUpdate } from '../../src/domain/templates/holding-line.ts';
import { draftResponse, type ResponseDrafted } from '../actions/draft-response.ts';
import { type HoldingPublished, publishHoldingLine } from '../actions/publish-holding-line.ts';
import { can } from '../auth/roles.ts';
import { invalidEntry } from '../cms/answer.ts';
import type { ConfirmWord } from '../cms/confirm-word.ts';
import {
	actParts,
	badRequest,
	bodyOf,
	type DeskParts,
	refuseWords,
	seenVersion,
} from './desk-parts.ts';
import type { StaffEnv } from './guards.ts';
import { problemAnswer, readersLanguage } from './problem-answer.ts';

const oneLine = (most: number) => z.string().trim().min(1).max(most);
const english = z.object({
	/** Empty where nobody wrote it: nothing is said in English then. */
	claim: z.string().trim().max(longestClaim),
	fact: z.string().trim().max(1200),
	actions: z.array(oneLine(200)).max(6),
});
const holdingBody = z.object({
	version: seenVersion,
	title: oneLine(80),
	summary: oneLine(200),
	fact: z.string().trim().min(1).max(1200),
	actions: z.array(oneLine(200)).max(6),
	nextUpdateAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
	issuer: oneLine(60),
	topic: oneLine(60),
	area: oneLine(60),
	english: english.optional().transform((written) => (written?.claim ? written : undefined)),
	/** The word that is typed while an exercise runs, or for one. */
	confirm: z.string().max(60).optional(),
});
/** Which word is to be typed by who publishes with one press; whoever hands it over is asked for none. */
async function wordFor(
	{ status, cms }: Pick<DeskParts, 'status' | 'cms'>,
	roles: readonly Role[],
): Promise<ConfirmWord | undefined> {
	if (!can(roles, 'publish')) return undefined;
	if (status === 'exercise') return 'exercise';
	return (await cms.exerciseRuns()) ? 'real' : undefined;
}

const draftBody = z.object({ aliases: z.array(oneLine(200)).max(40).default([]) });
const shownWordings = 40;

/** What is said to those who asked: that it is being checked, and the draft of the answer. */
export function deskResponseRoutes(parts: DeskParts): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();

	/** What "we are checking" begins with. */
	routes.get('/:id/holding', async (context) => {
		const item = await parts.items.get(context.req.param('id'));
		if (!item) return problemAnswer(context, 404, problem('no-such-item'));
		const replies = await parts.savedReplies.all();
		const texts = (purpose: string, language: ToolLanguage = 'zh-CN') =>
			replies.filter((each) => each.purpose === purpose).map(({ text }) => text[language]);
		const { clocks, issuers, topics, areas } = parts.settings();
		return context.json({
			...holdingWords(item.claim),
			fact: texts('holding')[0] ?? '',
			actions: texts('meanwhile').slice(0, 1),
			english: {
				claim: '',
				fact: texts('holding', 'en')[0] ?? '',
				actions: texts('meanwhile', 'en').slice(0, 1),
			},
			nextUpdateAt: promisedUpdate(item, clocks, parts.now()),
			issuer: issuers[0]?.code,
			topic: topics[0]?.code,
			area: areas[0]?.code,
			word: await wordFor(parts, context.get('staff').roles),
		});
	});

	routes.post('/:id/holding', async (context) => {
		const body = await bodyOf(context, holdingBody);
		if (!body) return badRequest(context);
		const { version, confirm, ...line } = body;
		const { title, summary, fact, actions, english: inEnglish } = line;
		const refused =
			refuseWords(context, { title, summary, fact, actions }) ??
			(inEnglish && refuseWords(context, inEnglish));
		if (refused) return refused;
		if (inEnglish?.fact === '')
			return problemAnswer(context, 422, problem('required', 'english.fact'));
		const word = await wordFor(parts, context.get('staff').roles);
		if (word && !isConfirmed(word, confirm))
			return problemAnswer(context, 422, problem(`${word}-word`, 'confirm'));
		if (line.nextUpdateAt <= parts.now())
			return problemAnswer(context, 422, problem('update-time-passed', 'nextUpdateAt'));
		const about = { ...actParts(parts, context), cms: parts.cms, status: parts.status };
		const caller = { staff: context.get('staff'), language: readersLanguage(context) };
		const id = context.req.param('id');
		return held(context, await publishHoldingLine(about, caller, { id, version }, line));
	});

	/** The different wordings of an item, to choose other wordings of the claim from. */
	routes.get('/:id/wordings', async (context) => {
		const reports = await parts.reports.ofItem(context.req.param('id'));
		const counts = new Map<string, number>();
		for (const { content, state, crisis } of reports)
			if (state === 'normal' && !crisis) counts.set(content, (counts.get(content) ?? 0) + 1);
		const often = [...counts].sort(([, a], [, b]) => b - a).slice(0, shownWordings);
		return context.json(
			often.map(([text, count]) => ({ text, count, warnings: aliasWarnings(text) })),
		);
	});

	routes.post('/:id/draft', async (context) => {
		const body = await bodyOf(context, draftBody);
		if (!body) return badRequest(context);
		const { id, name, email } = context.get('staff');
		const { repository } = parts.cms;
		const about = { settings: parts.settings(), now: parts.now(), by: { id, name, email } };
		const result = await draftResponse(
			{ ...parts, repository, ...about },
			context.req.param('id'),
			body.aliases,
		);
		return drafted(context, result);
	});

	return routes;
}

function held(context: Context, result: HoldingPublished) {
	switch (result.kind) {
		case 'published':
		case 'handed-over':
			return context.json({ done: result.kind, ref: result.ref });
		case 'no-such-item':
			return problemAnswer(context, 404, problem(result.kind));
		case 'item-merged':
			return problemAnswer(context, 409, problem(result.kind));
		case 'conflict':
			return problemAnswer(context, 409, problem('item-changed'));
		case 'has-response':
			return problemAnswer(context, 409, problem('holding-has-response'));
		case 'refused': {
			const { by } = result;
			if ('status' in by) return context.json(by.body, by.status);
			if (by.kind !== 'invalid') return problemAnswer(context, 409, problem('item-changed'));
			const answer = invalidEntry('rumors', by.problems, readersLanguage(context));
			return context.json(answer.body, answer.status);
		}
	}
}

function drafted(context: Context, result: ResponseDrafted) {
	switch (result.kind) {
		case 'drafted':
			return context.json({
				ref: result.ref,
				path: `/admin/#/collections/rumors/entries/${result.ref}`,
			});
		case 'no-such-item':
			return problemAnswer(context, 404, problem(result.kind));
		case 'item-merged':
			return problemAnswer(context, 409, problem(result.kind));
		case 'conflict':
			return problemAnswer(context, 409, problem('item-changed'));
		case 'in-review':
			return problemAnswer(context, 409, problem('draft-in-review'));
		case 'invalid':
			return problemAnswer(context, 422, result.problem);
	}
}
