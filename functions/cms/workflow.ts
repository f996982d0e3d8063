import { problem } from '../../src/domain/problem.ts';
import { publishDraft } from '../actions/publish-draft.ts';
import { signOffDraft } from '../actions/sign-off-draft.ts';
import { can } from '../auth/roles.ts';
import { type CmsAnswer, invalidEntry, ok, refused, staleAnswer } from './answer.ts';
import type { CmsCaller, CmsParts } from './parts.ts';
import { draftKey } from './paths.ts';
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
	if (newStatus !== 'pending_publish') {
		const set = await parts.drafts.setStatus(key.collection, key.ref, newStatus);
		if (!set) return refused(404, problem('no-draft'), caller.language);
		await withdrawSignatures(parts, key.collection, key.ref);
		const about = { action: `draft.${newStatus}`, subject: `${collection}/${slug}`, details: {} };
		await parts.audit.append({ at: parts.now(), actor: caller.staff.id, ...about });
		return ok();
	}
	if (!can(caller.staff.roles, 'publish'))
		return refused(403, problem('only-publishers-sign'), caller.language);
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
		case 'stale':
			return staleAnswer(signed, caller.language);
		case 'invalid':
			return invalidEntry(key.collection, signed.problems, caller.language);
	}
}

/** Publishes a draft and answers when it is live. */
export async function publish(
	parts: CmsParts,
	caller: CmsCaller,
	{ collection, slug, expected }: CmsParams<'publishUnpublishedEntry'>,
): Promise<CmsAnswer> {
	if (!can(caller.staff.roles, 'publish'))
		return refused(403, problem('only-publishers-publish'), caller.language);
	const key = draftKey(collection, slug);
	if (!key) return refused(404, problem('no-draft'), caller.language);
	const published = await publishDraft(parts, {
		...key,
		version: expected?.version ?? null,
		by: caller.staff,
		content: parts.content(),
		now: parts.now(),
	});
	switch (published.kind) {
		case 'published':
			return released(parts, caller, { commit: published.commit });
		case 'no-draft':
			return refused(404, problem('no-draft'), caller.language);
		case 'not-ready':
			return refused(422, problem('not-signed'), caller.language);
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
	await audit.append({
		at: now(),
		actor: staff.id,
		action: 'draft.deleted',
		subject: `${collection}/${slug}`,
		details: {},
	});
	return ok();
}
