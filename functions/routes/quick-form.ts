import type { Context } from 'hono';
import type { QuickFormData } from '../../src/domain/answers.ts';
import { entryPath } from '../../src/domain/collections.ts';
import { draftFindings } from '../../src/domain/drafting/draft-findings.ts';
import { type Language, languageTags } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { quickPlace, quickValues, withQuickValues } from '../../src/domain/quick-notice.ts';
import { type SavedDraft, saveDraft } from '../actions/save-draft.ts';
import { can } from '../auth/roles.ts';
import { type CmsAnswer, problemLines } from '../cms/answer.ts';
import { checkDraft, type DraftCheck } from '../cms/check-draft.ts';
import { wordProblem } from '../cms/confirm-word.ts';
import { changeStatus, publish } from '../cms/workflow.ts';
import { draftRow } from '../staff-drafts.ts';
import type { Draft } from '../store/drafts.ts';
import { problemsOf } from './draft-forms.ts';
import { meOf, proveAgain } from './prove-again.ts';
import {
	inWords,
	type QuickCaller,
	type QuickFields,
	showQuickStart,
	textsOf,
} from './quick-start.ts';
import { seeOther, staffPath } from './staff-pages.ts';
import type { QuickParts } from './staff-quick.ts';

/** What the form says when it comes back. */
interface Refusal {
	readonly typed?: QuickFields;
	readonly problems?: readonly Problem[];
	readonly status?: number;
	/** Whether somebody else's version is shown beside what was typed. */
	readonly isStale?: boolean;
}

/** The form of a draft that was begun from a template. */
export async function showQuickForm(
	parts: QuickParts,
	context: Context,
	caller: QuickCaller,
	{ typed, problems = [], status = 200, isStale = false }: Refusal = {},
): Promise<Response> {
	const { cms } = parts;
	const { language, staff } = caller;
	const draft = await cms.drafts.get('notices', refOf(context));
	if (!draft) {
		const gone = { problems: [problem('no-draft')], status: 404, ...(typed ? { typed } : {}) };
		return showQuickStart(parts, context, caller, gone);
	}
	const check = checkDraft('notices', draft.ref, draft.files, cms.content());
	const findings = check.kind === 'entry' ? draftFindings(check.entry, cms.content().settings) : [];
	const saved = quickValues(filesOf(draft));
	const data: QuickFormData = {
		draft: await draftRow(cms, await cms.repository.head(), draft),
		values: { ...saved, ...typed },
		...asksOf(check),
		theirs: isStale ? differing(saved, typed ?? {}) : {},
		findings: findings.map((finding) => ({
			level: finding.level,
			text: problemLines('notices', [finding], language).join(''),
		})),
	};
	const me = meOf(staff, cms.now());
	const page = staffPath(language, 'quick/form/');
	return parts.staff.show(context, page, { me, problems, data }, status);
}

function asksOf(check: DraftCheck): Pick<QuickFormData, 'asksCorrection' | 'asksColor'> {
	if (check.kind !== 'entry') return { asksCorrection: false, asksColor: false };
	const { lifecycle, category } = { lifecycle: '', category: '', ...check.entry.data };
	const isAboutADanger = category === 'measure' || category === 'warning';
	return {
		asksCorrection: 'correction' in check.entry.data,
		asksColor: lifecycle === 'issue' && isAboutADanger,
	};
}

function differing(saved: QuickFields, typed: QuickFields): QuickFields {
	const plain = (text = '') => text.replaceAll('\r\n', '\n').trim();
	return Object.fromEntries(
		Object.entries(saved).filter(
			([name, text]) => typed[name] !== undefined && plain(typed[name]) !== plain(text),
		),
	);
}

/** Saves what was typed; with `publish`, signs and publishes exactly that. */
export async function saveQuickForm(
	parts: QuickParts,
	context: Context,
	caller: QuickCaller,
): Promise<Response> {
	const { language } = caller;
	const { password, ...typed } = await textsOf(context);
	const refuse = (problems: readonly Problem[], isStale = false) =>
		showQuickForm(parts, context, caller, {
			typed,
			problems,
			isStale,
			status: isStale ? 409 : 422,
		});
	const draft = await parts.cms.drafts.get('notices', refOf(context));
	if (!draft) return showQuickForm(parts, context, caller, { typed });
	const saved = await saveTyped(parts, draft, typed, caller);
	if (saved.kind === 'invalid') return refuse(inWords(saved.problems, language));
	if (saved.kind !== 'saved') return refuse([problem('quick-stale')], true);
	const here = `${staffPath(language, 'quick/')}${draft.ref}/`;
	if (typed['verb'] !== 'publish') return seeOther(parts.staff.config, here);
	const wrong = await wordProblem(parts.cms, saved.draft, typed['confirm']);
	// What was typed is saved by now: the form comes back with it, and its new version.
	if (wrong) return showQuickForm(parts, context, caller, { problems: [wrong], status: 422 });
	const needs = { ...parts.staff, audit: parts.cms.audit };
	const proof = await proveAgain(needs, context, caller.staff, { password, isNeeded: false });
	if ('problem' in proof)
		return showQuickForm(parts, context, caller, {
			problems: [proof.problem],
			status: proof.status,
		});
	const answer = await signAndPublish(parts, saved.draft, { language, staff: proof.staff });
	if (answer === 'only-publishers-publish') return refuse([problem(answer)]);
	return published(parts, context, caller, answer);
}

/** On to where it is seen what became of it. */
async function published(
	parts: QuickParts,
	context: Context,
	caller: QuickCaller,
	answer: CmsAnswer,
): Promise<Response> {
	// To the proof of what was published, step by step.
	if (answer.status === 200)
		return seeOther(parts.staff.config, `${staffPath(caller.language, '')}#publications`);
	// It is signed and waits: the form says for whom, and how to go on alone.
	if (codesOf(answer).includes('needs-second-signature'))
		return seeOther(
			parts.staff.config,
			`${staffPath(caller.language, 'quick/')}${refOf(context)}/`,
		);
	// It is saved: what is shown now is what is kept, and its version.
	return showQuickForm(parts, context, caller, { problems: placed(answer), status: 422 });
}

function saveTyped(
	{ cms }: QuickParts,
	draft: Draft,
	typed: QuickFields,
	{ staff }: QuickCaller,
): Promise<SavedDraft> {
	// A form without a ticked box does not name the boxes.
	const texts = withQuickValues(filesOf(draft), { areas: '', ...typed });
	return saveDraft(cms, {
		collection: 'notices',
		ref: draft.ref,
		files: languageTags.flatMap((tag) => {
			const content = texts[tag];
			return content === undefined ? [] : [{ path: entryPath('notices', draft.ref, tag), content }];
		}),
		expected: { version: Number(typed['version']), blobs: {} },
		by: staff,
		content: cms.content(),
		now: cms.now(),
	});
}

async function signAndPublish(
	{ cms }: QuickParts,
	{ ref, version }: Draft,
	{ staff, language }: QuickCaller,
): Promise<CmsAnswer | 'only-publishers-publish'> {
	if (!can(staff.roles, 'publish')) return 'only-publishers-publish';
	const caller = { staff, language };
	const seen = { collection: 'notices', slug: ref, expected: { version } };
	const signed = await changeStatus(cms, caller, { ...seen, newStatus: 'pending_publish' });
	return signed.status === 200 ? publish(cms, caller, seen) : signed;
}

/** The problems of an answer, in the words that it has for them, each with its place on the form. */
function placed(answer: CmsAnswer): readonly Problem[] {
	const { problems = [] } = answer.body as { problems?: readonly Problem[] };
	return problemsOf(answer).map((line, index) => {
		const about = problems[index];
		return about ? { ...line, field: quickPlace(about) } : line;
	});
}

function codesOf({ body }: CmsAnswer): readonly string[] {
	const { problems = [] } = body as { problems?: readonly Problem[] };
	return problems.map(({ code }) => code);
}

function refOf(context: Context): string {
	return context.req.param('ref') ?? '';
}

function filesOf({ ref, files }: Draft): { readonly [tag in Language]?: string } {
	return Object.fromEntries(
		languageTags.flatMap((tag) => {
			const file = files.find(({ path }) => path === entryPath('notices', ref, tag));
			return file ? [[tag, file.content]] : [];
		}),
	);
}
