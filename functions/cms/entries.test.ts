import { describe, expect, test } from 'vitest';
import { newestEntries } from '../../src/domain/entry-head.ts';
import { noticeText, yellowWarning } from '../../tests/builders.ts';
import { cmsForTests } from './cms-for-tests.ts';

const cms = await cmsForTests();

async function list(heads?: 'newest' | 'all') {
	const folder = { folder: 'notices', extension: 'md', ...(heads ? { heads } : {}) };
	const { body } = await cms.editor('entriesByFolder', folder);
	return body as unknown as { data: string; file: { path: string } }[];
}

const on = (day: string) => ({
	effective: `${day}T09:00:00+08:00`,
	expires: '"2027-01-01T00:00:00+08:00"',
});

describe('a list of entries', () => {
	test('tells the day and the choices of each in the editor’s words, the newest first', async () => {
		await cms.commit({
			'notices/old.zh-CN.md': noticeText({ title: '旧的', ...on('2026-03-01') }),
			'notices/new.zh-CN.md': noticeText({ ...yellowWarning, title: '新的', ...on('2026-03-09') }),
			'notices/new.en.md': '---\ntitle: New\n---\n',
		});
		const all = await list('newest');
		expect(all.map(({ file }) => file.path)).toEqual([
			'notices/new.zh-CN.md',
			'notices/old.zh-CN.md',
		]);
		expect(all[0]?.data).toContain('"title":"新的","about":"2026-03-09 · 预警 · 黄色（三级）"');
		expect(all[0]?.data).toContain('"category":"warning"');
		expect(all[0]?.data).not.toContain('正文');
	});

	test('begins with the newest, and has all for a search', async () => {
		const many = Array.from({ length: newestEntries + 2 }, (_, index) => [
			`notices/n-${index}.zh-CN.md`,
			noticeText(on(index === 0 ? '2026-01-01' : '2026-02-01')),
		]);
		await cms.commit(Object.fromEntries(many));
		const newest = await list('newest');
		expect(newest).toHaveLength(newestEntries);
		expect(newest.map(({ file }) => file.path)).not.toContain('notices/n-0.zh-CN.md');
		expect(await list('all')).toHaveLength(newestEntries + 2);
	});

	test('shows an entry that is not live as it stands in the repository, so that it can be mended', async () => {
		await cms.commit({
			'notices/broken.zh-CN.md': noticeText({ areas: '["1"]', title: '有错的' }),
		});
		expect((await list('newest'))[0]?.data).toContain('title: 有错的');
	});

	test('is whole for a client that asks for no heads', async () => {
		await cms.commit({ 'notices/whole.zh-CN.md': noticeText() });
		expect((await list())[0]?.data).toBe(noticeText());
	});
});
