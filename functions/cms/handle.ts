import { type Problem, problem } from '../../src/domain/problem.ts';
import type { Role } from '../../src/domain/roles.ts';
import { can } from '../auth/roles.ts';
import { type CmsAnswer, ok, refused } from './answer.ts';
import { wordToConfirm } from './confirm-word.ts';
import { removePublished } from './delete.ts';
import { listEntries, readEntryFile } from './entries.ts';
import { mediaAction } from './media-actions.ts';
import { notesAction } from './notes-actions.ts';
import type { CmsCaller, CmsParts } from './parts.ts';
import { draftKey, editablePath } from './paths.ts';
import { persist } from './persist.ts';
import type { CmsParams, CmsRequest } from './protocol.schema.ts';
import { draftFile, preview, unpublishedEntry } from './read-drafts.ts';
import { changeStatus, deleteDraft, publish } from './workflow.ts';

/** Answers one action of Decap's proxy protocol, with roles checked for each. */
export async function handleCms(
	parts: CmsParts,
	caller: CmsCaller,
	request: CmsRequest,
): Promise<CmsAnswer> {
	const objection = objectionTo(caller.staff.roles, request);
	if (objection) return refuse(parts, caller, request, objection);
	switch (request.action) {
		case 'info':
			return ok({ repo: 'content', publish_modes: ['editorial_workflow'], type: 'portal' });
		case 'entriesByFolder':
			return listEntries(parts, request.params, caller.language);
		case 'entriesByFiles':
			return ok(
				(
					await Promise.all(
						request.params.files.map((file) => readEntryFile(parts.repository, file.path)),
					)
				).filter((file) => file !== undefined),
			);
		case 'getEntry': {
			const file = await readEntryFile(parts.repository, request.params.path);
			return file ? ok(file) : refused(404, problem('no-such-file'), caller.language);
		}
		case 'unpublishedEntries':
			return ok((await parts.drafts.all()).map((draft) => `${draft.collection}/${draft.ref}`));
		case 'unpublishedEntry':
			return unpublishedEntry(parts, caller, request.params);
		case 'unpublishedEntryDataFile':
			return draftFile(parts, caller, request.params);
		case 'persistEntry':
			return persist(parts, caller, request.params);
		case 'updateUnpublishedEntryStatus':
			return changeStatus(parts, caller, request.params);
		case 'publishUnpublishedEntry':
			return publishHere(parts, caller, request.params);
		case 'deleteUnpublishedEntry':
			return deleteDraft(parts, caller, request.params);
		case 'deleteFile':
			return removePublished(parts, caller, [request.params.path]);
		case 'deleteFiles':
			return removePublished(parts, caller, request.params.paths);
		case 'getMedia':
		case 'getMediaFile':
		case 'persistMedia':
		case 'unpublishedEntryMediaFile':
			return mediaAction(parts, caller, request);
		case 'getNotes':
		case 'addNote':
		case 'updateNote':
		case 'deleteNote':
		case 'toggleNoteResolution':
			return notesAction(parts, caller, request);
		case 'getDeployPreview':
			return preview(parts, request.params);
		case 'getPRMetadata':
			return ok({ metadata: null });
	}
}

/** The editor has no place for a word: what is to be confirmed is published on a staff page. */
async function publishHere(
	parts: CmsParts,
	caller: CmsCaller,
	params: CmsParams<'publishUnpublishedEntry'>,
): Promise<CmsAnswer> {
	const key = draftKey(params.collection, params.slug);
	const draft = key && (await parts.drafts.get(key.collection, key.ref));
	return draft && (await wordToConfirm(parts, draft))
		? refused(422, problem('confirm-elsewhere'), caller.language)
		: publish(parts, caller, params);
}

/** Why these roles may not ask for this; `undefined` when they may. */
function objectionTo(roles: readonly Role[], request: CmsRequest): Problem | undefined {
	if (!mayDo(roles, request)) return problem('not-allowed');
	if (can(roles, 'publish')) return undefined;
	const publishing = ['publishUnpublishedEntry', 'deleteFile', 'deleteFiles'];
	if (publishing.includes(request.action)) return problem('only-publishers-publish');
	const signs =
		request.action === 'updateUnpublishedEntryStatus' &&
		request.params.newStatus === 'pending_publish';
	return signs ? problem('only-publishers-sign') : undefined;
}

/** That somebody tried what they may not is worth knowing. */
async function refuse(
	{ audit, now }: CmsParts,
	{ staff, language }: CmsCaller,
	{ action, params }: CmsRequest,
	objection: Problem,
): Promise<CmsAnswer> {
	const { collection, slug } = { collection: '', slug: '', ...params };
	const subject = collection ? `${collection}/${slug}` : '';
	const details = { asked: action, reason: objection.code };
	await audit.append({ at: now(), actor: staff.id, action: 'request.refused', subject, details });
	return refused(403, objection, language);
}

/** Editors and publishers write everything; moderators read, and write responses to rumors. */
function mayDo(roles: readonly Role[], request: CmsRequest): boolean {
	if (can(roles, 'write-draft')) return true;
	if (!can(roles, 'triage')) return false;
	switch (request.action) {
		case 'persistEntry':
			return request.params.dataFiles.every(
				(file) => editablePath(file.newPath ?? file.path)?.collection === 'rumors',
			);
		case 'updateUnpublishedEntryStatus':
		case 'deleteUnpublishedEntry':
			return request.params.collection === 'rumors';
		case 'deleteFile':
		case 'deleteFiles':
			return false;
		default:
			return true;
	}
}
