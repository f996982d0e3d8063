import { type Context, Hono } from 'hono';
import type { QuickFormData, QuickStartData } from '../../src/domain/answers.ts';
import { entryPath } from '../../src/domain/collections.ts';
import { draftFindings } from '../../src/domain/drafting/draft-findings.ts';
import { hazard as hazardSchema } from '../../src/domain/fields.schema.ts';
import { type Language, languageTags } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { quickValues, withQuickValues } from '../../src/domain/quick-notice.ts';
import type { Moment, Renderer } from '../../src/domain/site.ts';
import { followingPhases, templatePhases } from '../../src/domain/templates/notice-template.ts';
import { saveDraft } from '../actions/save-draft.ts';
import { startFromTemplate } from '../actions/start-from-template.ts';
import { can } from '../auth/roles.ts';
import { type StaffMember, staffOf } from '../auth/staff.ts';
import { problemLines } from '../cms/answer.ts';
import { checkDraft } from '../cms/check-draft.ts';
import type { CmsParts } from '../cms/parts.ts';
import { changeStatus, publish } from '../cms/workflow.ts';
import { draftRow } from '../staff-drafts.ts';
import type { Draft } from '../store/drafts.ts';
import { problemsOf } from './draft-forms.ts';
import { toSignIn } from './staff-home.ts';
import { seeOther, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

export interface QuickParts {
	readonly staff: StaffParts;
	readonly cms: CmsParts;
	readonly renderer: Pick<Renderer, 'currentNotices'>;
	readonly moment: () => Promise<Moment>;
}

type Fields = Readonly<Record<string, string>>;

/** `/staff/quick/`: from a template to a live page with one hand, by the same actions that the CMS uses. */
export function quickRoutes(parts: QuickParts): Hono {
	const routes = new Hono();
	for (const language of languageTags) {
		const root = staffPath(language, 'quick/');
		const forWriters =
			(work: (context: Context, staff: StaffMember) => Promise<Response>) =>
			async (context: Context) => {
				const staff = await staffOf(parts.staff.auth, context.req.raw.headers);
				if (!staff) return toSignIn(parts.staff, language, root);
				if (!can(staff.roles, 'write-draft'))
					return showStart(parts, context, language, staff, [problem('not-allowed')], 403);
				return work(context, staff);
			};
		routes.get(
			root,
			forWriters((context, staff) => showStart(parts, context, language, staff)),
		);
		routes.post(
			root,
			forWriters((context, staff) => start(parts, context, language, staff)),
		);
		routes.get(
			`${root}:ref/`,
			forWriters((context, staff) => showForm(parts, context, { language, staff })),
		);
		routes.post(
			`${root}:ref/`,
			forWriters((context, staff) => save(parts, context, { language, staff })),
		);
	}
	return routes;
}

async function showStart(
	{ staff: { show }, cms, renderer, moment }: QuickParts,
	context: Context,
	language: Language,
	staff: StaffMember,
	problems: readonly Problem[] = [],
	status = 200,
): Promise<Response> {
	const current = renderer.currentNotices(cms.content(), await moment());
	const data: QuickStartData = { current: current.map(({ ref, title }) => ({ ref, title })) };
	const me = { name: staff.name, roles: staff.roles };
	return show(context, staffPath(language, 'quick/'), { me, problems, data }, status);
}

async function start(
	parts: QuickParts,
	context: Context,
	language: Language,
	by: StaffMember,
): Promise<Response> {
	const form = await textsOf(context);
	const phase = templatePhases.find((each) => each === form['phase']);
	const hazard = hazardSchema.safeParse(form['hazard'] ?? 'other').data;
	const follows = (followingPhases as readonly (string | undefined)[]).includes(phase);
	const previous = parts.renderer
		.currentNotices(parts.cms.content(), await parts.moment())
		.find(({ ref }) => ref === form['ref']);
	if (!phase || !hazard || (follows && !previous))
		return showStart(parts, context, language, by, [problem('quick-choose')], 422);
	const started = await startFromTemplate(parts.cms, {
		phase,
		hazard,
		previous: follows ? previous : undefined,
		by,
		content: parts.cms.content(),
		now: parts.cms.now(),
	});
	if (started.kind === 'invalid')
		return showStart(parts, context, language, by, inWords(started.problems, language), 422);
	return seeOther(parts.staff.config, `${staffPath(language, 'quick/')}${started.ref}/`);
}

interface FormAnswer {
	readonly language: Language;
	readonly staff: StaffMember;
	readonly typed?: Fields;
	readonly problems?: readonly Problem[];
	readonly status?: number;
}

async function showForm(
	parts: QuickParts,
	context: Context,
	{ language, staff, typed, problems = [], status = 200 }: FormAnswer,
): Promise<Response> {
	const { cms } = parts;
	const ref = context.req.param('ref') ?? '';
	const draft = await cms.drafts.get('notices', ref);
	if (!draft) return showStart(parts, context, language, staff, [problem('no-draft')], 404);
	const check = checkDraft('notices', ref, draft.files, cms.content());
	const findings = check.kind === 'entry' ? draftFindings(check.entry, cms.content().settings) : [];
	const data: QuickFormData = {
		draft: await draftRow(cms, await cms.repository.head(), draft),
		values: { ...quickValues(filesOf(draft)), ...typed },
		asksCorrection: check.kind === 'entry' && 'correction' in check.entry.data,
		findings: findings.map((finding) => ({
			level: finding.level,
			text: problemLines('notices', [finding], language).join(''),
		})),
	};
	const me = { name: staff.name, roles: staff.roles };
	return parts.staff.show(
		context,
		staffPath(language, 'quick/form/'),
		{ me, problems, data },
		status,
	);
}

/** Saves what was typed; with `publish`, signs and publishes exactly that. */
async function save(
	parts: QuickParts,
	context: Context,
	{ language, staff }: FormAnswer,
): Promise<Response> {
	const { cms } = parts;
	const ref = context.req.param('ref') ?? '';
	const typed = await textsOf(context);
	const refuse = (problems: readonly Problem[]) =>
		showForm(parts, context, { language, staff, typed, problems, status: 422 });
	const draft = await cms.drafts.get('notices', ref);
	if (!draft) return refuse([problem('no-draft')]);
	// A form without a ticked box does not name the boxes.
	const texts = withQuickValues(filesOf(draft), { areas: '', ...typed });
	const saved = await saveDraft(cms, {
		collection: 'notices',
		ref,
		files: languageTags.flatMap((tag) => {
			const content = texts[tag];
			return content === undefined ? [] : [{ path: entryPath('notices', ref, tag), content }];
		}),
		expected: { version: Number(typed['version']), blobs: {} },
		by: staff,
		content: cms.content(),
		now: cms.now(),
	});
	if (saved.kind === 'stale') return refuse([staleProblem(saved)]);
	if (saved.kind === 'invalid') return refuse(inWords(saved.problems, language));
	const here = `${staffPath(language, 'quick/')}${ref}/`;
	if (typed['verb'] !== 'publish') return seeOther(parts.staff.config, here);
	const caller = { staff, language };
	const seen = { collection: 'notices', slug: ref, expected: { version: saved.draft.version } };
	const signing = { ...seen, newStatus: 'pending_publish' as const };
	const refusals = can(staff.roles, 'publish')
		? [...problemsOf(await changeStatus(cms, caller, signing))]
		: [problem('only-publishers-publish')];
	if (refusals.length === 0) refusals.push(...problemsOf(await publish(cms, caller, seen)));
	if (refusals.length === 0) return seeOther(parts.staff.config, staffPath(language, ''));
	// It is saved: what is shown now is what is kept, and its version.
	return showForm(parts, context, { language, staff, problems: refusals, status: 422 });
}

function staleProblem({ by = '', at }: { by?: string; at?: Date }): Problem {
	return problem('stale', '', { by, at: at?.toISOString() ?? '' });
}

function inWords(problems: readonly Problem[], language: Language): readonly Problem[] {
	return problemLines('notices', problems, language).map((text) =>
		problem('in-words', '', { text }),
	);
}

function filesOf({ ref, files }: Draft): { readonly [tag in Language]?: string } {
	return Object.fromEntries(
		languageTags.flatMap((tag) => {
			const file = files.find(({ path }) => path === entryPath('notices', ref, tag));
			return file ? [[tag, file.content]] : [];
		}),
	);
}

/** The texts of a form; boxes of one name are joined by spaces. */
async function textsOf(context: Context): Promise<Fields> {
	const form = await context.req.parseBody({ all: true });
	const texts = Object.entries(form).map(([name, value]) => [
		name,
		[value]
			.flat()
			.filter((each) => typeof each === 'string')
			.join(' '),
	]);
	return Object.fromEntries(texts) as Fields;
}
