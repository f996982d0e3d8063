import { problem } from '../../src/domain/problem.ts';
import { type CmsAnswer, ok, refused } from './answer.ts';
import type { CmsCaller, CmsParts } from './parts.ts';
import { draftKey } from './paths.ts';
import type { CmsParams } from './protocol.schema.ts';

/** One draft: its status, version and files. */
export async function unpublishedEntry(
	{ drafts }: CmsParts,
	{ language }: CmsCaller,
	params: CmsParams<'unpublishedEntry'>,
): Promise<CmsAnswer> {
	const [collection = '', ref = ''] = params.id?.split('/') ?? [params.collection, params.slug];
	const key = draftKey(collection, ref);
	const draft = key && (await drafts.get(key.collection, key.ref));
	if (!draft) return refused(404, problem('no-draft'), language);
	return ok({
		collection: draft.collection,
		slug: draft.ref,
		status: draft.status,
		pullRequestAuthor: draft.author.name,
		updatedAt: draft.updatedAt.toISOString(),
		version: draft.version,
		diffs: draft.files.map((file) => ({
			id: `${draft.version}:${file.path}`,
			path: file.path,
			newFile: file.base === null,
		})),
	});
}

/** The text of one file of a draft. */
export async function draftFile(
	{ drafts }: CmsParts,
	{ language }: CmsCaller,
	{ collection, slug, path }: CmsParams<'unpublishedEntryDataFile'>,
): Promise<CmsAnswer> {
	const key = draftKey(collection, slug);
	const draft = key && (await drafts.get(key.collection, key.ref));
	const file = draft?.files.find((each) => each.path === path);
	return file ? ok({ data: file.content }) : refused(404, problem('no-draft'), language);
}

/** Where a draft can be seen as the site will show it. */
export async function preview(
	{ previewUrl, drafts }: CmsParts,
	{ collection, slug }: CmsParams<'getDeployPreview'>,
): Promise<CmsAnswer> {
	const key = draftKey(collection, slug);
	const draft = key && (await drafts.get(key.collection, key.ref));
	if (!draft) return ok({});
	return ok({ url: previewUrl(draft.collection, draft.ref), status: 'success' });
}
