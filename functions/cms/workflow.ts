import { problem } from '../../src/domain/problem.ts';
import { publishDraft } from '../actions/publish-draft.ts';
import { signOffDraft } from '../actions/sign-off-draft.ts';
import { can } from '../auth/roles.ts';
import type { Draft, DraftStatus } from '../store/drafts.ts';
import { type CmsAnswer, invalidEntry, ok, refused, staleAnswer } from './answer.ts';
import type { CmsCaller, CmsParts } from './parts.ts';
import { type DraftCollection, draftKey } from './paths.ts';
import type { CmsParams } from './protocol.schema.ts';
import { withdrawSignatures } from './withdraw-signatures.ts';

/** Moves a draft along its way; ready means signed. */
export async function changeStatus(
	parts: CmsParts,
	caller: CmsCaller,
	{ collection, slug, newStatus, expected }: CmsParams<'updateUnpublishedEntryStatus'>,
): Promise<CmsAnswer> {
	const key = draftKey(collection, slug);
	if (!key) return refused(404, problem('no-draft'), caller.language);
	if (newStatus !== 'pending_publish') return moveBack(parts, caller, key, newStatus);
	const signed = await signOffDraft(parts, {
		...key,
		version: expected?.version ?? null,
		by: caller.staff,
		content: parts.content(),
		now: parts.now(),
	});
	switch (signed.kind) {
		case 'signed':
			return ok();
		case 'no-draft':
			return refused(404, problem('no-draft'), caller.language);
		case 'sign-in-again':
			return refused(403, problem('sign-in-again'), caller.language);
		case 'stale':
			return staleAnswer(signed, caller.language);
		case 'invalid':
			return invalidEntry(key.collection, signed.problems, caller.language);
	}
}

/** Back to draft or in review. Who gives another's draft back says why, in a note on it. */
async function moveBack(
	parts: CmsParts,
	{ staff, language }: CmsCaller,
	{ collection, ref }: { collection: DraftCollection; ref: string },
	status: Exclude<DraftStatus, 'pending_publish'>,
): Promise<CmsAnswer> {
	const draft = await parts.drafts.get(collection, ref);
	if (!draft) return refused(404, problem('no-draft'), language);
	const isReturn = status === 'draft' && draft.status !== 'draft' && draft.author.id !== staff.id;
	if (isReturn && !(await hasNoteSince(parts, draft, staff.name)))
		return refused(422, problem('return-needs-note'), language);
	if (!(await parts.drafts.setStatus(collection, ref, status)))
		return refused(404, problem('no-draft'), language);
	await withdrawSignatures(parts, collection, ref);
	const action = status === 'pending_review' ? 'in-review' : isReturn ? 'returned' : 'taken-back';
	await parts.audit.append({
		at: parts.now(),
		actor: staff.id,
		action: `draft.${action}`,
		subject: `${collection}/${ref}`,
		details: {},
	});
	return ok();
}

async function hasNoteSince({ drafts }: CmsParts, draft: Draft, author: string): Promise<boolean> {
	const notes = await drafts.notes(draft.collection, draft.ref);
	return notes.some((note) => note.author === author && note.at >= draft.updatedAt);
}

/** Publishes a draft and answers when it is live. `emergency` says why one person publishes what needs two. */
export async function publish(
	parts: CmsParts,
	caller: CmsCaller,
	{ collection, slug, expected }: CmsParams<'publishUnpublishedEntry'>,
	emergency?: string,
): Promise<CmsAnswer> {
	const key = draftKey(collection, slug);
	if (!key) return refused(404, problem('no-draft'), caller.language);
	const askedAt = parts.now();
	const published = await publishDraft(parts, {
		...key,
		version: expected?.version ?? null,
		by: caller.staff,
		content: parts.content(),
		emergency,
		now: askedAt,
	});
	switch (published.kind) {
		case 'published': {
			const { commit, title, path } = published;
			const times = { askedAt, committedAt: parts.now() };
			await parts.publications.add({
				...key,
				commit,
				title,
				path,
				by: caller.staff.name,
				...times,
			});
			return released(parts, caller, { commit });
		}
		case 'published-already':
			return released(parts, caller, {});
		case 'no-draft':
			return refused(404, problem('no-draft'), caller.language);
		case 'not-ready':
			return refused(422, problem('not-signed'), caller.language);
		case 'sign-in-again':
			return refused(403, problem('sign-in-again'), caller.language);
		case 'stale':
			return staleAnswer(published, caller.language);
		case 'needs-signature':
			return refused(
				422,
				problem('needs-second-signature', '', { given: published.given, needed: published.needed }),
				caller.language,
			);
		case 'invalid':
			return invalidEntry(key.collection, published.problems, caller.language);
	}
}

/** What was committed is published, also when its release failed: the next release, or a restart, brings it. */
export async function released(
	parts: CmsParts,
	{ language }: CmsCaller,
	body: object,
): Promise<CmsAnswer> {
	const isLive = await parts.release().then(
		() => true,
		() => false,
	);
	return isLive ? ok(body) : refused(503, problem('committed-not-released'), language);
}

/** Throws a draft away: its author or a publisher may. */
export async function deleteDraft(
	parts: CmsParts,
	{ staff, language }: CmsCaller,
	{ collection, slug }: CmsParams<'deleteUnpublishedEntry'>,
): Promise<CmsAnswer> {
	const { drafts, audit, now } = parts;
	const key = draftKey(collection, slug);
	const draft = key && (await drafts.get(key.collection, key.ref));
	if (!key || !draft) return refused(404, problem('no-draft'), language);
	if (draft.author.id !== staff.id && !can(staff.roles, 'publish'))
		return refused(403, problem('not-allowed'), language);
	await drafts.delete(key.collection, key.ref);
	await withdrawSignatures(parts, key.collection, key.ref);
	await parts.onThrownAway(key);
	await audit.append({
		at: now(),
		actor: staff.id,
		action: 'draft.deleted',
		subject: `${collection}/${slug}`,
		details: {},
	});
	return ok();
}
