import type { Context } from 'hono';
import type { QuickStartData } from '../../src/domain/answers.ts';
import { hazard as hazardSchema } from '../../src/domain/fields.schema.ts';
import type { Language } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { quickPlace } from '../../src/domain/quick-notice.ts';
import { followingPhases, templatePhases } from '../../src/domain/templates/notice-template.ts';
import { startFromTemplate } from '../actions/start-from-template.ts';
import type { StaffMember } from '../auth/staff.ts';
import { problemLines } from '../cms/answer.ts';
import { seeOther, staffPath } from './staff-pages.ts';
import type { QuickParts } from './staff-quick.ts';

/** Who is at it, on the pages of which language. */
export interface QuickCaller {
	readonly language: Language;
	readonly staff: StaffMember;
}

/** The texts of a form by their names. */
export type QuickFields = Readonly<Record<string, string>>;

/** What to begin with: a new notice, or one about a notice in force. */
export async function showQuickStart(
	{ staff: { show }, cms, renderer, moment }: QuickParts,
	context: Context,
	{ language, staff }: QuickCaller,
	{
		problems = [],
		typed,
		hazard,
		status = 200,
	}: {
		readonly problems?: readonly Problem[];
		/** What was written into a draft that is gone. */
		readonly typed?: QuickFields;
		/** What was asked for by its address. */
		readonly hazard?: string | undefined;
		readonly status?: number;
	} = {},
): Promise<Response> {
	const current = renderer.currentNotices(cms.content(), await moment());
	const data: QuickStartData = {
		current: current.map(({ ref, title }) => ({ ref, title })),
		...(typed ? { typed } : {}),
	};
	const me = { name: staff.name, roles: staff.roles };
	const values = hazard === undefined ? {} : { hazard };
	return show(context, staffPath(language, 'quick/'), { me, values, problems, data }, status);
}

/** Makes the draft that was asked for, and goes on to its form. */
export async function startQuick(
	parts: QuickParts,
	context: Context,
	caller: QuickCaller,
): Promise<Response> {
	const { language, staff } = caller;
	const refuse = (problems: readonly Problem[]) =>
		showQuickStart(parts, context, caller, { problems, status: 422 });
	const form = await textsOf(context);
	const phase = templatePhases.find((each) => each === form['phase']);
	const hazard = hazardSchema.safeParse(form['hazard'] ?? 'other').data;
	const follows = (followingPhases as readonly (string | undefined)[]).includes(phase);
	const previous = parts.renderer
		.currentNotices(parts.cms.content(), await parts.moment())
		.find(({ ref }) => ref === form['ref']);
	if (!phase || !hazard || (follows && !previous)) return refuse([problem('quick-choose')]);
	const started = await startFromTemplate(parts.cms, {
		phase,
		hazard,
		previous: follows ? previous : undefined,
		by: staff,
		content: parts.cms.content(),
		now: parts.cms.now(),
	});
	return started.kind === 'invalid'
		? refuse(inWords(started.problems, language))
		: seeOther(parts.staff.config, `${staffPath(language, 'quick/')}${started.ref}/`);
}

/** Problems with the labels of the form, and where on it each of them is. */
export function inWords(problems: readonly Problem[], language: Language): readonly Problem[] {
	const lines = problemLines('notices', problems, language);
	return problems.map((each, index) =>
		problem('in-words', quickPlace(each), { text: lines[index] ?? '' }),
	);
}

/** The texts of a form; boxes of one name are joined by spaces. */
export async function textsOf(context: Context): Promise<QuickFields> {
	const form = await context.req.parseBody({ all: true });
	const texts = Object.entries(form).map(([name, value]) => [
		name,
		[value]
			.flat()
			.filter((each) => typeof each === 'string')
			.join(' '),
	]);
	return Object.fromEntries(texts) as QuickFields;
}
