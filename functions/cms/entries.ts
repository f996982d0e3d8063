import { parseEntryPath, settingsPath } from '../../src/domain/collections.ts';
import { settingsForForm } from '../../src/domain/entry.ts';
import { entryHead, listingOrder, newestEntries } from '../../src/domain/entry-head.ts';
import { defaultLanguage, type Language } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import type { Content, ContentFile } from '../../src/domain/site.ts';
import type { Repository } from '../content/repository.ts';
import { type CmsAnswer, ok, refused } from './answer.ts';
import type { CmsParts } from './parts.ts';
import { editablePath, isEditableFolder } from './paths.ts';
import type { CmsParams } from './protocol.schema.ts';

/** A published file as Decap reads it; `id` is its blob. */
interface EntryFile {
	readonly data: string;
	readonly file: { readonly path: string; readonly id: string };
}

const texts = new Map<string, string>();
const mostTexts = 30_000;

/** All published files of a collection, or what a list shows of its entries. */
export async function listEntries(
	{ repository, content }: Pick<CmsParts, 'repository' | 'content'>,
	{ folder, extension, heads }: CmsParams<'entriesByFolder'>,
	language: Language,
): Promise<CmsAnswer> {
	if (!isEditableFolder(folder)) return refused(422, problem('not-an-entry-path'), language);
	const commit = await repository.head();
	if (!commit) return ok([]);
	const files = await repository.source(commit).list();
	const wanted = files.filter(
		(file) =>
			file.path.startsWith(`${folder}/`) &&
			file.path.endsWith(`.${extension}`) &&
			editablePath(file.path),
	);
	if (!heads)
		return ok(await Promise.all(wanted.map((file) => entryFile(repository, file.path, file.blob))));
	const all = await entryHeads({ repository, content: content() }, wanted, language);
	return ok(heads === 'newest' ? all.slice(0, newestEntries) : all);
}

/** Of each entry what a list shows, newest first. An entry that is not live as it stands in the repository comes whole. */
async function entryHeads(
	{ repository, content }: { repository: Repository; content: Content },
	files: readonly ContentFile[],
	language: Language,
): Promise<EntryFile[]> {
	const listed = files.map(async ({ path, blob }) => {
		const place = parseEntryPath(path);
		if (place?.language !== defaultLanguage) return [];
		const live = content.entryOf(place.collection, place.ref, blob);
		if (!live) return [{ order: place.ref, file: await entryFile(repository, path, blob) }];
		const file = { data: entryHead(live, language), file: { path, id: blob } };
		return [{ order: listingOrder(live), file }];
	});
	return (await Promise.all(listed))
		.flat()
		.sort((a, b) => (a.order < b.order ? 1 : -1))
		.map(({ file }) => file);
}

/** One published file; `undefined` when the path is no entry or nothing stands there. */
export async function readEntryFile(
	repository: Repository,
	path: string,
): Promise<EntryFile | undefined> {
	const commit = await repository.head();
	if (!commit || !editablePath(path)) return undefined;
	const blob = await repository.blobAt(commit, path);
	if (!blob) return undefined;
	const { data, file } = await entryFile(repository, path, blob);
	return { data: path === settingsPath ? settingsForForm(data) : data, file };
}

async function entryFile(repository: Repository, path: string, blob: string): Promise<EntryFile> {
	const known = texts.get(blob);
	const data = known ?? new TextDecoder().decode(await repository.readBlob(blob));
	if (!known) {
		if (texts.size >= mostTexts) texts.clear();
		texts.set(blob, data);
	}
	return { data, file: { path, id: blob } };
}
