import { describe, expect, test } from 'vitest';
import { noticeText } from '../../tests/builders.ts';
import { cmsForTests, saveOf } from './cms-for-tests.ts';
import { cmsRequestSchema } from './protocol.schema.ts';

const cms = await cmsForTests();
const path = 'notices/n-1.zh-CN.md';
const save = (at: string, text = noticeText()) => cms.editor('persistEntry', saveOf(at, text));

describe('a place that is no entry is refused in the editor’s language', () => {
	test.each([
		['outside the collections', 'src/pages/index.astro'],
		['in the repository’s own folder', '.git/config'],
		['a dot file', 'notices/.n-1.zh-CN.md'],
		['above the folder', 'notices/../settings/x.zh-CN.md'],
		['a name with capitals', 'notices/N-1.zh-CN.md'],
		['a name of two letters', 'notices/n1.zh-CN.md'],
		['a name in Chinese', 'notices/暴雨.zh-CN.md'],
		['a language that the site does not have', 'notices/n-1.fr.md'],
		['another kind of file', 'notices/n-1.zh-CN.html'],
		['a second file of settings', 'settings/other.yml'],
		['a name without end', `notices/${'a'.repeat(80)}.zh-CN.md`],
	])('%s', async (_, at) => {
		const refused = await save(at);
		expect([refused.status, refused.body.error]).toEqual([422, '这个位置不能保存内容。']);
		expect(await cms.parts.drafts.all()).toEqual([]);
	});
});

describe('an entry is refused with the field and the reason', () => {
	test.each<[string, Record<string, string>, string]>([
		['a field that does not exist', { headline: '标题' }, 'headline：没有这个字段'],
		[
			'an end before the start',
			{ expires: '2026-03-14T08:00:00+08:00' },
			'失效时间：结束时间早于开始时间',
		],
		[
			'an area that does not exist',
			{ areas: '["999900999"]' },
			'适用区域：没有代码为“999900999”的区域',
		],
		[
			'a notice that does not exist',
			{ lifecycle: 'update', references: '[not-there]' },
			'针对哪几条公告：没有编号为“not-there”的内容',
		],
		['a time without its zone', { effective: '2026-03-14T09:00:00' }, '生效时间：'],
		['a color that is none', { warningColor: 'purple' }, '预警颜色：'],
	])('%s', async (_, lines, reason) => {
		const refused = await save(path, noticeText(lines));
		expect(refused.status).toBe(422);
		expect(refused.body.error).toContain(reason);
	});

	test('and the draft that was saved before is kept', async () => {
		await save(path);
		const refused = await cms.editor(
			'persistEntry',
			saveOf(path, noticeText({ areas: '["999900999"]' }), 1),
		);
		expect(refused.status).toBe(422);
		expect((await cms.parts.drafts.get('notices', 'n-1'))?.version).toBe(1);
	});
});

test('a second entry of one name does not take the place of the first', async () => {
	await cms.commit({ [path]: noticeText({ title: '先有的' }) });
	const refused = await save(path, noticeText({ title: '后来的' }));
	expect([refused.status, refused.body.error]).toEqual([422, expect.stringContaining('这个编号')]);
	expect(await cms.textAt(path)).toContain('先有的');
});

test('a translation that was left empty is left out', async () => {
	const files = [
		{ path, slug: 'n-1', raw: noticeText() },
		{
			path: 'notices/n-1.en.md',
			slug: 'n-1',
			raw: '---\ntitle: ""\nsummary: ""\nversion: 1\n---\n',
		},
	];
	const saved = await cms.editor('persistEntry', { ...saveOf(path, ''), dataFiles: files });
	expect(saved.status).toBe(200);
	const entry = { collection: 'notices', slug: 'n-1' };
	await cms.publisher('updateUnpublishedEntryStatus', { ...entry, newStatus: 'pending_publish' });
	expect((await cms.publisher('publishUnpublishedEntry', entry)).status).toBe(200);
	expect(await cms.textAt('notices/n-1.en.md')).toBe('');
});

test('a text without end is no request', () => {
	const params = saveOf(path, 'x'.repeat(400_001));
	expect(cmsRequestSchema.safeParse({ action: 'persistEntry', params }).success).toBe(false);
});
