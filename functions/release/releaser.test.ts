import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { atHour, noon, noticeText, settingsText, yellowWarning } from '../../tests/builders.ts';
import { pagesOfArea } from '../../tests/each-language.ts';
import { openRepository, type Repository } from '../content/repository.ts';
import { releaseRecords } from '../store/releases.ts';
import { openStore, type Store } from '../store/store.ts';
import type { LiveRelease, ReleaserParts } from './live-release.ts';
import { openManifests } from './manifest.ts';
import { openObjects } from './objects.ts';
import { openReadings } from './readings-file.ts';
import { createReleaser, type Releaser } from './releaser.ts';
import { loadRenderer } from './renderer.ts';

const { renderer, version } = await loadRenderer(process.cwd());
const author = { name: '编辑', email: 'editor@example' };

let folder: string;
let store: Store;
let repository: Repository;
let releaser: Releaser;
let codeVersion = version;
let now: Date;
const swaps: LiveRelease[] = [];

async function start(
	withRenderer = renderer,
	options: Partial<Pick<ReleaserParts, 'followUpAfterMs' | 'afterSwap'>> = {},
): Promise<void> {
	store = await openStore({ dataDir: folder, databaseUrl: undefined });
	repository = await openRepository(join(folder, 'content.git'));
	releaser = createReleaser({
		repository,
		renderer: withRenderer,
		rendererVersion: codeVersion,
		objects: openObjects(join(folder, 'objects')),
		manifests: openManifests(join(folder, 'releases')),
		readings: openReadings(folder, version),
		files: new Map(),
		records: releaseRecords(store.db),
		siteUrl: 'http://localhost:4321',
		observations: async () => ({}),
		now: () => now,
		log: { info: () => {}, error: () => {} },
		holdUnfinished: async () => {},
		afterSwap: async (live) => {
			swaps.push(live);
		},
		...options,
	});
}

async function restartWith(...how: Parameters<typeof start>): Promise<void> {
	await releaser.stop();
	await store.close();
	await start(...how);
}

async function commit(files: Readonly<Record<string, string | null>>): Promise<void> {
	const changes = new Map(
		Object.entries(files).map(([path, text]) => [
			path,
			text === null ? null : new TextEncoder().encode(text),
		]),
	);
	await repository.commit({
		parent: await repository.head(),
		changes,
		author,
		message: 'Change',
		at: now,
	});
}

async function page(path: string): Promise<string> {
	const hash = releaser.live()?.manifest.pages.get(path)?.hash;
	if (!hash) return '';
	return new TextDecoder().decode(await openObjects(join(folder, 'objects')).get(hash));
}

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-'));
	now = noon;
	codeVersion = version;
	swaps.length = 0;
	await start();
	await commit({
		'settings/portal.yml': settingsText(),
		'notices/first.zh-CN.md': noticeText({ title: '第一条公告' }),
		'notices/second.zh-CN.md': noticeText({ title: '第二条公告' }),
	});
});

afterEach(async () => {
	await releaser.stop();
	await store.close();
	await rm(folder, { recursive: true, force: true });
});

describe('a release', () => {
	test('contains each page in each language', async () => {
		const { manifest } = await releaser.start();
		expect(manifest.number).toBe(1);
		expect([...manifest.pages.keys()]).toEqual(
			expect.arrayContaining(['/', '/en/', '/notices/first/', '/en/notices/first/']),
		);
		expect(await page('/notices/first/')).toContain('第一条公告');
	});

	test('renders what reads the change, and nothing else', async () => {
		await releaser.start();
		await commit({ 'notices/first.zh-CN.md': noticeText({ title: '第一条公告已修改' }) });
		const { rendered } = await releaser.request();
		expect(rendered).toContain('/notices/first/');
		expect(rendered).not.toContain('/notices/second/');
		expect(rendered).not.toContain('/faqs/');
		expect(await page('/')).toContain('第一条公告已修改');
	});

	test('goes without a file that cannot be read, and says which', async () => {
		await releaser.start();
		await commit({
			'notices/broken.zh-CN.md': '---\ntitle: [\n---\n',
			'notices/third.zh-CN.md': noticeText({ title: '第三条公告' }),
		});
		const { content } = await releaser.request();
		expect(content.setAside.map((each) => each.path)).toEqual(['notices/broken.zh-CN.md']);
		expect(await page('/notices/third/')).toContain('第三条公告');
	});

	test('keeps the settings in force when new ones cannot be read', async () => {
		await releaser.start();
		await commit({ 'settings/portal.yml': 'name: [' });
		const { content } = await releaser.request();
		expect(content.settings.county['zh-CN']).toBe('示例县');
		expect(content.setAside[0]?.path).toBe('settings/portal.yml');
	});

	test('asked for several times at once is made once more, from the newest commit', async () => {
		await releaser.start();
		await commit({ 'notices/first.zh-CN.md': noticeText({ title: '甲' }) });
		const first = releaser.request();
		await commit({ 'notices/first.zh-CN.md': noticeText({ title: '乙' }) });
		const [, second, third] = await Promise.all([first, releaser.request(), releaser.request()]);
		expect(second.manifest.number).toBe(third.manifest.number);
		expect(await page('/notices/first/')).toContain('乙');
	});
});

describe('what a release puts off', () => {
	const townships = Array.from({ length: 17 }, (_, index) => String(999900301 + index));
	const areas = townships.map(
		(code) => `  - {code: '${code}', name: {zh-CN: 乡}, kind: township}\n`,
	);
	const ofAreas = (live: LiveRelease) => live.rendered.filter((path) => path.includes('/areas/'));
	const forAll = (title: string) => noticeText({ title, areas: '["999900"]' });

	beforeEach(async () => {
		const settings = settingsText().replace('topics:', `${areas.join('')}topics:`);
		await commit({ 'settings/portal.yml': settings });
	});

	test('gives way to whoever publishes meanwhile, and follows theirs', async () => {
		let publish: (() => void) | undefined;
		const meanwhile = new Promise<LiveRelease>((resolve, reject) => {
			publish = () => releaser.request().then(resolve, reject);
		});
		await restartWith({
			...renderer,
			render: async (path, ...rest) => {
				if (path === '/areas/999900301/' && releaser.live()?.rendered.includes('/notices/alpha/'))
					publish?.();
				return renderer.render(path, ...rest);
			},
		});
		await releaser.start();
		await commit({ 'notices/alpha.zh-CN.md': forAll('甲') });
		expect(ofAreas(await releaser.request())).toEqual([]);
		await commit({ 'notices/beta.zh-CN.md': forAll('乙') });
		const second = await meanwhile;
		expect(second.rendered).toContain('/notices/beta/');
		expect(swaps.filter((each) => ofAreas(each).length > 0)).toHaveLength(1);
		await expect.poll(() => ofAreas(swaps.at(-1) ?? second).length).toBe(20 * pagesOfArea);
		for (const title of ['甲', '乙']) expect(await page('/areas/999900301/')).toContain(title);
	});

	test('keeps nobody waiting who publishes while it is put in its place', async () => {
		const inPlace = Promise.withResolvers<AbortSignal | undefined>();
		await restartWith(renderer, {
			afterSwap: async (live, _, __, signal) => {
				swaps.push(live);
				if (!signal || !live.rendered.includes('/areas/999900301/')) return;
				inPlace.resolve(signal);
				// So many files that only a publication ends it.
				if (!signal.aborted)
					await new Promise((resolve) => signal.addEventListener('abort', resolve));
			},
		});
		await releaser.start();
		await commit({ 'notices/alpha.zh-CN.md': forAll('甲') });
		await releaser.request();
		expect((await inPlace.promise)?.aborted).toBe(false);
		await commit({ 'notices/beta.zh-CN.md': forAll('乙') });
		expect((await releaser.request()).rendered).toContain('/notices/beta/');
		for (const title of ['甲', '乙'])
			await expect.poll(() => page('/areas/999900301/')).toContain(title);
	});

	test('is rendered with a publication when too many in a row have put it off', async () => {
		await restartWith(renderer, { followUpAfterMs: 3_600_000 });
		await releaser.start();
		const rendered: number[] = [];
		for (let index = 0; index < 12; index += 1) {
			await commit({ 'notices/alpha.zh-CN.md': forAll(`公告${index}`) });
			rendered.push(ofAreas(await releaser.request()).length);
		}
		expect(Math.max(...rendered)).toBe(20 * pagesOfArea);
		expect(rendered.slice(0, 10)).toEqual(Array(10).fill(0));
	});
});

describe('time', () => {
	test('releases the pages that a start or an end changes', async () => {
		await commit({
			'notices/first.zh-CN.md': noticeText({
				...yellowWarning,
				expires: '2026-03-14T18:00:00+08:00',
			}),
		});
		const live = await releaser.start();
		expect(live.manifest.until).toEqual(new Date('2026-03-14T18:00:00+08:00'));
		expect(await page('/alerts.json')).toContain('first');
		now = atHour(6);
		const { rendered } = await releaser.request();
		expect(rendered).toContain('/notices/first/');
		expect(rendered).not.toContain('/notices/second/');
		expect(await page('/alerts.json')).not.toContain('first');
	});

	test('keeps out what is to be published later, from every path', async () => {
		await commit({
			'notices/later.zh-CN.md': noticeText({
				title: '以后的公告',
				publishAt: '2026-03-14T18:00:00+08:00',
			}),
		});
		await releaser.start();
		const all = await Promise.all([...(releaser.live()?.manifest.pages.keys() ?? [])].map(page));
		expect(all.join('\n')).not.toContain('以后的公告');
		now = atHour(6);
		await releaser.request();
		expect(await page('/notices/later/')).toContain('以后的公告');
	});
});

describe('rollback', () => {
	test('serves an earlier release and holds new ones until it is lifted', async () => {
		await releaser.start();
		await commit({ 'notices/first.zh-CN.md': noticeText({ title: '写错了' }) });
		await releaser.request();
		expect(await releaser.rollBack(1)).toBe(true);
		expect(await page('/notices/first/')).toContain('第一条公告');
		await commit({ 'notices/first.zh-CN.md': noticeText({ title: '改好了' }) });
		await releaser.request();
		expect(await page('/notices/first/')).toContain('第一条公告');
		await releaser.resume();
		expect(await page('/notices/first/')).toContain('改好了');
	});

	test('asked for while releases are waiting is what is served in the end', async () => {
		await releaser.start();
		await commit({ 'notices/first.zh-CN.md': noticeText({ title: '写错了' }) });
		await Promise.all([
			releaser.request(),
			releaser.request(),
			releaser.rollBack(1),
			releaser.request(),
		]);
		expect(releaser.live()?.manifest.number).toBe(1);
		expect(await page('/notices/first/')).toContain('第一条公告');
	});

	test('to a release that does not exist changes nothing', async () => {
		await releaser.start();
		expect(await releaser.rollBack(99)).toBe(false);
		expect(await releaser.isPinned()).toBe(false);
	});
});

test('settings that cannot be read stop no restart, however often', async () => {
	await releaser.start();
	await commit({ 'settings/portal.yml': 'name: [' });
	await releaser.request();
	for (const _ of [1, 2]) {
		await releaser.stop();
		await store.close();
		await start();
		await releaser.start();
		const { content } = await releaser.caughtUp();
		expect(content.settings.county['zh-CN']).toBe('示例县');
	}
});

test('settings that make a real county fictional are set aside, and stop no restart', async () => {
	await releaser.start();
	await commit({ 'settings/portal.yml': settingsText('fictional: true') });
	for (const _ of [1, 2]) {
		const { content } = await releaser.request();
		expect(content.settings.fictional).toBe(false);
		expect(content.setAside).toMatchObject([
			{ path: 'settings/portal.yml', problems: [{ code: 'fictional-is-fixed' }] },
		]);
		await releaser.stop();
		await store.close();
		await start();
		expect((await releaser.start()).content.settings.fictional).toBe(false);
		await releaser.caughtUp();
	}
});

test('while nothing newer can be made live, the releaser says since when and why', async () => {
	let isBroken = false;
	await restartWith({
		...renderer,
		render: async (path, ...rest) => {
			if (isBroken && path === '/alerts.json') throw new Error('out of ink');
			return renderer.render(path, ...rest);
		},
	});
	await releaser.start();
	expect(releaser.failing()).toBeUndefined();
	isBroken = true;
	await expect(releaser.request()).rejects.toThrow('out of ink');
	now = atHour(1);
	await expect(releaser.request()).rejects.toThrow('out of ink');
	expect(releaser.failing()).toMatchObject({
		since: noon,
		reason: expect.stringContaining('/alerts.json out of ink'),
	});
	isBroken = false;
	await releaser.request();
	expect(releaser.failing()).toBeUndefined();
});

test('a restart serves the same bytes and renders nothing that did not change', async () => {
	const before = await releaser.start();
	await releaser.stop();
	await store.close();
	await start();
	await releaser.start();
	const after = await releaser.caughtUp();
	const others = ({ manifest }: LiveRelease) =>
		[...manifest.pages].filter(([path]) => path !== '/alerts.json');
	expect(others(after)).toEqual(others(before));
	expect(after.rendered).toEqual(['/alerts.json']);
});

test('after an upgrade the last release is served while the new code renders all pages', async () => {
	const before = await releaser.start();
	await releaser.stop();
	await store.close();
	codeVersion = 'upgraded';
	await start();
	const served = await releaser.start();
	expect(served.manifest).toEqual(before.manifest);
	const after = await releaser.caughtUp();
	expect(after.manifest.renderer).toBe('upgraded');
	expect([...after.rendered].sort()).toEqual([...after.manifest.pages.keys()].sort());
});

test('a page that could not be rendered is tried again with the next release', async () => {
	let isBroken = true;
	const fragile: typeof renderer = {
		...renderer,
		render: async (path, ...rest) => {
			if (isBroken && path === '/about/') throw new Error('out of ink');
			return renderer.render(path, ...rest);
		},
	};
	await restartWith(fragile);
	expect((await releaser.start()).failures).toEqual([{ path: '/about/', reason: 'out of ink' }]);
	await releaser.request();
	isBroken = false;
	const mended = await releaser.request();
	expect(mended.failures).toEqual([]);
	expect(mended.manifest.pages.has('/about/')).toBe(true);
});
