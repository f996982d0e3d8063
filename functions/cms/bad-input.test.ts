import { Hono } from 'hono';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Role } from '../../src/domain/roles.ts';
import { incidentText, noticeText, yellowWarning } from '../../tests/builders.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { cmsRoutes } from '../routes/cms.ts';
import { jsonOnly, limitBody, requireStaff, type StaffEnv } from '../routes/guards.ts';
import { cmsForTests, saveOf } from './cms-for-tests.ts';

const store = freshSqlite();
const cms = await cmsForTests();
const path = 'notices/n-1.zh-CN.md';
const english = 'notices/n-1.en.md';
const megabyte = 2 ** 20;

/** The entrances of the CMS as the portal has them, for somebody who has signed in. */
async function entrance(language: 'zh-CN' | 'en' = 'zh-CN', role: Role = 'editor') {
	const staff = staffParts(store());
	const person = await aPerson(staff, [role]);
	await person.signIn();
	const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	const app = new Hono<StaffEnv>();
	app.use('/api/cms/*', requireStaff(staff.auth, 'read-staff'));
	app.use('/api/cms/media', limitBody(10 * megabyte));
	app.use('/api/cms', limitBody(15 * megabyte), jsonOnly);
	app.route('/api/cms', cmsRoutes(cms.parts, ''));
	const send = async (address: string, init: RequestInit, headers = {}) => {
		const answer = await app.request(`${address}?language=${language}`, {
			method: 'POST',
			...init,
			headers: { cookie, ...headers },
		});
		return {
			status: answer.status,
			body: (await answer.json()) as { error: string; name?: string },
		};
	};
	const act = (action: string, params: object) =>
		send(
			'/api/cms',
			{ body: JSON.stringify({ action, params }) },
			{ 'content-type': 'application/json' },
		);
	const upload = (bytes: Uint8Array, name = 'photo.jpg') => {
		const form = new FormData();
		form.append('file', new File([new Uint8Array(bytes)], name));
		return send('/api/cms/media', { body: form });
	};
	return {
		act,
		upload,
		save: (at: string, text = noticeText()) => act('persistEntry', saveOf(at, text)),
	};
}

describe('a place that is no entry is refused in the editor’s language', () => {
	test.each([
		['outside the collections', 'src/pages/index.astro'],
		['in the repository’s own folder', '.git/config'],
		['a dot file', 'notices/.n-1.zh-CN.md'],
		['above the folder', 'notices/../settings/x.zh-CN.md'],
		['above the folder, in another writing', 'notices/..%2fx.zh-CN.md'],
		['an absolute path', '/etc/passwd'],
		['a name with capitals', 'notices/N-1.zh-CN.md'],
		['an ending with capitals', 'notices/n-1.zh-CN.MD'],
		['a language in another case', 'notices/n-1.zh-cn.md'],
		['a name of two letters', 'notices/n1.zh-CN.md'],
		['a name in Chinese', 'notices/暴雨.zh-CN.md'],
		['a name with a space', 'notices/n 1.zh-CN.md'],
		['a name with a line break', 'notices/n-1\n.zh-CN.md'],
		['a language that the site does not have', 'notices/n-1.fr.md'],
		['another kind of file', 'notices/n-1.zh-CN.html'],
		['a second file of settings', 'settings/other.yml'],
		['a name without end', `notices/${'a'.repeat(80)}.zh-CN.md`],
	])('%s', async (_, at) => {
		const refused = await (await entrance()).save(at);
		expect([refused.status, refused.body.error]).toEqual([422, '这个位置不能保存内容。']);
		const inEnglish = await (await entrance('en')).save(at);
		expect(inEnglish.body.error).toBe('Nothing can be saved at this place.');
		expect(await cms.parts.drafts.all()).toEqual([]);
	});
});

describe('an entry is refused with the field and the reason', () => {
	test.each<[string, Record<string, string>, string, string]>([
		['a field that does not exist', { headline: '标题' }, 'headline：没有这个字段', 'headline: '],
		[
			'a field that does not exist in a group',
			{ changes: '[{at: 2026-03-14T12:00:00+08:00, what: 改, why: 因}]' },
			'修改记录 › 1 › why：没有这个字段',
			'Changes › 1 › why: ',
		],
		[
			'an end before the start',
			{ expires: '2026-03-14T08:00:00+08:00' },
			'失效时间：结束时间早于开始时间',
			'In force until: ',
		],
		[
			'an onset after the end',
			{ ...yellowWarning, onset: '2026-04-01T08:00:00+08:00' },
			'预计影响开始：预计影响开始晚于失效时间',
			'Expected onset: ',
		],
		[
			'a next update in the past',
			{ nextUpdateAt: '2026-03-14T08:00:00+08:00' },
			'下次更新时间：下次更新时间必须晚于生效时间',
			'Next update at: ',
		],
		[
			'a review before the start',
			{ reviewBy: '2026-03-14T08:00:00+08:00' },
			'复核期限：结束时间早于开始时间',
			'To be reviewed by: ',
		],
		[
			'a publication after the end',
			{ publishAt: '2026-03-21T08:00:00+08:00' },
			'失效时间：结束时间早于开始时间',
			'In force until: ',
		],
		[
			'an area that does not exist',
			{ areas: '["999900999"]' },
			'适用区域：没有代码为“999900999”的区域',
			'Areas: ',
		],
		[
			'a topic that does not exist',
			{ topics: '[weather]' },
			'主题：没有代码为“weather”的主题',
			'Topics: ',
		],
		[
			'a body that does not exist',
			{ issuer: 'nobody' },
			'发布单位：没有代码为“nobody”的发布单位',
			'Issuing body: ',
		],
		[
			'a notice that does not exist',
			{ lifecycle: 'update', references: '[not-there]' },
			'针对哪几条公告：没有编号为“not-there”的内容',
			'Refers to: ',
		],
		[
			'itself',
			{ lifecycle: 'update', references: '[n-1]' },
			'针对哪几条公告：公告不能引用自己',
			'Refers to: ',
		],
		[
			'an incident that does not exist',
			{ incident: 'not-there' },
			'所属事件编号：没有编号为“not-there”的内容',
			'Incident: ',
		],
		[
			'a time without its zone',
			{ effective: '2026-03-14T09:00:00' },
			'生效时间：请填写带时区的日期和时间',
			'In force from: ',
		],
		[
			'a day that does not exist',
			{ effective: '2026-02-30T09:00:00+08:00' },
			'生效时间：请填写带时区的日期和时间',
			'In force from: ',
		],
		[
			'a color that is none',
			{ warningColor: 'purple' },
			'预警颜色：请从给出的选项中选择：红色（一级）、橙色',
			'Warning colour: Please choose one of: ',
		],
	])('%s', async (_, lines, chinese, inEnglish) => {
		const editor = await entrance();
		const kept = await editor.save(path, noticeText({ title: '先保存的' }));
		expect(kept.status).toBe(200);
		const bad = { ...saveOf(path, noticeText(lines)), expected: { version: 1, blobs: {} } };
		const refused = await editor.act('persistEntry', bad);
		expect(refused.status).toBe(422);
		expect(refused.body.error).toContain(chinese);
		expect((await (await entrance('en')).act('persistEntry', bad)).body.error).toContain(inEnglish);
		expect(await cms.parts.drafts.get('notices', 'n-1')).toMatchObject({
			version: 1,
			files: [{ content: expect.stringContaining('先保存的') }],
		});
	});

	test('an unknown field of a translation, and in which language it stands', async () => {
		const dataFiles = [
			{ path, raw: noticeText() },
			{ path: english, raw: '---\ntitle: Fewer gatherings\nareas: ["1"]\n---\n' },
		];
		const refused = await (await entrance()).act('persistEntry', {
			...saveOf(path, ''),
			dataFiles,
		});
		expect([refused.status, refused.body.error]).toEqual([
			422,
			expect.stringMatching(/^\[English\] 适用区域：没有这个字段/),
		]);
	});

	test.each(['__proto__', 'constructor', 'toString'])('a field called %s', async (name) => {
		const text = noticeText().replace('---\n', `---\n${name}: {a: 1}\n`);
		const refused = await (await entrance()).save(path, text);
		expect([refused.status, refused.body.error]).toEqual([
			422,
			expect.stringContaining(`${name}：没有这个字段`),
		]);
	});

	test.each([
		['text without fields', '只有文字', '文件开头缺少'],
		['fields that cannot be read', '---\ntitle: [\n---\n', '字段区读不懂'],
		['one field twice', '---\ntitle: 一\ntitle: 二\n---\n', '字段区读不懂'],
		['a file that repeats itself without end', '---\na: &a [x]\ntitle: *a\n---\n', '字段区读不懂'],
	])('%s', async (_, text, reason) => {
		const refused = await (await entrance()).save(path, text);
		expect([refused.status, refused.body.error]).toEqual([422, expect.stringContaining(reason)]);
	});
});

test('a review that names a notice that is not there is refused with the place and the name', async () => {
	const review = (happened: string) =>
		incidentText({
			review: `{publishedAt: 2026-03-14T12:00:00+08:00, reviewedBy: cdc, happened: ["${happened}"]}`,
		});
	const at = 'incidents/outbreak.zh-CN.md';
	const refused = await (await entrance()).save(at, review('见/notices/gone/。'));
	expect(refused.status).toBe(422);
	expect(refused.body.error).toContain('发生了什么：没有编号为“notices/gone”的内容');
	const inEnglish = await (await entrance('en')).save(at, review('见/notices/gone/。'));
	expect(inEnglish.body.error).toContain('There is no entry “notices/gone”');
	await cms.commit({ 'notices/gone.zh-CN.md': noticeText() });
	expect((await (await entrance()).save(at, review('见/notices/gone/。'))).status).toBe(200);
});

describe('a second entry of one name takes the place of none', () => {
	const title = (text: string) => noticeText({ title: text });
	const refusal = [422, expect.stringContaining('请再点一次“保存”')];

	test('when the first is published', async () => {
		await cms.commit({ [path]: title('先有的') });
		const refused = await (await entrance()).save(path, title('后来的'));
		expect([refused.status, refused.body.error]).toEqual(refusal);
		expect(await cms.textAt(path)).toContain('先有的');
	});

	test('when the first is a draft', async () => {
		await (await entrance()).save(path, title('先有的'));
		const refused = await (await entrance()).save(path, title('后来的'));
		expect([refused.status, refused.body.error]).toEqual(refusal);
		const inEnglish = await (await entrance('en')).save(path, title('后来的'));
		expect(inEnglish.body.error).toContain('Another entry has just taken this name');
		expect((await cms.parts.drafts.get('notices', 'n-1'))?.files[0]?.content).toContain('先有的');
	});

	test('when both are sent at once', async () => {
		const [first, second] = [await entrance(), await entrance()];
		const saved = await Promise.all([
			first.save(path, title('甲')),
			second.save(path, title('乙')),
		]);
		expect(saved.map(({ status }) => status).sort()).toEqual([200, 422]);
	});

	test('but the same name in another collection is another entry', async () => {
		await cms.commit({ 'incidents/n-1.zh-CN.md': noticeText() });
		expect((await (await entrance()).save(path)).status).toBe(200);
	});
});

test('a translation that was left empty is left out', async () => {
	const empty = '---\ntitle: ""\nsummary: ""\nactions: []\nversion: 1\n---\n';
	const dataFiles = [
		{ path, raw: noticeText() },
		{ path: english, raw: empty },
	];
	const saved = await (await entrance()).act('persistEntry', { ...saveOf(path, ''), dataFiles });
	expect(saved.status).toBe(200);
	const entry = { collection: 'notices', slug: 'n-1' };
	await cms.publisher('updateUnpublishedEntryStatus', { ...entry, newStatus: 'pending_publish' });
	expect((await cms.publisher('publishUnpublishedEntry', entry)).status).toBe(200);
	expect(await cms.textAt(english)).toBe('');
});

describe('what is too large is refused, and nothing is stored', () => {
	test('a text without end', async () => {
		const long = noticeText({}, '长'.repeat(400_001));
		expect((await (await entrance()).save(path, long)).body.error).toBe(
			'正文或字段太长，一份文件最多40万字。请拆成几篇，长资料用附件。',
		);
		expect((await (await entrance('en')).save(path, long)).body.error).toContain(
			'at most 400,000 characters',
		);
		expect(await cms.parts.drafts.all()).toEqual([]);
	});

	test('a save of more than the portal takes', async () => {
		const asset = { path: 'uploads/a.png', content: 'A'.repeat(16 * megabyte), encoding: 'base64' };
		const save = { ...saveOf(path, noticeText()), assets: [asset] };
		const refused = await (await entrance('en')).act('persistEntry', save);
		expect([refused.status, refused.body.error]).toEqual([
			413,
			expect.stringMatching(/too large/i),
		]);
		expect((await (await entrance()).act('persistEntry', save)).body.error).toContain('内容太大');
		expect(await cms.parts.drafts.all()).toEqual([]);
	});

	test('an upload of more than 10 MB', async () => {
		const refused = await (await entrance()).upload(new Uint8Array(11 * megabyte));
		expect([refused.status, refused.body.error]).toEqual([
			413,
			expect.stringContaining('内容太大'),
		]);
	});
});

describe('a file that is not what it claims is refused', () => {
	const text = (content: string) => new Uint8Array(Buffer.from(content, 'latin1'));

	/** A PNG whose header claims 50,000 x 50,000 pixels. */
	async function hugePicture(): Promise<Uint8Array> {
		const blank = sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } });
		const bytes = await blank.png().toBuffer();
		bytes.writeUInt32BE(50_000, 16);
		bytes.writeUInt32BE(50_000, 20);
		return bytes;
	}

	test.each<[string, string, () => Uint8Array | Promise<Uint8Array>, string]>([
		['a picture of 50,000 x 50,000 pixels', 'map.png', hugePicture, '超过 40 百万像素'],
		['a web page', 'photo.jpg', () => text('<!doctype html><script>'), '请上传 JPEG、PNG、WebP'],
		[
			'a drawing with a script',
			'photo.png',
			() => text('<svg onload="alert(1)"/>'),
			'请上传 JPEG、PNG、WebP',
		],
		['a program', 'talk.mp3', () => text('MZ\x90\0'), '请上传 JPEG、PNG、WebP'],
		['a film', 'talk.m4a', () => text('\0\0\0\x0cftypisom'), '这个录音读不懂'],
		[
			'a document with a script',
			'plan.pdf',
			() => text('%PDF-1.7 /JavaScript %%EOF'),
			'这个 PDF 带有脚本',
		],
	])('%s', async (_, name, make, reason) => {
		const refused = await (await entrance()).upload(await make(), name);
		expect([refused.status, refused.body.error]).toEqual([422, expect.stringContaining(reason)]);
		expect((await (await entrance('en')).upload(await make(), name)).body.error).not.toMatch(
			/[\u4e00-\u9fff]/,
		);
		expect(await cms.parts.media.names()).toEqual([]);
	});

	test('also in a save, which is then not made', async () => {
		const asset = {
			path: 'uploads/a.png',
			content: Buffer.from('<svg/>').toString('base64'),
			encoding: 'base64',
		};
		const save = { ...saveOf(path, noticeText()), assets: [asset] };
		expect((await (await entrance()).act('persistEntry', save)).status).toBe(422);
		expect(await cms.parts.drafts.all()).toEqual([]);
	});
});

describe('what came by git', () => {
	const reasons = () =>
		cms.content().setAside.map(({ path: at, problems }) => [at, problems[0]?.code]);

	test.each([
		['a name with capitals', 'notices/N-1.zh-CN.md'],
		['an ending with capitals', 'notices/n-1.zh-CN.MD'],
		['a dot file', 'notices/.n-1.zh-CN.md'],
		['a language that the site does not have', 'notices/n-1.fr.md'],
		['a folder among the entries', 'notices/2026/n-1.zh-CN.md'],
	])('under %s is told of and leaves the rest alone', async (_, at) => {
		await cms.commit({ [at]: noticeText(), 'notices/good.zh-CN.md': noticeText() });
		expect(reasons()).toEqual([[at, 'not-an-entry-path']]);
		expect(cms.content().has('notices', 'good')).toBe(true);
	});

	test('as a copy of a published entry, stamp and all, is told of, and the first one stays', async () => {
		const stamp =
			'{sent: 2026-03-14T12:00:00+08:00, identifier: yingji.shili.example.n-1.20260314120000, code: ABCDEF}';
		await cms.commit({
			[path]: noticeText({ stamp }),
			'notices/a-copy.zh-CN.md': noticeText({ stamp }),
		});
		expect(reasons()).toEqual([['notices/a-copy.zh-CN.md', 'copied-stamp']]);
	});

	test('with an unknown field is told of by its place', async () => {
		await cms.commit({ [path]: noticeText({ headline: '标题' }) });
		expect(cms.content().setAside).toMatchObject([
			{ path, problems: [{ code: 'unknown-field', field: 'headline' }] },
		]);
	});
});
