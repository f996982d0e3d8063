import { type Context, Hono } from 'hono';
import type { StaffFeedbackData } from '../../src/domain/answers.ts';
import { informationGaps } from '../../src/domain/information-gaps.ts';
import type { Language } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { fewestSearches, gapStates, longestGapNote } from '../../src/domain/reader-feedback.ts';
import { rumorLogCsv } from '../../src/domain/rumor-log.ts';
import type { Answer } from '../../src/domain/site.ts';
import { hour, toDay } from '../../src/domain/time.ts';
import { handleGap } from '../actions/handle-gap.ts';
import { can } from '../auth/roles.ts';
import { staffOf } from '../auth/staff.ts';
import { auditLog } from '../store/audit.ts';
import { gapHandlings } from '../store/gap-handlings.ts';
import { type PageGapsTable, readerFeedback } from '../store/reader-feedback.ts';
import { loggedItems } from '../store/rumor-log.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { staffBodies } from '../store/staff-bodies.ts';
import type { StaffEnv } from './guards.ts';
import { textsOf } from './quick-start.ts';
import { showHome, toSignIn } from './staff-home.ts';
import { seeOther, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';
import { rumorLog } from './staff-rumor-log.ts';

const shownDays = 30;
const shownRows = 100;
const shownGaps = 20;

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
	routes.get('/', (context) => showFeedback(parts, context, language));
	routes.post('/', (context) => change(parts, context, language));
	return routes;
}

/** Keeps for which body somebody reads, or what became of a gap. */
async function change(
	parts: StaffParts,
	context: Context<StaffEnv>,
	language: Language,
): Promise<Response> {
	const staff = context.get('staff');
	const { verb, body = '', gap = '', state: asked, note = '' } = await textsOf(context);
	const refuse = (reason: Problem) =>
		showFeedback(parts, context, language, { problems: [reason], values: { gap, note } });
	if (verb === 'body') {
		const isKnown = parts.settings().issuers.some(({ code }) => code === body);
		if (body !== '' && !isKnown) return refuse(problem('required', 'body'));
		await staffBodies(parts.db).set(staff.id, body === '' ? undefined : body);
	} else {
		const state = gapStates.find((each) => each === asked);
		if (!state) return refuse(problem('bad-request'));
		if (note.length > longestGapNote)
			return refuse(problem('too-long', `note-${gap}`, { max: longestGapNote }));
		const handling = { gap, state, note: note.trim(), by: staff, now: parts.now() };
		const store = { handlings: gapHandlings(parts.db), audit: auditLog(parts.db) };
		if ((await handleGap(store, handling)) === 'unknown') return refuse(problem('no-gap'));
	}
	return seeOther(parts.config, staffPath(language, 'feedback/'));
}

async function showFeedback(
	parts: StaffParts,
	context: Context<StaffEnv>,
	language: Language,
	refused: Pick<Answer, 'problems' | 'values'> = {},
): Promise<Response> {
	const staff = context.get('staff');
	const feedback = readerFeedback(parts.db);
	const since = toDay(new Date(parts.now().getTime() - shownDays * 24 * hour));
	const searches = { atLeast: fewestSearches, limit: shownRows };
	const data: StaffFeedbackData = {
		days: shownDays,
		pages: await feedback.pages(since, shownRows),
		gaps: await handledGaps(parts, await feedback.gaps(since, shownRows)),
		rate: await gapHandlings(parts.db).counts(since),
		body: await staffBodies(parts.db).of(staff.id),
		searches: await feedback.missedSearches(since, searches),
		asked: await askedFor(parts),
	};
	const me = { name: staff.name, roles: staff.roles };
	const status = refused.problems ? 422 : 200;
	return parts.show(context, staffPath(language, 'feedback/'), { me, data, ...refused }, status);
}

/** What readers missed, with what somebody did about it. */
async function handledGaps({ db }: StaffParts, gaps: readonly PageGapsTable[]) {
	const handlings = await gapHandlings(db).of(gaps.map(({ id }) => id));
	const names = new Map((await staffAccounts(db).list()).map(({ id, name }) => [id, name]));
	return gaps.map((gap) => {
		const found = handlings.find((each) => each.gap === gap.id);
		if (!found) return gap;
		const { state, note, by, at } = found;
		return {
			...gap,
			handling: { state, note, by: names.get(by) ?? by, at: at.toISOString() },
		};
	});
}

/** What people ask the rumor desk and find no answer to, as claims in the moderators' words. */
async function askedFor({ db, responses, now }: StaffParts) {
	const since = new Date(now().getTime() - shownDays * 24 * hour);
	const items = await loggedItems(db, since);
	const published = new Set(responses().map((each) => each.item));
	const asked = items.map((item) => ({ ...item, hasResponse: published.has(item.id) }));
	return informationGaps(asked, shownGaps);
}
