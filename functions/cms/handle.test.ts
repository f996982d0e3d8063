import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { noon, noticeText, rumorText, yellowWarning } from '../../tests/builders.ts';
import { settleDrafts } from '../actions/settle-drafts.ts';
import { cmsForTests, saveOf } from './cms-for-tests.ts';

const path = 'notices/20260314-120000.zh-CN.md';
const entry = { collection: 'notices', slug: '20260314-120000' };

const cms = await cmsForTests();
const { editor, publisher, second } = cms;

const save = (text: string, version: number | null = null, where = path) =>
	saveOf(where, text, version);

const publishedText = (where = path) => cms.textAt(where);

describe('from a draft to a commit', () => {
	test('an editor saves, a publisher signs and publishes, and the commit carries author and stamp', async () => {
		expect((await editor('persistEntry', save(noticeText()))).status).toBe(200);
		expect(
			(await editor('updateUnpublishedEntryStatus', { ...entry, newStatus: 'pending_review' }))
				.status,
		).toBe(200);
		expect(
			(await publisher('updateUnpublishedEntryStatus', { ...entry, newStatus: 'pending_publish' }))
				.status,
		).toBe(200);
		expect((await publisher('publishUnpublishedEntry', entry)).status).toBe(200);
		expect(await publishedText()).toMatch(
			/stamp:\n {2}sent: 2026-03-14T12:00:00\+08:00\n {2}identifier: yingji\.shili\.example/,
		);
		const [commit] = await cms.repository.log((await cms.repository.head()) ?? '', 1);
		expect(commit?.message).toContain('Actor-Id: publisher');
		expect((await editor('unpublishedEntry', { id: 'notices/20260314-120000' })).status).toBe(404);
	});

	test('only a publisher signs, and only a publisher publishes', async () => {
		await editor('persistEntry', save(noticeText()));
		expect(
			(await editor('updateUnpublishedEntryStatus', { ...entry, newStatus: 'pending_publish' }))
				.status,
		).toBe(403);
		expect((await editor('publishUnpublishedEntry', entry)).status).toBe(403);
		expect((await publisher('publishUnpublishedEntry', entry)).status).toBe(422);
	});

	test('a save after the signature voids it', async () => {
		await editor('persistEntry', save(noticeText()));
		await publisher('updateUnpublishedEntryStatus', { ...entry, newStatus: 'pending_publish' });
		await editor('persistEntry', save(noticeText({ title: '改过的标题' }), 1));
		expect((await publisher('publishUnpublishedEntry', entry)).body.error).toContain('还没有签发');
	});

	test('orange takes two different publishers', async () => {
		const orange = { ...yellowWarning, warningColor: 'orange' };
		await editor('persistEntry', save(noticeText(orange)));
		await publisher('updateUnpublishedEntryStatus', { ...entry, newStatus: 'pending_publish' });
		expect((await publisher('publishUnpublishedEntry', entry)).body.error).toContain(
			'另一位签发人',
		);
		expect(await publishedText()).toBe('');
		expect((await second('publishUnpublishedEntry', entry)).status).toBe(200);
	});

	test('a later edit keeps the stamp, needs an entry in the ledger, and cannot change facts', async () => {
		await editor('persistEntry', save(noticeText()));
		await publisher('updateUnpublishedEntryStatus', { ...entry, newStatus: 'pending_publish' });
		await publisher('publishUnpublishedEntry', entry);
		const blob = (await cms.repository.blobAt((await cms.repository.head()) ?? '', path)) ?? '';
		const edit = async (lines: Record<string, string>, version: number | null) => {
			const saved = await editor('persistEntry', {
				...save(noticeText(lines), version),
				expected: { version, blobs: { [path]: blob } },
			});
			expect(saved.status).toBe(200);
			const signing = { ...entry, newStatus: 'pending_publish' };
			const signed = await publisher('updateUnpublishedEntryStatus', signing);
			return signed.status === 200 ? publisher('publishUnpublishedEntry', entry) : signed;
		};
		expect((await edit({ areas: '["999900201"]' }, null)).body.error).toContain('适用区域');
		expect((await edit({ title: '新标题' }, 2)).body.error).toContain('修改记录');
		const changes = '[{at: 2026-03-14T12:30:00+08:00, what: 标题更清楚}]';
		expect((await edit({ title: '新标题', changes }, 3)).status).toBe(200);
		expect(await publishedText()).toContain('sent: 2026-03-14T12:00:00+08:00');
		expect(await publishedText()).toContain('revised:');
	});
});

test('a draft that was committed before a crash ends at the next start; any other stays', async () => {
	await editor('persistEntry', save(noticeText()));
	await publisher('updateUnpublishedEntryStatus', { ...entry, newStatus: 'pending_publish' });
	const [draft] = await cms.parts.drafts.all();
	await settleDrafts(cms.parts, cms.content(), noon);
	expect(await cms.parts.drafts.all()).toHaveLength(1);
	await publisher('publishUnpublishedEntry', entry);
	if (draft) await cms.parts.drafts.save(draft, 0);
	await settleDrafts(cms.parts, cms.content(), noon);
	expect(await cms.parts.drafts.all()).toEqual([]);
});

describe('a save is refused', () => {
	test('with the label of each field that is wrong, and nothing is stored', async () => {
		const refusal = await editor(
			'persistEntry',
			save(noticeText({ issuer: 'nobody', areas: '["1"]' })),
		);
		expect(refusal.status).toBe(422);
		expect(refusal.body.error).toContain('发布单位');
		expect(refusal.body.error).toContain('适用区域');
		expect((await editor('unpublishedEntries')).body).toEqual([]);
	});

	test('when someone else saved meanwhile, and theirs stays', async () => {
		await editor('persistEntry', save(noticeText()));
		await publisher('persistEntry', save(noticeText({ title: '签发人改的' }), 1));
		const stale = await editor('persistEntry', save(noticeText({ title: '编辑改的' }), 1));
		expect(stale.status).toBe(409);
		expect(stale.body.error).toContain('publisher');
		const file = await editor('unpublishedEntryDataFile', { ...entry, path });
		expect(JSON.stringify(file.body)).toContain('签发人改的');
	});

	test.each([
		'.git/config',
		'notices/../../etc/passwd',
		'notices/.hidden.zh-CN.md',
		'notices/a b.zh-CN.md',
		'notices/x.fr.md',
		'settings/other.yml',
		'package.json',
		'uploads/x.zh-CN.md',
	])('outside the collections: %s', async (where) => {
		expect((await editor('persistEntry', save(noticeText(), null, where))).status).toBe(422);
		expect((await editor('getEntry', { path: where })).status).toBe(404);
	});

	test('when files of two entries come together', async () => {
		const mixed = save(noticeText());
		mixed.dataFiles.push({ path: 'notices/other.zh-CN.md', slug: 'y', raw: noticeText() });
		expect((await publisher('persistEntry', mixed)).status).toBe(422);
	});
});

test('a moderator writes responses to rumors and nothing else', async () => {
	const moderator = (action: string, params?: object) =>
		cms.call('moderator', ['moderator'], action, params);
	expect(
		(await moderator('persistEntry', save(rumorText(), null, 'rumors/r-1.zh-CN.md'))).status,
	).toBe(200);
	expect((await moderator('persistEntry', save(noticeText()))).status).toBe(403);
	expect((await moderator('publishUnpublishedEntry', entry)).status).toBe(403);
});

test.each([
	['claim', { claim: '加微信wong7609能买到药' }],
	['aliases', { aliases: '[13812345678能订到药]' }],
])('a response whose %s leads to a person is refused', async (field, changes) => {
	const text = rumorText(changes);
	const answer = await cms.call('publisher', ['publisher'], 'persistEntry', {
		...save(text, null, 'rumors/r-7.zh-CN.md'),
	});
	expect(answer.status).toBe(422);
	expect(JSON.stringify(answer.body)).toContain(`"field":"${field}"`);
});

test('an administrator, as such, edits nothing', async () => {
	expect(
		(await cms.call('admin', ['admin'], 'entriesByFolder', { folder: 'notices', extension: 'md' }))
			.status,
	).toBe(403);
});

test('what was published is withdrawn, not deleted', async () => {
	const refusal = await publisher('deleteFiles', { paths: [path] });
	expect(refusal.body.error).toContain('撤回');
});

test('deleting what is not there changes nothing, and says so', async () => {
	const before = await cms.repository.head();
	const { status } = await publisher('deleteFiles', { paths: ['faqs/nothing.zh-CN.md'] });
	expect(status).toBe(404);
	expect(await cms.repository.head()).toBe(before);
});

describe('an image', () => {
	const upload = async (bytes: Buffer) =>
		editor('persistMedia', {
			asset: { path: 'uploads/map.png', content: bytes.toString('base64'), encoding: 'base64' },
		});

	test('is named by its content and loses its metadata', async () => {
		const image = sharp({ create: { width: 20, height: 10, channels: 3, background: 'white' } });
		const bytes = await image
			.withExif({ IFD0: { Artist: 'somebody' } })
			.jpeg()
			.toBuffer();
		const { status, body } = await upload(bytes);
		expect(status).toBe(200);
		expect(body.name).toMatch(/^[a-f0-9]{32}\.jpg$/);
		expect(Buffer.from(body.content ?? '', 'base64').includes('somebody')).toBe(false);
	});

	test('that is none is refused', async () => {
		expect((await upload(Buffer.from('<svg onload="alert(1)"/>'))).status).toBe(422);
		expect((await upload(Buffer.from('\x89PNG\r\n\x1a\nbroken', 'latin1'))).status).toBe(422);
	});

	test('in an entry is published with it, under its new name', async () => {
		const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
			.png()
			.toBuffer();
		const asset = {
			path: 'uploads/map.png',
			content: bytes.toString('base64'),
			encoding: 'base64',
		};
		await editor('persistEntry', {
			...save(noticeText({}, '![地图](/uploads/map.png)')),
			assets: [asset],
		});
		await publisher('updateUnpublishedEntryStatus', { ...entry, newStatus: 'pending_publish' });
		await publisher('publishUnpublishedEntry', entry);
		const [name = ''] = /[a-f0-9]{32}\.png/.exec(await publishedText()) ?? [];
		expect(
			await cms.repository.blobAt((await cms.repository.head()) ?? '', `uploads/${name}`),
		).toBeDefined();
	});
});

test('notes pass between editor and publisher', async () => {
	await editor('persistEntry', save(noticeText()));
	await publisher('addNote', { ...entry, note: { content: '请补上咨询电话' } });
	const notes = await editor('getNotes', entry);
	expect(JSON.stringify(notes.body)).toContain('请补上咨询电话');
});

test('a note is written on a draft that there is', async () => {
	const note = { content: '请补上咨询电话' };
	expect((await publisher('addNote', { ...entry, note })).status).toBe(404);
});
