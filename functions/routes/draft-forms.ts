import { type Problem, problem } from '../../src/domain/problem.ts';
import { countersign } from '../actions/countersign.ts';
import { returnDraft } from '../actions/return-draft.ts';
import { type CmsAnswer, staleProblem } from '../cms/answer.ts';
import { wordProblem } from '../cms/confirm-word.ts';
import { draftKey } from '../cms/paths.ts';
import { changeStatus, publish } from '../cms/workflow.ts';
import type { PublishingForm, PublishingParts, Submission } from './publishing.ts';
import type { StaffForm } from './staff-pages.ts';

/** What a publisher does with drafts on the staff page, by the same actions that the CMS uses. */
export const draftForms: readonly PublishingForm[] = [
	{ path: 'drafts/sign', action: 'publish', work: sign },
	{ path: 'drafts/publish', action: 'publish', work: (parts, sent) => publishIt(parts, sent) },
	{
		path: 'drafts/emergency',
		action: 'publish',
		asksPassword: true,
		// Nothing is published alone by a forgotten field: an empty reason is a reason that is missing.
		work: (parts, sent) => publishIt(parts, sent, sent.form.reason ?? ''),
	},
	{ path: 'drafts/return', action: 'publish', work: giveBack },
	{ path: 'drafts/countersign', action: 'publish', asksPassword: true, work: signSecond },
];

async function sign({ cms }: PublishingParts, sent: Submission): Promise<readonly Problem[]> {
	const seen = seenDraft(sent.form);
	return problemsOf(
		await changeStatus(cms, callerOf(sent), { ...seen, newStatus: 'pending_publish' }),
	);
}

async function publishIt(
	{ cms }: PublishingParts,
	sent: Submission,
	emergency?: string,
): Promise<readonly Problem[]> {
	const { collection, slug } = seenDraft(sent.form);
	const key = draftKey(collection, slug);
	const draft = key && (await cms.drafts.get(key.collection, key.ref));
	const wrong = await wordProblem(cms, draft, sent.form.confirm);
	if (wrong) return [wrong];
	return problemsOf(await publish(cms, callerOf(sent), seenDraft(sent.form), emergency));
}

async function giveBack(
	{ cms, now }: PublishingParts,
	{ form, staff }: Submission,
): Promise<readonly Problem[]> {
	const { collection, slug, expected } = seenDraft(form);
	const key = draftKey(collection, slug);
	if (!key) return [problem('no-draft')];
	const { reason = '' } = form;
	const request = { ...key, version: expected.version, reason, by: staff, now: now() };
	const returned = await returnDraft(cms, request);
	switch (returned.kind) {
		case 'returned':
			return [];
		case 'no-draft':
			return [problem('no-draft')];
		case 'stale':
			return [staleProblem(returned)];
		case 'invalid':
			return [returned.problem];
	}
}

async function signSecond(
	{ cms, now }: PublishingParts,
	{ form, staff }: Submission,
): Promise<readonly Problem[]> {
	const key = draftKey(form.collection ?? '', form.ref ?? '');
	const text = key && { ...key, hash: form.hash ?? '' };
	const result = text
		? await countersign(cms, { ...text, by: staff, now: now() })
		: ('not-waiting' as const);
	return result === 'countersigned' ? [] : [problem(`countersign-${result}`)];
}

function seenDraft({ collection = '', ref = '', version = '' }: StaffForm) {
	return { collection, slug: ref, expected: { version: Number(version) } };
}

function callerOf({ staff, language }: Submission) {
	return { staff, language };
}

/** The problems of an answer of the CMS, as a page shows them. */
export function problemsOf({ status, body }: CmsAnswer): readonly Problem[] {
	if (status === 200) return [];
	// Already in words, with the labels of the form.
	const { error } = body as { error?: string };
	return (error ?? '').split('\n').map((text) => problem('in-words', '', { text }));
}
