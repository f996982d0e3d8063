import { describe, expect, test } from 'vitest';
import { noon, noticeText, settingsText, yellowWarning } from '../../tests/builders.ts';
import { publishedEntry, signedHash } from '../content/published-entry.ts';
import { createSignatureCheck } from '../content/signature-check.ts';
import { cmsForTests, saveOf } from './cms-for-tests.ts';

const cms = await cmsForTests();
const { editor, publisher, second } = cms;

const entry = { collection: 'notices', slug: 'n-1' };
const path = 'notices/n-1.zh-CN.md';
const english = 'notices/n-1.en.md';
const orange = { ...yellowWarning, warningColor: 'orange' };
const englishText = '---\ntitle: Fewer gatherings\nsummary: Call first.\n---\n';

const save = (text: string, version: number | null = null) => saveOf(path, text, version);
const ready = { ...entry, newStatus: 'pending_publish' };

async function revision(text: string, version: number | null = null, more: object = {}) {
	const commit = (await cms.repository.head()) ?? '';
	const blobs: Record<string, string> = {};
	for (const file of [path, english]) {
		const blob = await cms.repository.blobAt(commit, file);
		if (blob) blobs[file] = blob;
	}
	return { ...save(text, version), expected: { version, blobs }, ...more };
}

describe('nobody signs or publishes a text that they have not seen', () => {
	test.each([
		{ expected: undefined },
		{ expected: { version: null } },
		{ expected: { version: 1 } },
	])('with $expected, when the draft is at version 2', async (seen) => {
		await editor('persistEntry', save(noticeText()));
		await editor('persistEntry', save(noticeText({ title: '换过的标题' }), 1));
		const signing = await publisher('updateUnpublishedEntryStatus', { ...ready, ...seen });
		expect([signing.status, signing.body.error]).toEqual([
			409,
			expect.stringContaining('已被别人修改'),
		]);
		expect((await cms.parts.drafts.get('notices', 'n-1'))?.status).toBe('draft');
		const current = { expected: { version: 2 } };
		expect((await publisher('updateUnpublishedEntryStatus', { ...ready, ...current })).status).toBe(
			200,
		);
		expect((await publisher('publishUnpublishedEntry', { ...entry, ...seen })).status).toBe(409);
		expect(await cms.textAt(path)).toBe('');
		expect((await publisher('publishUnpublishedEntry', { ...entry, ...current })).status).toBe(200);
	});
});

test('a save during a publication is kept, and can be published afterwards', async () => {
	await editor('persistEntry', save(noticeText()));
	await publisher('updateUnpublishedEntryStatus', ready);
	const changes = '[{at: 2026-03-14T12:30:00+08:00, what: 标题更清楚}]';
	const { repository } = cms;
	const { commit } = repository;
	const racing: typeof commit = async (change) => {
		await editor('persistEntry', save(noticeText({ title: '发布时保存的', changes }), 1));
		return commit(change);
	};
	cms.parts = { ...cms.parts, repository: { ...repository, commit: racing } };
	expect((await publisher('publishUnpublishedEntry', entry)).status).toBe(200);
	cms.parts = { ...cms.parts, repository };
	expect(await cms.textAt(path)).not.toContain('发布时保存的');
	expect(await isSigned('n-1')).toBe(true);
	const kept = await cms.parts.drafts.get('notices', 'n-1');
	expect(kept).toMatchObject({ version: 2, status: 'pending_review' });
	await publisher('updateUnpublishedEntryStatus', ready);
	expect((await publisher('publishUnpublishedEntry', entry)).status).toBe(200);
	expect(await cms.textAt(path)).toContain('发布时保存的');
});

test('many entries that are published in one moment are all published', async () => {
	const names = Array.from({ length: 12 }, (_, index) => `n-${index + 10}`);
	for (const slug of names) {
		const draft = saveOf(`notices/${slug}.zh-CN.md`, noticeText({ title: `公告${slug}` }));
		await editor('persistEntry', draft);
		await publisher('updateUnpublishedEntryStatus', { ...ready, slug });
	}
	const pressed = names.map((slug, index) =>
		(index % 2 === 0 ? publisher : second)('publishUnpublishedEntry', { ...entry, slug }),
	);
	const answers = await Promise.all(pressed);
	expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
	for (const slug of names)
		expect(await cms.textAt(`notices/${slug}.zh-CN.md`)).toContain(`公告${slug}`);
});

describe('a signature counts no more', () => {
	const orangeText = noticeText(orange);
	const pressedBy = async () => (await second('publishUnpublishedEntry', entry)).status;
	/** One publisher signs; what happens then must leave the second one alone. */
	test.each([
		[
			'after the draft was taken back from ready',
			async () => {
				await editor('updateUnpublishedEntryStatus', { ...entry, newStatus: 'draft' });
				return second('updateUnpublishedEntryStatus', ready);
			},
		],
		[
			'after a save over it, though the same text comes again',
			async () => {
				await editor('persistEntry', save(noticeText({ ...orange, title: '别的' }), 1));
				await editor('persistEntry', save(orangeText, 2));
				return second('updateUnpublishedEntryStatus', ready);
			},
		],
		[
			'after the draft was deleted and written again',
			async () => {
				await editor('deleteUnpublishedEntry', entry);
				await editor('persistEntry', save(orangeText));
				return second('updateUnpublishedEntryStatus', ready);
			},
		],
	])('%s', async (_, happens) => {
		await editor('persistEntry', save(orangeText));
		await publisher('updateUnpublishedEntryStatus', ready);
		expect((await happens()).status).toBe(200);
		expect(await pressedBy()).toBe(422);
	});

	test('but those of the published text stay', async () => {
		await publish(noticeText());
		await editor('persistEntry', await revision(noticeText({ title: '新标题' })));
		await publisher('updateUnpublishedEntryStatus', ready);
		await editor('deleteUnpublishedEntry', entry);
		expect(await isSigned('n-1')).toBe(true);
	});
});

describe('two people stand behind', () => {
	test('red and orange, also where the settings ask for none', async () => {
		await cms.commit({ 'settings/portal.yml': settingsText('twoSignatures: []') });
		await editor('persistEntry', save(noticeText(orange)));
		await publisher('updateUnpublishedEntryStatus', ready);
		expect((await publisher('publishUnpublishedEntry', entry)).status).toBe(422);
	});

	test('the lift of an update of an orange warning, though neither has a color', async () => {
		const lifecycle = (name: string, ref: string) =>
			noticeText({ lifecycle: name, references: `[${ref}]` });
		await cms.commit({
			'notices/o-1.zh-CN.md': noticeText(orange),
			'notices/o-2.zh-CN.md': lifecycle('update', 'o-1'),
		});
		await editor('persistEntry', save(lifecycle('lift', 'o-2')));
		await publisher('updateUnpublishedEntryStatus', ready);
		expect((await publisher('publishUnpublishedEntry', entry)).status).toBe(422);
		await cms.commit({ [path]: lifecycle('lift', 'o-2') });
		expect(await isSigned('n-1')).toBe(false);
		await signAs('second');
		expect(await isSigned('n-1')).toBe(true);
	});
});

test('a translation that was cleared leaves the repository, and what is live is what was signed', async () => {
	const both = (raw: string) => ({
		dataFiles: [
			{ path, slug: 'x', raw: noticeText() },
			{ path: english, slug: 'x', raw },
		],
	});
	await editor('persistEntry', { ...save(''), ...both(englishText) });
	await publisher('updateUnpublishedEntryStatus', ready);
	await publisher('publishUnpublishedEntry', entry);
	expect(await cms.textAt(english)).toContain('Fewer gatherings');
	await editor('persistEntry', await revision('', null, both('---\nversion: 1\n---\n')));
	await publisher('updateUnpublishedEntryStatus', ready);
	expect((await publisher('publishUnpublishedEntry', entry)).status).toBe(200);
	expect(await cms.textAt(english)).toBe('');
	expect(await isSigned('n-1')).toBe(true);
});

test('nobody signs an edit that could not be published: the form is told what is missing', async () => {
	await cms.commit({ [path]: noticeText() });
	const edited = noticeText({ title: '换过的标题' });
	const version = (await editor('persistEntry', await revision(edited))).body.version ?? null;
	const refused = await publisher('updateUnpublishedEntryStatus', ready);
	expect([refused.status, refused.body.error]).toEqual([422, expect.stringMatching(/^修改记录：/)]);
	const changes = '[{at: 2026-03-14T12:30:00+08:00, what: 标题更清楚}]';
	const noted = noticeText({ title: '换过的标题', changes });
	await editor('persistEntry', await revision(noted, version));
	expect((await publisher('updateUnpublishedEntryStatus', ready)).status).toBe(200);
	expect((await publisher('publishUnpublishedEntry', entry)).status).toBe(200);
});

test('a later time of publication does not hide what is public', async () => {
	await publish(noticeText());
	const later = noticeText({ publishAt: '2026-03-15T12:00:00+08:00' });
	await editor('persistEntry', await revision(later));
	const refusal = await publisher('updateUnpublishedEntryStatus', ready);
	expect(refusal.body.error).toContain('定时发布');
});

describe('settings are refused', () => {
	const settings = 'settings/portal.yml';
	const change = async (text: string) => {
		const blob = await cms.repository.blobAt((await cms.repository.head()) ?? '', settings);
		const expected = { version: null, blobs: { [settings]: blob } };
		return publisher('persistEntry', { ...saveOf(settings, text), expected });
	};

	test('without a code that published entries use, named with their number', async () => {
		await cms.commit({ [path]: noticeText(), 'notices/n-2.zh-CN.md': noticeText() });
		const refusal = await change(settingsText().replaceAll("'999900101'", "'999900102'"));
		expect(refusal.status).toBe(422);
		expect(refusal.body['problems']).toEqual([
			{
				code: 'settings-would-drop',
				field: 'areas',
				values: { value: '999900101', count: 2 },
			},
		]);
		expect((await change(settingsText().replaceAll("'999900201'", "'999900202'"))).status).toBe(
			200,
		);
	});

	test('with a hotline for an area that they do not have', async () => {
		const hotline =
			"{code: line, number: '12345', kind: service, name: {zh-CN: 热线}, purpose: {zh-CN: 办事}, coverage: ['999900999']}";
		const refusal = await change(settingsText(`hotlines: [${hotline}]`));
		expect(refusal.body['problems']).toEqual([
			{ code: 'unknown-area', field: 'hotlines.0.coverage', values: { value: '999900999' } },
		]);
	});

	test('that would make a fictional county real, or a real one fictional', async () => {
		const refusal = await change(settingsText('fictional: true'));
		expect(refusal.body.error).toContain('虚构');
	});
});

async function publish(text: string): Promise<void> {
	await editor('persistEntry', save(text));
	await publisher('updateUnpublishedEntryStatus', ready);
	expect((await publisher('publishUnpublishedEntry', entry)).status).toBe(200);
}

async function signAs(staffId: string): Promise<void> {
	const commit = (await cms.repository.head()) ?? '';
	const published = await publishedEntry(cms.repository, commit, 'notices', 'n-1');
	const hash = published ? signedHash(published) : '';
	const signed = { collection: 'notices', ref: 'n-1', hash } as const;
	await cms.parts.signOffs.sign(signed, { staffId, name: staffId, at: noon });
}

async function isSigned(ref: string): Promise<boolean> {
	const commit = await cms.repository.head();
	const check = createSignatureCheck({
		...cms.parts,
		settings: () => cms.content().settings,
		liveCommit: () => commit,
	});
	const announcement = { collection: 'notices', ref } as Parameters<typeof check>[0];
	return check(announcement);
}
