import { expect, test } from 'vitest';
import { noticeText, sourceOf } from '../../tests/builders.ts';
import { readContent } from './read-content.ts';
import { loadReadings, saveReadings } from './saved-readings.ts';

const files = {
	'notices/first.zh-CN.md': noticeText(),
	'notices/second.zh-CN.md': noticeText({ title: '第二条' }),
	'notices/broken.zh-CN.md': 'no front matter',
};

/** A source that tells which blobs were read. */
function watched(source: ReturnType<typeof sourceOf>) {
	const read: string[] = [];
	return {
		read,
		source: {
			list: source.list,
			read: (blob: string) => {
				read.push(blob);
				return source.read(blob);
			},
		},
	};
}

test('what was read before a restart is not read again, and says the same', async () => {
	const before = await readContent(sourceOf(files));
	const { source, read } = watched(sourceOf(files));
	const after = await readContent(source, undefined, loadReadings(saveReadings(before)));
	expect(read.filter((blob) => blob.startsWith('notices/'))).toEqual([]);
	expect(after.list('notices')).toHaveLength(2);
	expect(after.list('notices')).toEqual(before.list('notices'));
	expect(after.setAside).toEqual(before.setAside);
});

test('what has changed meanwhile is read', async () => {
	const before = await readContent(sourceOf(files));
	const changed = { ...files, 'notices/second.zh-CN.md': noticeText({ title: '改过的' }) };
	const { source, read } = watched(sourceOf(changed));
	const after = await readContent(source, undefined, loadReadings(saveReadings(before)));
	expect(read.filter((blob) => blob.startsWith('notices/'))).toHaveLength(1);
	expect(after.entry('notices', 'second')?.entry.data.title).toBe('改过的');
});

test('bytes that are something else are no readings', async () => {
	expect(loadReadings(new Uint8Array([1, 2, 3])).size).toBe(0);
	expect(loadReadings(new Uint8Array()).size).toBe(0);
});
