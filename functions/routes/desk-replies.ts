import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { problem } from '../../src/domain/problem.ts';
import { longestReply, longestReplyTitle, replyPurposes } from '../../src/domain/saved-reply.ts';
import { problemText } from '../../src/i18n/strings.ts';
import { record } from '../actions/desk-parts.ts';
import { actParts, badRequest, bodyOf, type DeskParts, seenVersion, someId } from './desk-parts.ts';
import type { StaffEnv } from './guards.ts';
import { problemAnswer, readersLanguage } from './problem-answer.ts';

const both = (most: number) =>
	z.object({
		'zh-CN': z.string().trim().min(1).max(most),
		en: z.string().trim().min(1).max(most),
	});
const replyBody = z.object({
	id: someId.optional(),
	/** 0 for a new one. */
	version: seenVersion,
	purpose: z.enum(replyPurposes),
	title: both(longestReplyTitle),
	text: both(longestReply),
});

/** Texts that moderators put in with two keys. */
export function deskReplyRoutes(parts: DeskParts): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();

	routes.get('/', async (context) => context.json(await parts.savedReplies.all()));

	routes.post('/', async (context) => {
		const body = await bodyOf(context, replyBody);
		if (!body) return badRequest(context);
		const { version, id = randomUUID(), ...reply } = body;
		const about = actParts(parts, context);
		const { by, at } = about.acting;
		const saved = await parts.savedReplies.save({ id, ...reply }, version, by.id, at);
		if ('conflict' in saved) {
			const refusal = problem('reply-changed');
			const error = problemText(refusal, readersLanguage(context));
			return context.json({ error, problems: [refusal], theirs: saved.conflict }, 409);
		}
		await record(about, 'reply.saved', id, { version: saved.version });
		return context.json(saved);
	});

	routes.post('/:id/remove', async (context) => {
		const body = await bodyOf(context, z.object({ version: seenVersion }));
		if (!body) return badRequest(context);
		const id = context.req.param('id');
		if (!(await parts.savedReplies.remove(id, body.version, parts.now())))
			return problemAnswer(context, 409, problem('reply-changed'));
		await record(actParts(parts, context), 'reply.removed', id);
		return context.json({});
	});

	return routes;
}
