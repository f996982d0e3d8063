import { Hono } from 'hono';
import type { StaffFeedbackData } from '../../src/domain/answers.ts';
import type { Language } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import { fewestSearches } from '../../src/domain/reader-feedback.ts';
import { hour, toDay } from '../../src/domain/time.ts';
import { can } from '../auth/roles.ts';
import { staffOf } from '../auth/staff.ts';
import { readerFeedback } from '../store/reader-feedback.ts';
import { showHome, toSignIn } from './staff-home.ts';
import { staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

const shownDays = 30;
const shownRows = 100;

/** `/staff/feedback/`: which pages were not enough, what was missing, and what nobody found. */
export function feedbackPageRoutes(parts: StaffParts, language: Language): Hono {
	const routes = new Hono();
	routes.get('/', async (context) => {
		const staff = await staffOf(parts.auth, context.req.raw.headers);
		const path = staffPath(language, 'feedback/');
		if (!staff) return toSignIn(parts, language, path);
		if (!can(staff.roles, 'read-desk')) {
			const problems = [problem('not-allowed')];
			return showHome(parts, context, { language, staff, status: 403, problems });
		}
		const feedback = readerFeedback(parts.db);
		const since = toDay(new Date(parts.now().getTime() - shownDays * 24 * hour));
		const searches = { atLeast: fewestSearches, limit: shownRows };
		const data: StaffFeedbackData = {
			days: shownDays,
			pages: await feedback.pages(since, shownRows),
			gaps: await feedback.gaps(since, shownRows),
			searches: await feedback.missedSearches(since, searches),
		};
		const me = { name: staff.name, roles: staff.roles };
		return parts.show(context, path, { me, data }, 200);
	});
	return routes;
}
