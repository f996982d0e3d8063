import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { portalBackend } from '../../src/domain/cms-backend.ts';
import { atHour, noon, noticeText, settingsText } from '../../tests/builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { cmsForTests, saveOf } from '../cms/cms-for-tests.ts';
import { createPreviewLinks } from '../preview/preview-link.ts';
import { openManifests } from '../release/manifest.ts';
import { openObjects } from '../release/objects.ts';
import { openReadings } from '../release/readings-file.ts';
import { createReleaser, type Releaser } from '../release/releaser.ts';
import { loadRenderer } from '../release/renderer.ts';
import { releaseRecords } from '../store/releases.ts';
import { previewRoutes } from './previews.ts';
import { createShow } from './show.ts';

const { renderer, version } = await loadRenderer(process.cwd());
const cms = await cmsForTests();
const store = freshSqlite();
const links = createPreviewLinks('a secret of the portal');
const path = 'notices/bao-yu.zh-CN.md';

let folder: string;
let now: Date;
let releaser: Releaser;
let get: (path: string) => Promise<Response>;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-preview-'));
	now = noon;
	releaser = createReleaser({
		repository: cms.repository,
		renderer,
		rendererVersion: version,
		objects: openObjects(join(folder, 'objects')),
		manifests: openManifests(join(folder, 'releases')),
		readings: openReadings(folder, version),
		files: new Map(),
		records: releaseRecords(store().db),
		siteUrl: 'http://localhost:4321',
		observations: async () => ({}),
		now: () => now,
		log: { info: () => {}, error: () => {} },
		holdUnfinished: async () => {},
		afterSwap: async () => {},
	});
	await releaser.start();
	const app = new Hono();
	const show = createShow({ renderer, releaser, cms: portalBackend });
	const { repository, parts } = cms;
	const { drafts, media } = parts;
	app.route(
		'/',
		previewRoutes({
			links,
			drafts,
			media,
			repository,
			renderer,
			releaser,
			show,
			basePath: '',
			now: () => now,
		}),
	);
	get = async (address) => app.request(address);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const rootOf = (collection: 'notices' | 'settings', ref: string) =>
	`/preview/${links.token(collection, ref, now)}`;
const draftRoot = () => rootOf('notices', 'bao-yu');

async function save(text: string, at = path, version: number | null = null): Promise<void> {
	const saved = await cms.editor('persistEntry', saveOf(at, text, version));
	if (saved.status !== 200) throw new Error(saved.body.error);
}

test('shows a draft as the page that readers will get, marked as a draft and kept by nobody', async () => {
	await save(noticeText({ title: '河水上涨请远离河道' }));
	const page = await get(`${draftRoot()}/notices/bao-yu/`);
	const html = await page.text();
	expect(page.status).toBe(200);
	expect(html).toContain('河水上涨请远离河道');
	expect(html).toContain('class="preview-strip"');
	expect(html).toContain('<meta name="robots" content="noindex">');
	expect(page.headers.get('Cache-Control')).toBe('no-store');
});

test.each(['/preview/a%00b', '/preview/a%0D%0Ab', '/preview/%E7%A4%BA'])(
	'leads from %s to the same with a slash, as it was asked for',
	async (asked) => {
		const answer = await get(asked);
		expect([answer.status, answer.headers.get('Location')]).toEqual([308, `${asked}/`]);
	},
);

test('shows it in both languages, and on the home page', async () => {
	await save(noticeText({ title: '河水上涨请远离河道' }));
	expect(await (await get(`${draftRoot()}/en/notices/bao-yu/`)).text()).toContain(
		'<html lang="en"',
	);
	expect(await (await get(`${draftRoot()}/home/`)).text()).toContain('河水上涨请远离河道');
});

test('lists what there is to see, with the alert in its own words', async () => {
	await save(noticeText({ title: '河水上涨请远离河道', alert: 'true' }));
	const html = await (await get(`${draftRoot()}/`)).text();
	for (const page of ['/notices/bao-yu/', '/en/notices/bao-yu/', '/home/', '/en/home/'])
		expect(html).toContain(`href="${draftRoot()}${page}"`);
	expect(html).toContain('<strong>河水上涨请远离河道</strong>');
});

test.each(['poster', 'text', 'pass-on'])(
	'shows the %s of a notice, with the mark of a draft in it',
	async (form) => {
		await save(noticeText({ title: '河水上涨请远离河道' }));
		const overview = await (await get(`${draftRoot()}/`)).text();
		expect(overview).toContain(`href="${draftRoot()}/en/notices/bao-yu/${form}/"`);
		const html = await (await get(`${draftRoot()}/notices/bao-yu/${form}/`)).text();
		expect(html).toContain('【草稿，勿转发】河水上涨请远离河道');
	},
);

test('leaves the site as it is', async () => {
	await save(noticeText());
	await get(`${draftRoot()}/notices/bao-yu/`);
	expect((await get('/notices/bao-yu/')).status).toBe(404);
});

test('shows what was saved last', async () => {
	await save(noticeText({ title: '第一稿' }));
	await get(`${draftRoot()}/notices/bao-yu/`);
	await save(noticeText({ title: '第二稿' }), path, 1);
	expect(await (await get(`${draftRoot()}/notices/bao-yu/`)).text()).toContain('第二稿');
});

test('shows a draft for later as it will be then', async () => {
	await save(noticeText({ title: '明早八点生效', publishAt: '2026-03-15T08:00:00+08:00' }));
	expect(await (await get(`${draftRoot()}/notices/bao-yu/`)).text()).toContain('明早八点生效');
});

test('leads from the address that the CMS knows to the page of an exercise', async () => {
	await save(noticeText({ status: 'exercise' }));
	const moved = await get(`${draftRoot()}/notices/bao-yu/`);
	expect(moved.headers.get('Location')).toBe(`${draftRoot()}/exercise/bao-yu/`);
	expect((await get(moved.headers.get('Location') ?? '')).status).toBe(200);
});

test('says by the labels of the form why a draft can no longer be shown', async () => {
	await save(noticeText({ areas: '["999900101"]' }));
	const withoutTown = settingsText().replace(/.*'999900101'.*\n/, '');
	await cms.commit({ 'settings/portal.yml': withoutTown });
	await releaser.request();
	const html = await (await get(`${draftRoot()}/`)).text();
	expect(html).toContain('适用区域');
	expect((await get(`${draftRoot()}/notices/bao-yu/`)).status).toBe(303);
});

test('shows settings on the pages that read them', async () => {
	const changed = settingsText().replace('示例县应急信息', '示例县权威发布');
	const at = 'settings/portal.yml';
	const blob = await cms.repository.blobAt((await cms.repository.head()) ?? '', at);
	const expected = { version: null, blobs: { [at]: blob } };
	const saved = await cms.publisher('persistEntry', { ...saveOf(at, changed), expected });
	expect(saved.status).toBe(200);
	expect(await (await get(`${rootOf('settings', 'portal')}/home/`)).text()).toContain(
		'示例县权威发布',
	);
});

test('shows a picture of the draft that is not published yet', async () => {
	const taken = await cms.parts.media.take(
		await sharp({ create: { width: 4, height: 4, channels: 3, background: 'teal' } })
			.png()
			.toBuffer(),
	);
	if ('problem' in taken) throw new Error('no picture');
	await save(noticeText({}, `![河水漫过桥面](/uploads/${taken.name})`));
	const html = await (await get(`${draftRoot()}/notices/bao-yu/`)).text();
	const picture = `${draftRoot()}/uploads/${taken.name}`;
	expect(html).toContain(`src="${picture}"`);
	expect((await get(picture)).headers.get('Content-Type')).toBe('image/png');
});

test('shows no picture that is not in the draft', async () => {
	await save(noticeText());
	const picture = await get(`${draftRoot()}/uploads/0123456789abcdef0123456789abcdef.png`);
	expect(picture.status).toBe(302);
});

test.each([
	['after a day', () => atHour(26)],
	['as long as it is valid', () => noon],
])('opens nothing but its own draft, %s', async (_, at) => {
	const root = rootOf('notices', 'another');
	await save(noticeText());
	now = at();
	expect((await get(`${root}/notices/bao-yu/`)).status).toBe(404);
});

test('ends when the draft is published or deleted', async () => {
	await save(noticeText());
	await cms.editor('deleteUnpublishedEntry', { collection: 'notices', slug: 'bao-yu' });
	expect((await get(`${draftRoot()}/`)).status).toBe(404);
});
