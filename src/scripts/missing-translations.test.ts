import { expect, test } from 'vitest';
import { noticeText } from '../../tests/builders.ts';
import { readEntry } from '../domain/entry.ts';
import { withEmptyTranslations } from './missing-translations.ts';

const empty = '---\nversion: 1\n---\n';
const missing = Object.assign(new Error('not found'), { status: 404 });
const unreachable = Object.assign(new Error('bad gateway'), { status: 502 });

/** A backend that has these files; an error is what reading a file fails with. */
function backendOf(files: Readonly<Record<string, string | Error>>) {
	const read = async (path: string) => {
		const found = files[path] ?? missing;
		if (found instanceof Error) throw found;
		return found;
	};
	return withEmptyTranslations({
		getEntry: async (path: string) => ({ data: await read(path) }),
		unpublishedEntryDataFile: (_collection: string, _slug: string, path: string, _id: string) =>
			read(path),
	});
}

const draftFile = (backend: ReturnType<typeof backendOf>, path: string) =>
	backend.unpublishedEntryDataFile('notices', 'a', path, '');

test('a translation that an entry does not have is read as an empty file', async () => {
	const backend = backendOf({ 'content/notices/a.zh-CN.md': '甲' });
	expect(await backend.getEntry('content/notices/a.zh-CN.md')).toEqual({ data: '甲' });
	expect(await backend.getEntry('content/notices/a.it.md')).toMatchObject({ data: empty });
	expect(await draftFile(backend, 'content/notices/a.it.md')).toBe(empty);
});

test('such a file, saved as it was read, is no translation', () => {
	const { entry, problems } = readEntry('notices', 'a', { 'zh-CN': noticeText(), it: empty });
	expect(problems).toEqual([]);
	expect(entry?.translations).toEqual({});
});

test('there is no translation of what is not there, and no other file is made up', async () => {
	const backend = backendOf({});
	for (const path of ['notices/a.it.md', 'notices/a.zh-CN.md', 'notices/a.md', 'notices/a.xx.md'])
		await expect(backend.getEntry(path)).rejects.toBe(missing);
	await expect(draftFile(backend, 'notices/a.zh-CN.md')).rejects.toBe(missing);
});

test('a translation that could not be fetched is not read as empty', async () => {
	const backend = backendOf({ 'notices/a.zh-CN.md': '甲', 'notices/a.it.md': unreachable });
	await expect(backend.getEntry('notices/a.it.md')).rejects.toBe(unreachable);
	await expect(draftFile(backend, 'notices/a.it.md')).rejects.toBe(unreachable);
});
