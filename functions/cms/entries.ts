import type { Language } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import type { Repository } from '../content/repository.ts';
import { type CmsAnswer, ok, refused } from './answer.ts';
import { editablePath, isEditableFolder } from './paths.ts';
import type { CmsParams } from './protocol.schema.ts';

/** A published file as Decap reads it; `id` is its blob. */
interface EntryFile {
	readonly data: string;
	readonly file: { readonly path: string; readonly id: string };
}

const texts = new Map<string, string>();
const mostTexts = 30_000;

/** All published files of a collection. */
export async function listEntries(
	repository: Repository,
	{ folder, extension }: CmsParams<'entriesByFolder'>,
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
	return ok(await Promise.all(wanted.map((file) => entryFile(repository, file.path, file.blob))));
}

/** One published file; `undefined` when the path is no entry or nothing stands there. */
export async function readEntryFile(
	repository: Repository,
	path: string,
): Promise<EntryFile | undefined> {
	const commit = await repository.head();
	if (!commit || !editablePath(path)) return undefined;
	const blob = await repository.blobAt(commit, path);
	return blob ? entryFile(repository, path, blob) : undefined;
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
