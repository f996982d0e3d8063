import { Hono } from 'hono';
import { z } from 'zod';
import { problem } from '../../src/domain/problem.ts';
import { problemText } from '../../src/i18n/strings.ts';
import { record } from '../actions/desk-parts.ts';
import { type BulkAct, previewBulk, sortInBulk } from '../actions/sort-in-bulk.ts';
import {
	actParts,
	badRequest,
	bodyOf,
	type DeskParts,
	newClaim,
	refuseWords,
	someId,
} from './desk-parts.ts';
import type { StaffEnv } from './guards.ts';
import { problemAnswer, readersLanguage } from './problem-answer.ts';

/** As many as a desk lists. */
const many = z.array(someId).max(10_000).default([]);
const chosen = { reports: many, items: many };
const calls = { calls: z.boolean().default(false) };
const bulkAct = z.discriminatedUnion('act', [
	z.object({ ...chosen, act: z.enum(['spam', 'trash', 'restore']) }),
	z.object({ ...chosen, act: z.literal('assign'), to: z.enum(['me', 'nobody']) }),
	z.object({ ...chosen, ...calls, act: z.literal('group'), item: someId }),
	z.object({ ...chosen, ...calls, act: z.literal('open'), claim: newClaim }),
]);
const doing = z.object({ shown: z.object({ reports: z.int(), items: z.int() }) });

/** What is done with many at once: first shown, then done as it was shown. */
export function deskBulkRoutes(parts: DeskParts): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();

	routes.post('/preview', async (context) => {
		const body = await bodyOf(context, bulkAct);
		if (!body) return badRequest(context);
		const refused = body.act === 'open' && refuseWords(context, { claim: body.claim.claim });
		if (refused) return refused;
		const act = wantedAct(body, context.get('staff').id);
		const preview = await previewBulk(bulkParts(context), body, act);
		return preview ? context.json(preview) : problemAnswer(context, 404, problem('no-such-item'));
	});

	routes.post('/', async (context) => {
		const body = await bodyOf(context, bulkAct.and(doing));
		if (!body) return badRequest(context);
		const refused = body.act === 'open' && refuseWords(context, { claim: body.claim.claim });
		if (refused) return refused;
		const act = wantedAct(body, context.get('staff').id);
		const done = await sortInBulk(bulkParts(context), body, act, body.shown);
		switch (done.kind) {
			case 'done':
				return context.json({ preview: done.preview, item: done.item });
			case 'no-such-item':
				return problemAnswer(context, 404, problem(done.kind));
			case 'changed': {
				const refusal = problem('bulk-changed');
				const error = problemText(refusal, readersLanguage(context));
				return context.json({ error, problems: [refusal], preview: done.preview }, 409);
			}
		}
	});

	/** One report or item is a batch of one. */
	routes.post('/assign', async (context) => {
		const shape = z.object({ ...chosen, to: z.enum(['me', 'nobody']) });
		const body = await bodyOf(context, shape);
		if (!body) return badRequest(context);
		const about = actParts(parts, context);
		const to = body.to === 'me' ? about.acting.by.id : undefined;
		const count = await parts.deskWork.assign(about.acting, body, to);
		const subject = body.items[0] ?? body.reports[0] ?? '';
		await record(about, 'desk.assigned', subject, { count });
		return context.json({ count });
	});

	function bulkParts(context: Parameters<typeof actParts>[1]) {
		const { bulkReports: bulk, deskLocks: locks, responses } = parts;
		return { ...actParts(parts, context), bulk, locks, responses };
	}

	return routes;
}

function wantedAct(body: z.output<typeof bulkAct>, me: string): BulkAct {
	if (body.act !== 'assign') return body;
	return { act: 'assign', to: body.to === 'me' ? me : undefined };
}
