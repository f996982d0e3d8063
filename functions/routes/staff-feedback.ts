import { Hono } from 'hono';
import type { StaffFeedbackData } from '../../src/domain/answers.ts';
import { informationGaps } from '../../src/domain/information-gaps.ts';
import { type Language, languagePrefix } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import { fewestSearches } from '../../src/domain/reader-feedback.ts';
import { type RumorLogEntry, rumorLogCsv } from '../../src/domain/rumor-log.ts';
import { areaName } from '../../src/domain/settings.ts';
import { hour, toDay } from '../../src/domain/time.ts';
import { can } from '../auth/roles.ts';
import { staffOf } from '../auth/staff.ts';
import { readerFeedback } from '../store/reader-feedback.ts';
import { loggedItems } from '../store/rumor-log.ts';
import type { StaffEnv } from './guards.ts';
import { showHome, toSignIn } from './staff-home.ts';
import { staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

const shownDays = 30;
const shownRows = 100;
const shownGaps = 20;
const loggedDays = 366;

/** `/staff/feedback/`: which pages were not enough, what was missing, and what nobody found. */
export function feedbackPageRoutes(parts: StaffParts, language: Language): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();
	const path = staffPath(language, 'feedback/');
	routes.use(async (context, next) => {
		const staff = await staffOf(parts.auth, context.req.raw.headers);
		if (!staff) return toSignIn(parts, language, path);
		if (!can(staff.roles, 'read-desk')) {
			const problems = [problem('not-allowed')];
			return showHome(parts, context, { language, staff, status: 403, problems });
		}
		context.set('staff', staff);
		return next();
	});
	routes.get('/rumor-log.csv', async (context) => {
		const entries = await rumorLog(parts, language);
		return context.body(rumorLogCsv(entries), 200, {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': 'attachment; filename="rumor-log.csv"',
			'Cache-Control': 'no-store',
		});
	});
	routes.get('/', async (context) => {
		const staff = context.get('staff');
		const feedback = readerFeedback(parts.db);
		const since = toDay(new Date(parts.now().getTime() - shownDays * 24 * hour));
		const searches = { atLeast: fewestSearches, limit: shownRows };
		const data: StaffFeedbackData = {
			days: shownDays,
			pages: await feedback.pages(since, shownRows),
			gaps: await feedback.gaps(since, shownRows),
			searches: await feedback.missedSearches(since, searches),
			asked: await askedFor(parts),
		};
		const me = { name: staff.name, roles: staff.roles };
		return parts.show(context, path, { me, data }, 200);
	});
	return routes;
}

/** What people ask the rumor desk and find no answer to, as claims in the moderators' words. */
async function askedFor({ db, responses, now }: StaffParts) {
	const since = new Date(now().getTime() - shownDays * 24 * hour);
	const items = await loggedItems(db, since);
	const published = new Set(responses().map((each) => each.item));
	const asked = items.map((item) => ({ ...item, hasResponse: published.has(item.id) }));
	return informationGaps(asked, shownGaps);
}

/** All claims of a year, for other platforms. */
async function rumorLog(
	{ db, responses, settings, config, now }: StaffParts,
	language: Language,
): Promise<readonly RumorLogEntry[]> {
	const items = await loggedItems(db, new Date(now().getTime() - loggedDays * 24 * hour));
	const published = new Map(responses().map((each) => [each.item, each]));
	return items.map((item) => {
		const found = published.get(item.id);
		const path = `${config.basePath}${languagePrefix(language)}/rumors/${found?.ref}/`;
		return {
			...item,
			areas: item.areas.map((code) => areaName(settings(), code, language)),
			response: found && { url: `${config.siteUrl}${path}`, verdict: found.verdict },
		};
	});
}
