import { Hono } from 'hono';
import { z } from 'zod';
import { problem } from '../../src/domain/problem.ts';
import { record } from '../actions/desk-parts.ts';
import {
	groupReport,
	openItem,
	rejectSuggestions,
	ungroupReport,
} from '../actions/group-report.ts';
import { type DeskSuggestion, suggestionsForReport } from '../desk-suggestions.ts';
import type { Placed } from '../store/desk-work.ts';
import { along, freeAlong } from './desk-along.ts';
import {
	actParts,
	badRequest,
	bodyOf,
	type DeskParts,
	newClaim,
	refuseTaken,
	refuseWords,
	someId,
} from './desk-parts.ts';
import type { StaffEnv } from './guards.ts';
import { problemAnswer } from './problem-answer.ts';

/** The items that the moderator was offered, best first. Others may have changed what would be offered now. */
const shown = z.array(someId).max(10).default([]);
const groupBody = z.object({ item: someId, from: someId.optional(), shown, along });
const openBody = newClaim.extend({ variantOf: someId.optional(), shown, along });
const stateBody = z.object({
	state: z.enum(['normal', 'spam', 'trashed']),
	/** Of a call for help: whether somebody has said that it is none. */
	lookedAt: z.boolean().default(false),
	along,
});

/** What is done with one report. */
export function deskReportRoutes(parts: DeskParts): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();
	routes.use('/:id/*', refuseTaken(parts, 'report'));

	routes.get('/:id/suggestions', async (context) =>
		context.json(
			(await suggestions(parts, context.req.param('id'))).map((each) => ({
				...each,
				published: parts.responses().some(({ item }) => item === each.item),
			})),
		),
	);

	routes.post('/:id/group', async (context) => {
		const body = await bodyOf(context, groupBody);
		if (!body) return badRequest(context);
		const id = context.req.param('id');
		const seen = await seenSuggestions(parts, id, body.shown);
		const free = await freeAlong(parts, body.along, context.get('staff').id);
		const about = { seen, along: free, ...(body.from === undefined ? {} : { from: body.from }) };
		return placed(context, await groupReport(actParts(parts, context), id, body.item, about));
	});

	routes.post('/:id/item', async (context) => {
		const body = await bodyOf(context, openBody);
		if (!body) return badRequest(context);
		const refused = refuseWords(context, { claim: body.claim });
		if (refused) return refused;
		const id = context.req.param('id');
		const seen = await seenSuggestions(parts, id, body.shown);
		const free = await freeAlong(parts, body.along, context.get('staff').id);
		const about = { seen, along: free };
		return placed(context, await openItem(actParts(parts, context), id, body, about));
	});

	routes.post('/:id/ungroup', async (context) => {
		const { kind } = await ungroupReport(actParts(parts, context), context.req.param('id'));
		if (kind === 'no-such-report') return problemAnswer(context, 404, problem(kind));
		return context.json({ state: kind });
	});

	routes.post('/:id/reject', async (context) => {
		const body = await bodyOf(context, z.object({ item: someId }));
		if (!body) return badRequest(context);
		const id = context.req.param('id');
		const rejected = await seenSuggestions(parts, id, [body.item]);
		await rejectSuggestions(actParts(parts, context), id, rejected);
		return context.json({ rejected: rejected.length });
	});

	routes.post('/:id/state', async (context) => {
		const body = await bodyOf(context, stateBody);
		if (!body) return badRequest(context);
		const id = context.req.param('id');
		const report = await parts.reports.get(id);
		if (!report) return problemAnswer(context, 404, problem('no-such-report'));
		// No call for help is put aside by a key that was meant for the line before.
		if (report.crisis && body.state !== 'normal' && !body.lookedAt)
			return problemAnswer(context, 409, problem('call-not-looked-at'));
		const about = actParts(parts, context);
		const free = await freeAlong(parts, body.along, about.acting.by.id);
		const count = await parts.deskWork.setState(about.acting, [id, ...free], body.state);
		await record(about, `report.${body.state}`, id, { count });
		return context.json({ state: body.state, count });
	});

	return routes;
}

/** Of what a moderator was offered, what is known of it now; what is offered no more is left alone. */
async function seenSuggestions(
	parts: DeskParts,
	id: string,
	shown: readonly string[],
): Promise<readonly DeskSuggestion[]> {
	if (shown.length === 0) return [];
	const now = new Map((await suggestions(parts, id)).map((each) => [each.item, each]));
	return shown.flatMap((item) => now.get(item) ?? []);
}

async function suggestions(parts: DeskParts, id: string): Promise<readonly DeskSuggestion[]> {
	const report = await parts.reports.get(id);
	return report ? suggestionsForReport(parts, report) : [];
}

function placed(context: Parameters<typeof problemAnswer>[0], result: Placed) {
	switch (result.kind) {
		case 'grouped':
			return context.json({ item: result.item, count: result.count });
		case 'grouped-already':
		case 'item-merged':
			return problemAnswer(context, 409, problem(result.kind));
		case 'no-such-item':
		case 'no-such-report':
			return problemAnswer(context, 404, problem(result.kind));
	}
}
