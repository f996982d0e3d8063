import { Hono } from 'hono';
import { z } from 'zod';
import { recentMs } from '../../src/domain/desk-order.ts';
import { type LocalizedText, localized } from '../../src/domain/languages.ts';
import { dueTimes, riskLevel } from '../../src/domain/report.ts';
import { hour } from '../../src/domain/time.ts';
import { can } from '../auth/roles.ts';
import type { ReadingPlace, SpreadItem, SpreadTimes } from '../store/desk-changes.ts';
import type { Report } from '../store/reports.ts';
import type { DeskParts } from './desk-parts.ts';
import type { StaffEnv } from './guards.ts';
import { readersLanguage } from './problem-answer.ts';
import { allStandings } from './response-standings.ts';
import { waitingReports } from './shown-reports.ts';

/** Rows of one answer: a page is read and sent without holding anything else up. */
const pageLength = 1000;
/** Askers of a day count as spread, in milliseconds. */
const spreadMs = 24 * hour;

function spreadTimes(now: Date): SpreadTimes {
	const ago = (ms: number) => new Date(now.getTime() - ms);
	return { askers: ago(spreadMs), recent: ago(recentMs) };
}

/** A place in a list, as it stands in an address. */
export const readingPlace = z
	.string()
	.regex(/^\d{1,15}~.{1,120}$/)
	.transform((text): ReadingPlace => {
		const [changed = '', ...id] = text.split('~');
		return { changed: Number(changed), id: id.join('~') };
	});
const query = z.object({
	/** What was written since this mark. */
	since: z.coerce.number().int().min(0).optional(),
	/** Where the reading of everything goes on; `end` where it is at its end. */
	items: z.union([z.literal('end'), readingPlace]).optional(),
	reports: z.union([z.literal('end'), readingPlace]).optional(),
});

/** Everything on the desk, a page at a time, and then only what changes. */
export function deskStateRoutes(parts: DeskParts): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();
	const waiting = waitingReports(() => parts.settings().clocks);
	routes.get('/state', async (context) => {
		const asked = query.safeParse(context.req.query()).data ?? { since: undefined };
		// Before the rows: what is written while they are read is read again.
		const mark = await parts.deskChanges.mark();
		const { since } = asked;
		const rows =
			since === undefined || since > mark
				? await page(parts, asked, waiting)
				: await changed(parts, since, waiting);
		const language = readersLanguage(context);
		const staff = context.get('staff');
		const [waitingCount, asideCount, people, locks, standings, exerciseRuns] = await Promise.all([
			parts.reports.waitingCount(),
			parts.setAside.count(),
			parts.people(),
			parts.deskLocks.all(parts.now()),
			allStandings(parts, language),
			parts.cms.exerciseRuns(),
		]);
		const { issuers, topics, areas } = parts.settings();
		const named = (all: readonly { readonly code: string; readonly name: LocalizedText }[]) =>
			all.map(({ code, name }) => ({ code, name: localized(name, language) }));
		return context.json({
			mark,
			...rows,
			waitingCount,
			asideCount,
			people,
			locks,
			standings,
			exerciseRuns,
			me: {
				id: staff.id,
				sorts: can(staff.roles, 'triage'),
				publishes: can(staff.roles, 'publish'),
			},
			choices: { issuers: named(issuers), topics: named(topics), areas: named(areas) },
		});
	});
	return routes;
}

type Place = ReadingPlace | 'end' | undefined;

/** A page of everything; absent marks begin at the beginning. */
async function page(
	{ deskChanges, now, ...parts }: DeskParts,
	from: { readonly items?: Place; readonly reports?: Place },
	waiting: (report: Report) => object,
) {
	const none = { rows: [], next: undefined };
	const since = spreadTimes(now());
	const [items, reports] = await Promise.all([
		from.items === 'end' ? none : deskChanges.allItems(from.items, since, pageLength),
		from.reports === 'end' ? none : deskChanges.allWaiting(from.reports, pageLength),
	]);
	const isOver = !items.next && !reports.next;
	return {
		whole: true,
		items: items.rows.filter(isThere).map((item) => shownItem({ ...parts, now }, item)),
		reports: reports.rows.map(waiting),
		gone: { items: [], reports: [] },
		...(isOver ? {} : { next: { items: written(items.next), reports: written(reports.next) } }),
	};
}

async function changed(parts: DeskParts, since: number, waiting: (report: Report) => object) {
	const [items, reports] = await Promise.all([
		parts.deskChanges.items(since, spreadTimes(parts.now())),
		parts.deskChanges.reports(since),
	]);
	const waits = (report: Report) => report.item === undefined && report.state === 'normal';
	return {
		whole: false,
		items: items.filter(isThere).map((item) => shownItem(parts, item)),
		reports: reports.filter(waits).map(waiting),
		gone: {
			items: items.filter((item) => !isThere(item)).map(({ id }) => id),
			reports: reports.filter((report) => !waits(report)).map(({ id }) => id),
		},
	};
}

function isThere({ removed, mergedInto }: SpreadItem): boolean {
	return !removed && mergedInto === undefined;
}

function written(next: ReadingPlace | undefined): string {
	return next ? writtenPlace(next) : 'end';
}

export function writtenPlace({ changed, id }: ReadingPlace): string {
	return `${changed}~${id}`;
}

/** An item as desks list it, with its clocks. They stand still while a source is waited for. */
export function shownItem(
	{ responses, settings }: Pick<DeskParts, 'responses' | 'settings' | 'now'>,
	item: SpreadItem,
): object {
	const { removed: _, reopenedOver: __, ...shown } = item;
	const response = responses().find((each) => each.item === item.id);
	const { holdingLine, verdict } = dueTimes(item, settings().clocks);
	return {
		...shown,
		risk: riskLevel(item),
		due: {
			holdingLine: item.firstAnsweredAt ? undefined : holdingLine,
			verdict: item.state === 'awaiting-source' ? undefined : verdict,
		},
		response: response && {
			ref: response.ref,
			state: response.state,
			verdict: response.verdict,
			title: response.title,
		},
	};
}
