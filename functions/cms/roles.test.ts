import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { type Role, roles } from '../../src/domain/roles.ts';
import { noticeText, rumorText } from '../../tests/builders.ts';
import type { AuditLog } from '../store/audit.ts';
import { cmsForTests, saveOf } from './cms-for-tests.ts';
import { cmsRequestSchema } from './protocol.schema.ts';

const cms = await cmsForTests();
const notice = { collection: 'notices', slug: 'n-1' };
const rumor = { collection: 'rumors', slug: 'r-1' };
const path = 'notices/n-1.zh-CN.md';
const picture = { path: 'uploads/a.png', encoding: 'base64' };
const pixel = (
	await sharp({ create: { width: 1, height: 1, channels: 3, background: 'white' } })
		.png()
		.toBuffer()
).toString('base64');
const moves = (slug: object, newStatus: string) => ({ ...slug, newStatus });

type Row = readonly [
	action: string,
	params: object,
	answers: readonly [number, number, number, number],
];

/** What editor, publisher, moderator and administrator are answered about another’s notice in review, and a note on it. */
const table: readonly Row[] = [
	['info', {}, [200, 200, 200, 403]],
	['entriesByFolder', { folder: 'notices', extension: 'md' }, [200, 200, 200, 403]],
	['entriesByFiles', { files: [{ path: 'settings/portal.yml' }] }, [200, 200, 200, 403]],
	['getEntry', { path: 'settings/portal.yml' }, [200, 200, 200, 403]],
	['unpublishedEntries', {}, [200, 200, 200, 403]],
	['unpublishedEntry', notice, [200, 200, 200, 403]],
	['unpublishedEntryDataFile', { ...notice, path }, [200, 200, 200, 403]],
	['unpublishedEntryMediaFile', { ...notice, path: 'uploads/a.png' }, [404, 404, 404, 403]],
	['persistEntry', saveOf(path, noticeText(), 1), [200, 200, 403, 403]],
	['persistEntry', saveOf('rumors/r-2.zh-CN.md', rumorText()), [200, 200, 200, 403]],
	['persistEntry', saveOf('settings/portal.yml', ''), [403, 409, 403, 403]],
	['updateUnpublishedEntryStatus', moves(notice, 'draft'), [422, 422, 403, 403]],
	['updateUnpublishedEntryStatus', moves(notice, 'pending_review'), [200, 200, 403, 403]],
	['updateUnpublishedEntryStatus', moves(notice, 'pending_publish'), [403, 200, 403, 403]],
	['updateUnpublishedEntryStatus', moves(rumor, 'pending_review'), [200, 200, 200, 403]],
	['updateUnpublishedEntryStatus', moves(rumor, 'pending_publish'), [403, 200, 403, 403]],
	['publishUnpublishedEntry', notice, [403, 422, 403, 403]],
	['deleteUnpublishedEntry', notice, [403, 200, 403, 403]],
	['deleteUnpublishedEntry', rumor, [403, 200, 403, 403]],
	['deleteFile', { path: 'faqs/q-1.zh-CN.md' }, [403, 200, 403, 403]],
	['deleteFile', { path: 'notices/p-1.zh-CN.md' }, [403, 422, 403, 403]],
	['deleteFiles', { paths: ['settings/portal.yml'] }, [403, 422, 403, 403]],
	['getMedia', { mediaFolder: 'uploads' }, [200, 200, 200, 403]],
	['getMediaFile', { path: 'uploads/a.png' }, [404, 404, 404, 403]],
	['persistMedia', { asset: { ...picture, content: pixel } }, [200, 200, 200, 403]],
	['getDeployPreview', notice, [200, 200, 200, 403]],
	['getNotes', notice, [200, 200, 200, 403]],
	['addNote', { ...notice, note: { content: '好' } }, [200, 200, 200, 403]],
	['updateNote', { ...notice, noteId: 'n', updates: { content: '改了' } }, [403, 403, 403, 403]],
	['updateNote', { ...notice, noteId: 'n', updates: { resolved: true } }, [200, 200, 200, 403]],
	['toggleNoteResolution', { ...notice, noteId: 'n' }, [200, 200, 200, 403]],
	['deleteNote', { ...notice, noteId: 'n' }, [403, 403, 403, 403]],
	['getPRMetadata', notice, [200, 200, 200, 403]],
];

test('every action of the protocol stands in the table', () => {
	const known = cmsRequestSchema.options.map((each) => each.shape.action.value);
	expect(new Set(table.map(([action]) => action))).toEqual(new Set(known));
});

const asked = table.flatMap(([action, params, answers]) =>
	(['editor', 'publisher', 'moderator', 'admin'] as const).map(
		(role, index) =>
			[role, action, JSON.stringify(params).slice(0, 90), answers[index], params] as const,
	),
);

describe('who may do what to another’s work', () => {
	test.each(asked)('%s: %s %s is answered %i', async (role, action, _, status, params) => {
		await anothersWork();
		const before = await state();
		const answer = await cms.call(role, [role], action, params);
		expect(answer.status).toBe(status);
		if (status !== 403) return;
		expect(answer.body.error).toMatch(/[\u4e00-\u9fff]/);
		expect(await state()).toEqual(before);
	});
});

test('a person without a role is refused everything, and each try is in the audit log', async () => {
	await anothersWork();
	for (const [action, params] of table)
		expect((await cms.call('nobody', [], action, params)).status).toBe(403);
	const log = await (cms.parts.audit as AuditLog).list({ actor: 'nobody' });
	expect(log.map((entry) => entry.action)).toEqual(table.map(() => 'request.refused'));
});

test('roles add up: who is editor and moderator writes both, and still signs nothing', async () => {
	await anothersWork();
	const both: readonly Role[] = roles.filter((role) => role === 'editor' || role === 'moderator');
	const act = (action: string, params: object) => cms.call('both', both, action, params);
	expect((await act('persistEntry', saveOf(path, noticeText(), 1))).status).toBe(200);
	expect((await act('updateUnpublishedEntryStatus', moves(notice, 'pending_publish'))).status).toBe(
		403,
	);
});

async function anothersWork(): Promise<void> {
	await cms.commit({
		'notices/p-1.zh-CN.md': noticeText(),
		'faqs/q-1.zh-CN.md': '---\ntitle: 问\n---\n',
	});
	const lin = (action: string, params: object) => cms.call('lin', ['editor'], action, params);
	await lin('persistEntry', saveOf(path, noticeText()));
	await lin('persistEntry', saveOf('rumors/r-1.zh-CN.md', rumorText()));
	await lin('updateUnpublishedEntryStatus', moves(notice, 'pending_review'));
	const at = new Date('2026-03-14T11:00:00+08:00');
	const note = { id: 'n', author: 'wu', content: '请补电话', resolved: false, at };
	await cms.parts.drafts.addNote('notices', 'n-1', note);
}

async function state(): Promise<unknown> {
	const { drafts, repository, media } = cms.parts;
	return [
		await drafts.all(),
		await drafts.notes('notices', 'n-1'),
		await repository.head(),
		await media.names(),
	];
}
