import { type Context, Hono } from 'hono';
import { problem } from '../../src/domain/problem.ts';
import { undoEntry, undoLast } from '../actions/undo-desk-act.ts';
import type { DeskEffect } from '../store/desk-log.ts';
import type { Undone } from '../store/undo-desk-act.ts';
import { actParts, type DeskParts, takenBy } from './desk-parts.ts';
import type { StaffEnv } from './guards.ts';
import { problemAnswer } from './problem-answer.ts';

const shownActs = 100;

/** What was done at the desk, and taking it back. */
export function deskLogRoutes(parts: DeskParts): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();
	const undoParts = (context: Parameters<typeof actParts>[1]) => ({
		...actParts(parts, context),
		log: parts.deskLog,
		contents: parts.bulkReports.contents,
	});

	routes.get('/log', async (context) => {
		const entries = await parts.deskLog.latest(shownActs);
		return context.json(
			entries.map(({ effect, ...entry }) => ({ ...entry, undoable: effect !== undefined })),
		);
	});

	routes.post('/undo', async (context) => {
		const undone = await undoLast(undoParts(context));
		if (undone.kind === 'no-such-entry')
			return problemAnswer(context, 404, problem('undo-nothing'));
		return answer(context, undone);
	});

	routes.post('/log/:id/undo', async (context) => {
		const id = context.req.param('id');
		const entry = await parts.deskLog.get(id);
		for (const item of new Set(itemsOf(entry?.effect))) {
			const taken = await takenBy(parts, context, `item/${item}`);
			if (taken) return taken;
		}
		return answer(context, await undoEntry(undoParts(context), id));
	});

	return routes;
}

/** The items that an act changed, made, or moved reports between. */
function itemsOf(effect: DeskEffect | undefined): readonly string[] {
	if (!effect) return [];
	const moved = effect.reports.flatMap(({ before, after }) => [before.item_id, after.item_id]);
	return [
		...effect.items.map(({ id }) => id),
		...effect.made,
		...moved.filter((id) => id !== null && id !== undefined),
	];
}

function answer(context: Context, undone: Undone) {
	switch (undone.kind) {
		case 'undone':
			return context.json({ act: undone.act });
		case 'no-such-entry':
			return problemAnswer(context, 404, problem('undo-nothing'));
		case 'undone-already':
		case 'cannot-be-undone':
			return problemAnswer(context, 409, problem(`undo-${undone.kind}`));
		case 'moved-since':
			return problemAnswer(context, 409, problem('undo-moved', '', { count: undone.count }));
		case 'changed-since':
		case 'has-more':
			return problemAnswer(
				context,
				409,
				problem(`undo-${undone.kind}`, '', { claim: undone.claim }),
			);
	}
}
