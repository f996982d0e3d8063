import { describe, expect, test } from 'vitest';
import type { Announcement } from '../../src/domain/announcement.ts';
import { atHour, noon, noticeText, yellowWarning } from '../../tests/builders.ts';
import { countersign } from '../actions/countersign.ts';
import { reportOverdueSignatures } from '../actions/report-overdue-signatures.ts';
import { returnDraft } from '../actions/return-draft.ts';
import { createSignatureCheck } from '../content/signature-check.ts';
import type { AuditLog } from '../store/audit.ts';
import { cmsForTests, saveOf } from './cms-for-tests.ts';
import { changeStatus, publish } from './workflow.ts';

const cms = await cmsForTests();
const { editor, publisher, second } = cms;
const entry = { collection: 'notices', slug: 'n-1' };
const place = { collection: 'notices', ref: 'n-1' } as const;
const path = 'notices/n-1.zh-CN.md';
const red = noticeText({ ...yellowWarning, warningColor: 'red' });
const ready = { ...entry, newStatus: 'pending_publish' };
const person = (id: string) => ({ id, name: id, email: `${id}@example` });
const audit = () => cms.parts.audit as AuditLog;
const actions = async () => (await audit().list()).map(({ action }) => action);

describe('a draft goes back to its author', () => {
	const back = { ...entry, newStatus: 'draft' };
	const inReview = async () => {
		await editor('persistEntry', saveOf(path, noticeText()));
		await editor('updateUnpublishedEntryStatus', { ...entry, newStatus: 'pending_review' });
	};

	test('with a reason that stands among its notes', async () => {
		await inReview();
		const returned = await returnDraft(cms.parts, {
			...place,
			version: 1,
			reason: ' 请写明截止时间 ',
			by: person('publisher'),
			now: noon,
		});
		expect(returned).toEqual({ kind: 'returned' });
		expect(await cms.parts.drafts.get('notices', 'n-1')).toMatchObject({ status: 'draft' });
		expect(await cms.parts.drafts.notes('notices', 'n-1')).toMatchObject([
			{ author: 'publisher', content: '请写明截止时间' },
		]);
	});

	test.each([
		['without a reason', { reason: '  ' }, 'invalid'],
		['with one that is far too long', { reason: '长'.repeat(1001) }, 'invalid'],
		['when it was saved meanwhile', { version: 7 }, 'stale'],
	])('not %s', async (_, change, kind) => {
		await inReview();
		const request = { ...place, version: 1, reason: '原因', by: person('publisher'), now: noon };
		expect(await returnDraft(cms.parts, { ...request, ...change })).toMatchObject({ kind });
		expect(await cms.parts.drafts.get('notices', 'n-1')).toMatchObject({
			status: 'pending_review',
		});
	});

	test('on the board only after the one who returns it has written why', async () => {
		await inReview();
		const silent = await publisher('updateUnpublishedEntryStatus', back);
		expect([silent.status, silent.body.error]).toEqual([422, expect.stringContaining('批注')]);
		await publisher('addNote', { ...entry, note: { content: '请写明截止时间' } });
		expect((await publisher('updateUnpublishedEntryStatus', back)).status).toBe(200);
		expect((await actions()).at(-1)).toBe('draft.returned');
	});

	test('or is taken back by the author, who owes nobody a reason', async () => {
		await inReview();
		expect((await editor('updateUnpublishedEntryStatus', back)).status).toBe(200);
		expect((await actions()).at(-1)).toBe('draft.taken-back');
	});
});

describe('in an emergency', () => {
	const publishAlone = (who: string, reason: string, signedInAt = cms.parts.now()) =>
		publish(
			cms.parts,
			{ staff: { ...person(who), roles: ['publisher'], signedInAt }, language: 'zh-CN' },
			{ ...entry, expected: { version: 1 } },
			reason,
		);
	const signed = async (text = red) => {
		await editor('persistEntry', saveOf(path, text));
		await publisher('updateUnpublishedEntryStatus', ready);
	};

	test('one person publishes a red warning, and it may be announced at once', async () => {
		await signed();
		expect((await publishAlone('publisher', '水库正在泄洪，另一位签发人联系不上')).status).toBe(
			200,
		);
		expect(await isSigned()).toBe(true);
		expect(await cms.parts.emergencies.waiting()).toMatchObject([
			{ ...place, by: { name: 'publisher' }, due: atHour(1), overdueReported: false },
		]);
		expect((await actions()).at(-1)).toBe('entry.published-in-emergency');
	});

	test('a desk that was left open does not publish red: who signed in hours ago does so again, and nothing is lost', async () => {
		await signed();
		const reason = '水库正在泄洪，另一位签发人联系不上';
		const refused = await publishAlone('publisher', reason, atHour(-2));
		expect([refused.status, JSON.stringify(refused.body)]).toEqual([
			403,
			expect.stringContaining('确认是您本人'),
		]);
		expect((await publishAlone('publisher', reason)).status).toBe(200);
	});

	test('nor does it sign red, whatever is published later by whom', async () => {
		await editor('persistEntry', saveOf(path, red));
		const sign = (signedInAt: Date) =>
			changeStatus(
				cms.parts,
				{ staff: { ...person('publisher'), roles: ['publisher'], signedInAt }, language: 'zh-CN' },
				{ ...entry, newStatus: 'pending_publish', expected: { version: 1 } },
			);
		expect(await sign(atHour(-2))).toMatchObject({
			status: 403,
			body: { problems: [{ code: 'sign-in-again' }] },
		});
		expect(await cms.parts.drafts.get('notices', 'n-1')).toMatchObject({ status: 'draft' });
		expect(await actions()).toEqual(['draft.saved']);
		expect((await sign(noon)).status).toBe(200);
	});

	test('a button that is pressed twice publishes once, and the second signature stays due', async () => {
		await signed();
		const pressed = [1, 2, 3].map(() => publishAlone('publisher', '来不及等'));
		const answers = await Promise.all(pressed);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(await cms.parts.emergencies.waiting()).toMatchObject([place]);
		expect(await isSigned()).toBe(true);
		expect((await actions()).filter((action) => action.startsWith('entry.published'))).toEqual([
			'entry.published-in-emergency',
		]);
	});

	test('nothing goes out without a reason', async () => {
		await signed();
		expect((await publishAlone('publisher', ' ')).status).toBe(422);
		expect(await cms.textAt(path)).toBe('');
	});

	test('the CMS has no such lane: its button refuses what lacks a signature', async () => {
		await signed();
		expect((await publisher('publishUnpublishedEntry', entry)).status).toBe(422);
	});

	test('what has its signatures needs no lane', async () => {
		await signed(noticeText());
		expect((await publishAlone('publisher', '以防万一')).status).toBe(200);
		expect(await cms.parts.emergencies.waiting()).toEqual([]);
	});

	test('the second signature is another person’s, on exactly the text that went out', async () => {
		await signed();
		await publishAlone('publisher', '来不及等');
		const [{ hash = '' } = {}] = await cms.parts.emergencies.waiting();
		const sign = (who: string, text = hash) =>
			countersign(cms.parts, { ...place, hash: text, by: person(who), now: noon });
		expect(await sign('publisher')).toBe('same-person');
		expect(await sign('second', 'another')).toBe('not-waiting');
		expect(await sign('second')).toBe('countersigned');
		expect(await cms.parts.emergencies.waiting()).toEqual([]);
		expect(await isSigned()).toBe(true);
	});

	test('a text that was changed in the repository is not signed for the one that went out', async () => {
		await signed();
		await publishAlone('publisher', '来不及等');
		const [{ hash = '' } = {}] = await cms.parts.emergencies.waiting();
		await cms.commit({ [path]: red.replace('请戴口罩', '请撤离') });
		const by = person('second');
		expect(await countersign(cms.parts, { ...place, hash, by, now: noon })).toBe('changed');
		expect(await isSigned()).toBe(false);
	});

	test('a second signature that is late is reported, once', async () => {
		await signed();
		await publishAlone('publisher', '来不及等');
		const logged: string[] = [];
		const log = { error: (message: string) => logged.push(message) };
		const parts = { ...cms.parts, log };
		await reportOverdueSignatures(parts, atHour(0.9));
		expect(logged).toEqual([]);
		await reportOverdueSignatures(parts, atHour(1));
		await reportOverdueSignatures(parts, atHour(2));
		expect(logged).toEqual(['a second signature is overdue']);
		expect((await actions()).filter((action) => action.endsWith('overdue'))).toHaveLength(1);
	});

	test('no second signature is reported late for a text that another has replaced', async () => {
		await signed();
		await publishAlone('publisher', '来不及等');
		await cms.commit({ [path]: red.replace('请戴口罩', '请撤离') });
		const logged: string[] = [];
		const log = { error: (message: string) => logged.push(message) };
		await reportOverdueSignatures({ ...cms.parts, log }, atHour(1));
		expect(logged).toEqual([]);
		expect(await cms.parts.emergencies.waiting()).toEqual([]);
	});
});

describe('the audit log tells', () => {
	test.each<[string, () => Promise<unknown>]>([
		['draft.saved', async () => undefined],
		[
			'draft.in-review',
			() => editor('updateUnpublishedEntryStatus', { ...entry, newStatus: 'pending_review' }),
		],
		['draft.signed', () => publisher('updateUnpublishedEntryStatus', ready)],
		['draft.deleted', () => editor('deleteUnpublishedEntry', entry)],
		['note.added', () => editor('addNote', { ...entry, note: { content: '好' } })],
		['request.refused', () => editor('publishUnpublishedEntry', entry)],
		['request.refused', () => editor('updateUnpublishedEntryStatus', ready)],
		['request.refused', () => cms.as('lan', 'moderator')('deleteFile', { path })],
	])('%s', async (action, happens) => {
		await editor('persistEntry', saveOf(path, noticeText()));
		await happens();
		expect((await audit().list()).at(-1)).toMatchObject({
			action,
			actor: expect.stringMatching(/./),
		});
	});

	test('what became of a note, never what it says', async () => {
		await editor('persistEntry', saveOf(path, noticeText()));
		const added = await editor('addNote', { ...entry, note: { content: '机密的话' } });
		const { id: noteId } = (added.body as unknown as { note: { id: string } }).note;
		await second('toggleNoteResolution', { ...entry, noteId });
		await second('toggleNoteResolution', { ...entry, noteId });
		await editor('updateNote', { ...entry, noteId, updates: { content: '改过的话' } });
		await editor('deleteNote', { ...entry, noteId });
		expect((await actions()).slice(1)).toEqual([
			'note.added',
			'note.resolved',
			'note.reopened',
			'note.changed',
			'note.deleted',
		]);
		expect(JSON.stringify(await audit().list())).not.toContain('的话');
	});
});

async function isSigned(): Promise<boolean> {
	const commit = await cms.repository.head();
	const check = createSignatureCheck({
		...cms.parts,
		settings: () => cms.content().settings,
		liveCommit: () => commit,
	});
	return check(place as Partial<Announcement> as Announcement);
}

describe('the wording of a draft', () => {
	test('is spoken of at each save, by the labels of the form', async () => {
		const saved = await editor(
			'persistEntry',
			saveOf(path, noticeText({ summary: '近日请减少聚集。' })),
		);
		expect(saved.body['findings']).toContainEqual({
			level: 'advice',
			text: expect.stringMatching(/^一句话摘要：“近日”/),
		});
	});

	test('stops a sign-off where the law asks for more, and the draft is kept', async () => {
		const actions = '["请到【请填写：集合地点】集合"]';
		await editor('persistEntry', saveOf(path, noticeText({ actions })));
		const refused = await publisher('updateUnpublishedEntryStatus', ready);
		expect([refused.status, refused.body.error]).toEqual([
			422,
			'请这样做 › 1：还有空没填：【请填写：集合地点】',
		]);
		expect(await cms.parts.drafts.get('notices', 'n-1')).toMatchObject({ status: 'draft' });
	});
});
