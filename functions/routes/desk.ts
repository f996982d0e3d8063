import { Hono } from 'hono';
import { z } from 'zod';
import { problem } from '../../src/domain/problem.ts';
import { dueTimes, referrals, riskLevel } from '../../src/domain/report.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import { changeItem, type ItemChange } from '../actions/change-item.ts';
import { draftResponse } from '../actions/draft-response.ts';
import {
	type Grouped,
	type GroupingParts,
	groupReport,
	openItem,
	ungroupReport,
} from '../actions/group-report.ts';
import type { DeskMatcher } from '../desk-matcher.ts';
import type { PublicationRowsParts } from '../publication-rows.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Drafts } from '../store/drafts.ts';
import type { Items, ItemWithCount } from '../store/items.ts';
import type { Report, Reports } from '../store/reports.ts';
import type { StaffEnv } from './guards.ts';
import { problemAnswer, readersLanguage } from './problem-answer.ts';
import { type ResponseStandings, responseStandings } from './response-standings.ts';

export interface DeskParts {
	readonly reports: Reports;
	readonly items: Items;
	readonly drafts: Drafts;
	readonly audit: Pick<AuditLog, 'append'>;
	readonly matcher: DeskMatcher;
	readonly responses: () => readonly PublishedResponse[];
	readonly settings: () => Settings;
	/** How far published responses have come. */
	readonly progress: PublicationRowsParts;
	/** What askers are told of may be another thing now. */
	readonly onChanged: () => void;
	readonly now: () => Date;
}

const score = z.int().min(1).max(3);
const groupBody = z.object({ item: z.string().max(120), from: z.string().max(120).optional() });
const newItem = z.object({ claim: z.string().trim().min(1).max(200), harm: score, spread: score });
const itemChange = z.object({
	version: z.int(),
	claim: z.string().trim().min(1).max(200).optional(),
	harm: score.optional(),
	spread: score.optional(),
	state: z.enum(['unstarted', 'checking', 'not-a-claim', 'referred']).optional(),
	nextUpdateAt: z.iso
		.datetime({ offset: true })
		.transform((text) => new Date(text))
		.optional(),
	referredTo: z.enum(referrals).optional(),
});

const queueLength = 200;

/** The moderators' work: what came in, what it is grouped into, and what is said about it. */
export function deskRoutes(parts: DeskParts): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();

	routes.use(async (context, next) => {
		await next();
		if (context.req.method === 'POST' && context.res.ok) parts.onChanged();
	});

	routes.get('/queue', async (context) => {
		const [waiting, count, items, standings] = await Promise.all([
			parts.reports.waiting(queueLength),
			parts.reports.waitingCount(),
			parts.items.list(500),
			responseStandings(parts, readersLanguage(context)),
		]);
		return context.json({
			waitingCount: count,
			reports: waiting.map((report) => shownReport(parts, report, items)),
			items: items.map((item) => shownItem(parts, item, standings)),
		});
	});

	routes.get('/items/:id/reports', async (context) => {
		const reports = await parts.reports.ofItem(context.req.param('id'));
		return context.json(reports.map((report) => shownReport(parts, report, [])));
	});

	routes.post('/reports/:id/group', async (context) => {
		const body = groupBody.safeParse(await json(context.req));
		if (!body.success) return problemAnswer(context, 422, problem('bad-request'));
		return grouped(
			context,
			await groupReport(
				grouping(parts, context.get('staff').id),
				context.req.param('id'),
				body.data.item,
				body.data.from,
			),
		);
	});

	routes.post('/reports/:id/ungroup', async (context) => {
		const about = grouping(parts, context.get('staff').id);
		const { kind } = await ungroupReport(about, context.req.param('id'));
		if (kind === 'no-such-report') return problemAnswer(context, 404, problem(kind));
		return context.json({ state: kind });
	});

	routes.post('/reports/:id/item', async (context) => {
		const body = newItem.safeParse(await json(context.req));
		if (!body.success) return problemAnswer(context, 422, problem('bad-request'));
		return grouped(
			context,
			await openItem(grouping(parts, context.get('staff').id), context.req.param('id'), body.data),
		);
	});

	routes.post('/reports/:id/state', async (context) => {
		const body = z.object({ state: z.enum(['normal', 'spam']) }).safeParse(await json(context.req));
		if (!body.success) return problemAnswer(context, 422, problem('bad-request'));
		const id = context.req.param('id');
		const set = await parts.reports.setState(id, body.data.state);
		if (!set) return problemAnswer(context, 404, problem('no-such-report'));
		const about = { action: `report.${body.data.state}` as const, subject: id, details: {} };
		await parts.audit.append({ at: parts.now(), actor: context.get('staff').id, ...about });
		return context.json({ state: body.data.state });
	});

	routes.post('/items/:id', async (context) => {
		const body = itemChange.safeParse(await json(context.req));
		if (!body.success) return problemAnswer(context, 422, problem('bad-request'));
		if (body.data.state === 'checking' && !body.data.nextUpdateAt)
			return problemAnswer(context, 422, problem('needs-next-update', 'nextUpdateAt'));
		if (body.data.nextUpdateAt && body.data.nextUpdateAt <= parts.now())
			return problemAnswer(context, 422, problem('update-time-passed', 'nextUpdateAt'));
		if (body.data.state === 'referred' && !body.data.referredTo)
			return problemAnswer(context, 422, problem('required', 'referredTo'));
		const { version, ...change } = body.data;
		const about = {
			items: parts.items,
			audit: parts.audit,
			now: parts.now(),
			by: context.get('staff').id,
		};
		const result = await changeItem(about, context.req.param('id'), version, given(change));
		if (result.kind === 'conflict') return problemAnswer(context, 409, problem('item-changed'));
		return context.json({ version: result.item.version, state: result.item.state });
	});

	routes.post('/items/:id/draft', async (context) => {
		const { id, name, email } = context.get('staff');
		const result = await draftResponse(
			{ ...parts, settings: parts.settings(), now: parts.now(), by: { id, name, email } },
			context.req.param('id'),
		);
		if (result.kind === 'drafted')
			return context.json({
				ref: result.ref,
				path: `/admin/#/collections/rumors/entries/${result.ref}`,
			});
		return problemAnswer(
			context,
			result.kind === 'conflict' ? 409 : 404,
			problem(result.kind === 'conflict' ? 'item-changed' : 'no-such-item'),
		);
	});

	return routes;
}

function grouping({ reports, items, audit, matcher, now }: DeskParts, by: string): GroupingParts {
	return { reports, items, audit, learn: matcher.learn, now: now(), by };
}

function grouped(context: Parameters<typeof problemAnswer>[0], result: Grouped) {
	switch (result.kind) {
		case 'grouped':
			return context.json({ item: result.item });
		case 'grouped-already':
			return problemAnswer(context, 409, problem('grouped-already'));
		case 'no-such-item':
		case 'no-such-report':
			return problemAnswer(context, 404, problem(result.kind));
	}
}

function json(request: { json(): Promise<unknown> }): Promise<unknown> {
	return request.json().catch(() => undefined);
}

function given(change: { [name in keyof ItemChange]?: ItemChange[name] | undefined }): ItemChange {
	return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function shownReport(
	{ matcher, responses }: DeskParts,
	report: Report,
	items: readonly ItemWithCount[],
): object {
	const { id, content, channel, area, heardOn, language, crisis, receivedAt } = report;
	// A call for help is about a person, not about a claim.
	const alike = crisis ? [] : matcher.suggest(content);
	const suggestions = alike.map((each) => ({
		...each,
		claim: items.find((item) => item.id === each.item)?.claim ?? '',
		published: responses().some((response) => response.item === each.item),
	}));
	return { id, content, channel, area, heardOn, language, crisis, receivedAt, suggestions };
}

function shownItem(
	{ responses, settings }: DeskParts,
	item: ItemWithCount,
	standings: ResponseStandings,
): object {
	const response = responses().find((each) => each.item === item.id);
	const ref = response?.ref ?? item.draftRef ?? '';
	return {
		...item,
		draftStatus: standings.draftStatus(ref),
		publication: standings.publication(ref),
		risk: riskLevel(item),
		due: dueTimes(item, item.firstSeenAt, settings().clocks),
		response: response
			? {
					ref: response.ref,
					state: response.state,
					verdict: response.verdict,
					title: response.title,
				}
			: undefined,
	};
}
