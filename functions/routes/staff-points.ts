import { type Context, Hono } from 'hono';
import { isPointState, type PointState } from '../../src/domain/help-point-report.ts';
import { type Language, languageTags } from '../../src/domain/languages.ts';
import type { ReportedRow, StaffPointsData } from '../../src/domain/link-answers.ts';
import { problem } from '../../src/domain/problem.ts';
import type { Content } from '../../src/domain/site.ts';
import { decideReport } from '../actions/decide-report.ts';
import { type SetPointParts, setHelpPoint } from '../actions/set-help-point.ts';
import type { StaffMember } from '../auth/staff.ts';
import type { KeptReport } from '../store/help-point-reports.ts';
import type { SignedLinks } from '../store/signed-links.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { textsOf } from './quick-start.ts';
import { seeOther, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';
import { forStaffWho } from './staff-work.ts';

export interface StaffPointParts extends SetPointParts {
	readonly staff: StaffParts;
	readonly signedLinks: Pick<SignedLinks, 'list'>;
	readonly content: () => Content;
	readonly onReported: () => Promise<void>;
	readonly now: () => Date;
}

/** `/staff/points/`: what keepers reported, and the word of staff on it. */
export function staffPointRoutes(parts: StaffPointParts): Hono {
	const routes = new Hono();
	for (const language of languageTags) {
		const root = staffPath(language, 'points/');
		const asked = { language, page: 'points/', may: 'set-help-points' } as const;
		routes.get(root, (context) =>
			forStaffWho(parts.staff, context, asked, (staff) =>
				showPoints(parts, context, language, staff),
			),
		);
		routes.post(root, (context) =>
			forStaffWho(parts.staff, context, asked, (staff) => change(parts, context, language, staff)),
		);
	}
	return routes;
}

async function change(
	parts: StaffPointParts,
	context: Context,
	language: Language,
	by: StaffMember,
): Promise<Response> {
	const { verb, id = '', ref = '', state } = await textsOf(context);
	const now = parts.now();
	if (verb === 'take' || verb === 'refuse')
		await decideReport(parts, { id, isTaken: verb === 'take', by, now });
	else if (parts.content().has('help-points', ref) && (verb === 'clear' || isPointState(state)))
		await setHelpPoint(parts, { ref, state: stateOf(verb, state), by, now });
	else return showPoints(parts, context, language, by, 422);
	await parts.onReported();
	return seeOther(parts.staff.config, staffPath(language, 'points/'));
}

function stateOf(verb: string | undefined, state: string | undefined): PointState | undefined {
	return verb !== 'clear' && isPointState(state) ? state : undefined;
}

async function showPoints(
	{ staff: parts, reports, signedLinks }: StaffPointParts,
	context: Context,
	language: Language,
	staff: StaffMember,
	status = 200,
): Promise<Response> {
	const people = (await staffAccounts(parts.db).list()).map(({ id, name }) => [id, name] as const);
	const posts = (await signedLinks.list()).map(({ id, post }) => [id, post] as const);
	const names = new Map([...people, ...posts]);
	const current = await reports.current();
	const data: StaffPointsData = {
		reports: [...current.values()].flatMap((report) => rowOf(report, names)),
		waiting: (await reports.waiting()).flatMap((report) =>
			rowOf(report, names).map((row) => ({ ...row, id: report.id })),
		),
	};
	const me = { name: staff.name, roles: staff.roles };
	const problems = status === 200 ? [] : [problem('bad-request')];
	return parts.show(context, staffPath(language, 'points/'), { me, problems, data }, status);
}

function rowOf(
	{ ref, state, note, at, by }: KeptReport,
	names: ReadonlyMap<string, string>,
): readonly ReportedRow[] {
	if (!state) return [];
	const author = 'link' in by ? by.link : by.staff;
	const byStaff = 'staff' in by;
	return [{ ref, state, note, at: at.toISOString(), by: names.get(author) ?? '', byStaff }];
}
