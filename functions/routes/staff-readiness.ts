import { type Context, Hono } from 'hono';
import { hazard as hazardSchema } from '../../src/domain/fields.schema.ts';
import { type Language, languageTags } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { type Hazard, preparedKinds } from '../../src/domain/readiness.ts';
import type { PreparedData } from '../../src/domain/readiness-answers.ts';
import { preparedTexts } from '../../src/domain/templates/prepared-texts.ts';
import { type ApproveParts, approvePrepared } from '../actions/approve-prepared.ts';
import type { StaffMember } from '../auth/staff.ts';
import { type ReadinessParts, readinessNow, wordsHash } from '../readiness-board.ts';
import type { ReadinessApprovals } from '../store/readiness-approvals.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { textsOf } from './quick-start.ts';
import { seeOther, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';
import { forStaffWho } from './staff-work.ts';

export interface StaffReadinessParts
	extends Omit<ReadinessParts, 'approvals'>,
		Omit<ApproveParts, 'approvals'> {
	readonly staff: StaffParts;
	readonly approvals: ReadinessApprovals;
	readonly now: () => Date;
}

/** `/staff/readiness/`: what is ready for each hazard; and for one hazard the texts of the first hour, to be approved. */
export function staffReadinessRoutes(parts: StaffReadinessParts): Hono {
	const routes = new Hono();
	for (const language of languageTags) {
		const root = staffPath(language, 'readiness/');
		const asked = { language, page: 'readiness/', may: 'read-staff' } as const;
		routes.get(root, (context) =>
			forStaffWho(parts.staff, context, asked, (staff) =>
				showBoard(parts, context, language, staff),
			),
		);
		routes.get(`${root}:hazard/`, (context) =>
			forStaffWho(parts.staff, context, asked, (staff) =>
				showPrepared(parts, context, { language, staff }),
			),
		);
		routes.post(`${root}:hazard/`, (context) =>
			forStaffWho(parts.staff, context, { ...asked, may: 'publish' }, (staff) =>
				approve(parts, context, { language, staff }),
			),
		);
	}
	return routes;
}

interface Caller {
	readonly language: Language;
	readonly staff: StaffMember;
}

async function showBoard(
	parts: StaffReadinessParts,
	context: Context,
	language: Language,
	staff: StaffMember,
): Promise<Response> {
	const me = { name: staff.name, roles: staff.roles };
	const data = await readinessNow(parts, language);
	return parts.staff.show(context, staffPath(language, 'readiness/'), { me, data }, 200);
}

async function showPrepared(
	parts: StaffReadinessParts,
	context: Context,
	{ language, staff }: Caller,
	problems: readonly Problem[] = [],
): Promise<Response> {
	const hazard = hazardOf(context);
	if (!hazard) return context.notFound();
	const { settings } = parts.content();
	const texts = preparedTexts(hazard, settings, parts.now());
	const kept = (await parts.approvals.list()).filter((each) => each.hazard === hazard);
	const people = new Map(
		(await staffAccounts(parts.staff.db).list()).map(({ id, name }) => [id, name]),
	);
	const data: PreparedData = {
		hazard,
		texts: preparedKinds.map((kind) => {
			const hash = wordsHash(kind, hazard, settings);
			const last = kept.find((each) => each.kind === kind);
			const approval = last && {
				by: people.get(last.by) ?? last.by,
				at: last.at.toISOString(),
				isSame: last.wordsHash === hash,
			};
			return { kind, lines: texts[kind], hash, approval };
		}),
	};
	const me = { name: staff.name, roles: staff.roles };
	const page = staffPath(language, 'readiness/hazard/');
	return parts.staff.show(context, page, { me, problems, data }, problems.length > 0 ? 409 : 200);
}

async function approve(
	parts: StaffReadinessParts,
	context: Context,
	caller: Caller,
): Promise<Response> {
	const hazard = hazardOf(context);
	const { kind: asked, hash = '' } = await textsOf(context);
	const kind = preparedKinds.find((each) => each === asked);
	if (!hazard || !kind) return context.notFound();
	const outcome = await approvePrepared(parts, {
		hazard,
		kind,
		read: hash,
		settings: parts.content().settings,
		by: caller.staff,
		now: parts.now(),
	});
	if (outcome === 'stale') return showPrepared(parts, context, caller, [problem('words-changed')]);
	const page = `${staffPath(caller.language, 'readiness/')}${hazard}/` as const;
	return seeOther(parts.staff.config, page);
}

function hazardOf(context: Context): Hazard | undefined {
	return hazardSchema.safeParse(context.req.param('hazard')).data;
}
