import { type Context, Hono } from 'hono';
import { languageTags } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import type { Moment, Renderer } from '../../src/domain/site.ts';
import { can } from '../auth/roles.ts';
import { staffOf } from '../auth/staff.ts';
import type { CmsParts } from '../cms/parts.ts';
import { showInterrupted } from './interrupted.ts';
import { saveQuickForm, showQuickForm } from './quick-form.ts';
import { type QuickCaller, showQuickStart, startQuick } from './quick-start.ts';
import { toSignIn } from './staff-home.ts';
import { staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

export interface QuickParts {
	readonly staff: StaffParts;
	readonly cms: CmsParts;
	readonly renderer: Pick<Renderer, 'currentNotices'>;
	readonly moment: () => Promise<Moment>;
}

type Work = (parts: QuickParts, context: Context, caller: QuickCaller) => Promise<Response>;

/** `/staff/quick/`: from a template to a live page with one hand, by the same actions that the CMS uses. */
export function quickRoutes(parts: QuickParts): Hono {
	const routes = new Hono();
	for (const language of languageTags) {
		const root = staffPath(language, 'quick/');
		const forWriters = (work: Work) => async (context: Context) => {
			const staff = await staffOf(parts.staff.auth, context.req.raw.headers);
			if (!staff)
				return context.req.method === 'POST'
					? showInterrupted(parts.staff, context, language)
					: toSignIn(parts.staff, language, root);
			const caller = { language, staff };
			if (can(staff.roles, 'write-draft')) return work(parts, context, caller);
			return showQuickStart(parts, context, caller, {
				problems: [problem('not-allowed')],
				status: 403,
			});
		};
		routes.get(
			root,
			forWriters((its, context, caller) =>
				showQuickStart(its, context, caller, { hazard: context.req.query('hazard') }),
			),
		);
		routes.post(root, forWriters(startQuick));
		routes.get(`${root}:ref/`, forWriters(showQuickForm));
		routes.post(`${root}:ref/`, forWriters(saveQuickForm));
	}
	return routes;
}
