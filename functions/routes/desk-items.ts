import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { isClosed, itemStates, referrals } from '../../src/domain/report.ts';
import { problemText } from '../../src/i18n/strings.ts';
import { changeItem } from '../actions/change-item.ts';
import { collectEvidence, dropEvidence } from '../actions/collect-evidence.ts';
import { record } from '../actions/desk-parts.ts';
import { mergeTwoItems } from '../actions/merge-items.ts';
import { splitOff } from '../actions/split-item.ts';
import { matcherModel, suggestionsForItem } from '../desk-suggestions.ts';
import type { ItemMerged } from '../store/item-merges.ts';
import type { Relationship } from '../store/relationships.ts';
import {
	actParts,
	badRequest,
	bodyOf,
	type DeskParts,
	newClaim,
	refuseTaken,
	refuseWords,
	seenVersion,
	someId,
	takenBy,
} from './desk-parts.ts';
import type { StaffEnv } from './guards.ts';
import { problemAnswer, readersLanguage } from './problem-answer.ts';
import { shownReport } from './shown-reports.ts';

const itemChange = newClaim.partial().extend({
	version: seenVersion,
	/** The fields as the moderator saw them. */
	seen: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
	state: z.enum(itemStates).optional(),
	nextUpdateAt: z.iso
		.datetime({ offset: true })
		.transform((text) => new Date(text))
		.optional(),
	referredTo: z.enum(referrals).optional(),
	waitsFor: z.string().trim().min(1).max(80).optional(),
});
type ItemChange = z.output<typeof itemChange>;
const mergeBody = z.object({
	version: seenVersion,
	into: z.object({ id: someId, version: seenVersion }),
});
const splitBody = newClaim.extend({ reports: z.array(someId).min(1).max(500) });
const evidenceBody = z.object({
	what: z.string().trim().min(1).max(240),
	who: z.string().trim().min(1).max(80),
	date: z.iso.date(),
	url: z
		.url({ protocol: /^https?$/ })
		.max(500)
		.optional(),
	image: someId.optional(),
});

const shownReports = 200;
const shownActs = 50;

/** What is done with one item. */
export function deskItemRoutes(parts: DeskParts): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();
	routes.use('/:id/*', refuseTaken(parts, 'item'));

	routes.get('/:id', async (context) => {
		const item = await parts.items.get(context.req.param('id'));
		if (!item) return problemAnswer(context, 404, problem('no-such-item'));
		const [reports, evidence, log, related, foundAtDoor, alike] = await Promise.all([
			parts.reports.ofItem(item.id),
			parts.evidence.ofItem(item.id),
			parts.deskLog.ofItem(item.id, shownActs),
			parts.relationships.ofItem(item.id),
			parts.doorAnswers.ofItem(item.id),
			item.mergedInto ? [] : suggestionsForItem(parts, item),
		]);
		return context.json({
			reports: reports.slice(0, shownReports).map(shownReport),
			evidence,
			log: log.map(({ effect, ...entry }) => ({ ...entry, undoable: effect !== undefined })),
			variants: await variantsOf(parts, item.id, related),
			foundAtDoor,
			alike,
			mergedInto: item.mergedInto,
		});
	});

	routes.post('/:id', refuseTaken(parts, 'item'), async (context) => {
		const body = await bodyOf(context, itemChange);
		if (!body) return badRequest(context);
		const id = context.req.param('id');
		const refused =
			body.claim === undefined ? undefined : refuseWords(context, { claim: body.claim });
		if (refused) return refused;
		const against = objection(parts, id, body);
		if (against) return problemAnswer(context, 422, against);
		const { version, seen, ...wanted } = body;
		const about = { ...actParts(parts, context), log: parts.deskLog, responses: parts.responses };
		const result = await changeItem(about, id, { version, seen }, given(wanted));
		switch (result.kind) {
			case 'changed':
				return context.json({ version: result.item.version, state: result.item.state });
			case 'no-such-item':
				return problemAnswer(context, 404, problem(result.kind));
			case 'conflict': {
				const refusal = problem('item-changed');
				const { by, at, differences, item } = result;
				const error = problemText(refusal, readersLanguage(context));
				const now = { version: item.version, by, at, differences };
				return context.json({ error, problems: [refusal], ...now }, 409);
			}
		}
	});

	routes.post('/:id/merge', async (context) => {
		const body = await bodyOf(context, mergeBody);
		if (!body) return badRequest(context);
		const taken = await takenBy(parts, context, `item/${body.into.id}`);
		if (taken) return taken;
		const from = { id: context.req.param('id'), version: body.version };
		return merged(context, parts, await mergeTwoItems(actParts(parts, context), from, body.into));
	});

	routes.post('/:id/split', async (context) => {
		const body = await bodyOf(context, splitBody);
		if (!body) return badRequest(context);
		const { reports, ...claim } = body;
		const refused = refuseWords(context, { claim: claim.claim });
		if (refused) return refused;
		const split = await splitOff(actParts(parts, context), context.req.param('id'), reports, claim);
		if (split.kind === 'split') return context.json(split);
		const code = split.kind === 'no-such-item' ? split.kind : `split-${split.kind}`;
		return problemAnswer(context, split.kind === 'no-such-item' ? 404 : 422, problem(code));
	});

	routes.post('/:id/reject', async (context) => {
		const body = await bodyOf(context, z.object({ item: someId }));
		if (!body) return badRequest(context);
		const about = actParts(parts, context);
		const id = context.req.param('id');
		const { by, at } = about.acting;
		const said = { by: by.id, at, model: matcherModel, differences: [], rejected: true };
		if (!(await parts.items.get(id)) || !(await parts.items.get(body.item)))
			return problemAnswer(context, 404, problem('no-such-item'));
		const kind = 'suggested_sibling';
		await parts.deskWork.say(about.acting, [{ ...said, kind, item: body.item, of: { item: id } }]);
		await record(about, 'report.rejected', id, { item: body.item });
		return context.json({ rejected: 1 });
	});

	routes.post('/:id/evidence', async (context) => {
		const body = await bodyOf(context, evidenceBody);
		if (!body) return badRequest(context);
		const about = { ...actParts(parts, context), evidence: parts.evidence, log: parts.deskLog };
		const id = await collectEvidence(about, context.req.param('id'), body);
		if (!id) return problemAnswer(context, 404, problem('no-such-item'));
		return context.json({ id });
	});

	routes.post('/:id/evidence/:evidence/remove', async (context) => {
		const about = { ...actParts(parts, context), evidence: parts.evidence, log: parts.deskLog };
		if (await dropEvidence(about, context.req.param('evidence'))) return context.json({});
		return problemAnswer(context, 404, problem('no-such-evidence'));
	});

	return routes;
}

/** What speaks against a change, before it is looked at what others did. */
function objection(parts: DeskParts, id: string, wanted: ItemChange): Problem | undefined {
	const { state, nextUpdateAt, referredTo, waitsFor } = wanted;
	if (state === 'checking' && !nextUpdateAt) return problem('needs-next-update', 'nextUpdateAt');
	if (nextUpdateAt && nextUpdateAt <= parts.now())
		return problem('update-time-passed', 'nextUpdateAt');
	if (state === 'referred' && !referredTo) return problem('required', 'referredTo');
	if (state === 'awaiting-source' && !waitsFor) return problem('needs-source', 'waitsFor');
	const isAnswered = parts
		.responses()
		.some((each) => each.item === id && each.state === 'answered');
	// An answer is given by publishing it, and what is published does not become "not a claim".
	if (state === 'answered' && !isAnswered) return problem('answer-is-published', 'state');
	if (state && state !== 'answered' && isClosed(state) && isAnswered)
		return problem('has-published-answer', 'state');
	return undefined;
}

async function variantsOf(
	{ items }: DeskParts,
	id: string,
	related: readonly Relationship[],
): Promise<readonly object[]> {
	const variants = related.filter(({ kind, rejected }) => kind === 'variant_of' && !rejected);
	const ids = variants.flatMap(({ item, of }) =>
		'item' in of ? [item === id ? of.item : item] : [],
	);
	const found = await Promise.all([...new Set(ids)].map((each) => items.get(each)));
	return found.flatMap((item) => (item ? [{ id: item.id, claim: item.claim }] : []));
}

async function merged(context: Context, { items }: DeskParts, result: ItemMerged) {
	switch (result.kind) {
		case 'merged':
			return context.json({ reports: result.reports });
		case 'no-such-item':
			return problemAnswer(context, 404, problem(result.kind));
		case 'same-item':
		case 'has-response':
		case 'is-variant':
			return problemAnswer(context, 422, problem(`merge-${result.kind}`));
		case 'conflict':
			return problemAnswer(
				context,
				409,
				problem('merge-conflict', '', { claim: result.item.claim }),
			);
		case 'merged-already':
		case 'target-merged': {
			const claim = (await items.get(result.into))?.claim ?? '';
			return problemAnswer(context, 409, problem(`merge-${result.kind}`, '', { claim }));
		}
	}
}

function given<T extends object>(change: T): { [name in keyof T]: Exclude<T[name], undefined> } {
	// What was not given is not there, rather than there without a value.
	return Object.fromEntries(
		Object.entries(change).filter(([, value]) => value !== undefined),
	) as never;
}
