import { problem } from '../../src/domain/problem.ts';
import { saveDraft } from '../actions/save-draft.ts';
import { uploadMedia } from '../actions/upload-media.ts';
import { can } from '../auth/roles.ts';
import { type CmsAnswer, invalidEntry, ok, problemLines, refused, staleAnswer } from './answer.ts';
import type { CmsCaller, CmsParts } from './parts.ts';
import { editablePath } from './paths.ts';
import type { CmsParams } from './protocol.schema.ts';

/** Saves an entry with all its language files and new media as a draft. */
export async function persist(
	parts: CmsParts,
	caller: CmsCaller,
	params: CmsParams<'persistEntry'>,
): Promise<CmsAnswer> {
	const places = params.dataFiles.map((file) => editablePath(file.newPath ?? file.path));
	const [first] = places;
	if (
		!first ||
		places.some((place) => place?.collection !== first.collection || place?.ref !== first.ref)
	) {
		return refused(422, problem('not-an-entry-path'), caller.language);
	}
	if (first.collection === 'settings' && !can(caller.staff.roles, 'publish')) {
		return refused(403, problem('not-allowed'), caller.language);
	}
	const renamed = new Map<string, string>();
	for (const asset of params.assets) {
		const bytes = Buffer.from(asset.content, 'base64');
		const taken = await uploadMedia(parts, { bytes, by: caller.staff, now: parts.now() });
		if ('problem' in taken) return refused(422, taken.problem, caller.language);
		renamed.set(asset.path.split('/').at(-1) ?? '', taken.name);
	}
	const files = params.dataFiles.map((file) => ({
		path: file.newPath ?? file.path,
		content: renameMedia(file.raw, renamed),
	}));
	const saved = await saveDraft(parts, {
		collection: first.collection,
		ref: first.ref,
		files,
		status: params.options.status === 'pending_publish' ? 'pending_review' : params.options.status,
		expected: params.expected ?? { version: null, blobs: {} },
		by: caller.staff,
		content: parts.content(),
		now: parts.now(),
	});
	switch (saved.kind) {
		case 'saved':
			return ok({
				version: saved.draft.version,
				findings: saved.findings.map((finding) => ({
					level: finding.level,
					text: problemLines(first.collection, [finding], caller.language).join(''),
				})),
			});
		case 'stale':
			return staleAnswer(saved, caller.language);
		case 'taken':
			return refused(422, problem('name-taken'), caller.language);
		case 'invalid':
			return invalidEntry(first.collection, saved.problems, caller.language);
	}
}

/** Uploads are named by their content; the text that shows them follows. */
function renameMedia(text: string, names: ReadonlyMap<string, string>): string {
	let renamed = text;
	for (const [from, to] of names)
		renamed = renamed.replaceAll(`/uploads/${from}`, `/uploads/${to}`);
	return renamed;
}
