import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { languages } from '../../src/domain/languages.ts';
import { toOffsetString } from '../../src/domain/time.ts';
import {
	entryText,
	noon,
	noticeText,
	rumorText,
	settingsText,
	yellowWarning,
} from '../../tests/builders.ts';
import { inEachLanguage, pagesOfArea } from '../../tests/each-language.ts';
import { openRepository, type Repository } from '../content/repository.ts';
import type { Changes } from '../content/trees.ts';
import { releaseRecords } from '../store/releases.ts';
import { openStore, type Store } from '../store/store.ts';
import { readReleased } from './load-release.ts';
import { openManifests } from './manifest.ts';
import { type ObjectStore, openObjects } from './objects.ts';
import { openReadings } from './readings-file.ts';
import { createReleaser, type Releaser } from './releaser.ts';
import { renderSite } from './render.ts';
import { loadRenderer } from './renderer.ts';

const { renderer, version } = await loadRenderer(process.cwd());
const siteUrl = 'http://localhost:4321';
const hour = 3_600_000;

let folder: string;
let store: Store;
let repository: Repository;
let objects: ObjectStore;
let releaser: Releaser;
let now: Date;
let observations: Record<string, string>;
/** How many pages the last release has left to the one behind it. */
let following: number;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-'));
	now = noon;
	observations = {};
	following = 0;
	store = await openStore({ dataDir: folder, databaseUrl: undefined });
	repository = await openRepository(join(folder, 'content.git'));
	objects = openObjects(join(folder, 'objects'));
	releaser = createReleaser({
		repository,
		renderer,
		rendererVersion: version,
		objects,
		manifests: openManifests(join(folder, 'releases')),
		readings: openReadings(folder, version),
		files: new Map(),
		records: releaseRecords(store.db),
		siteUrl,
		observations: async () => observations,
		now: () => now,
		followUpAfterMs: 1,
		log: {
			info: (_, about) => {
				following = Number((about as { following?: number } | undefined)?.following ?? 0);
			},
			error: () => {},
		},
		holdUnfinished: async () => {},
		afterSwap: async () => {},
	});
});

afterEach(async () => {
	await releaser.stop();
	await store.close();
	await rm(folder, { recursive: true, force: true });
});

async function commit(files: Readonly<Record<string, string | null>>): Promise<void> {
	const changes: Changes = new Map(
		Object.entries(files).map(([path, text]) => [
			path,
			text === null ? null : new TextEncoder().encode(text),
		]),
	);
	const parent = await repository.head();
	const author = { name: '编辑', email: 'editor@example' };
	await repository.commit({ parent, changes, author, message: 'Change', at: now });
}

/** Numbers that look thrown and are the same in every run (mulberry32). */
function dice(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
}

/** One thing that happens in a county, thrown by dice. */
async function somethingHappens(throwDice: (below: number) => number, step: number) {
	const notice = `notice-${throwDice(12)}`;
	const path = `notices/${notice}.zh-CN.md`;
	const at = (hours: number) => toOffsetString(new Date(now.getTime() + hours * hour));
	const times = { effective: at(-throwDice(3)), expires: at(1 + throwDice(60)) };
	switch (throwDice(10)) {
		case 0:
			return commit({ [path]: null });
		case 1: {
			const other = `notices/moved-${throwDice(6)}.zh-CN.md`;
			return commit({ [path]: null, [other]: noticeText({ title: `改名${step}`, ...times }) });
		}
		case 2:
			return commit({ [path]: '---\ntitle: [\n---\n' });
		case 3:
			return commit({
				[`notices/follower-${step}.zh-CN.md`]: noticeText({
					...times,
					title: `更新${step}`,
					lifecycle: ['update', 'lift', 'withdrawal'][throwDice(3)] ?? '',
					references: `[${notice}]`,
				}),
			});
		case 4:
			return commit({ 'settings/portal.yml': settingsText(`searchHint${step}: x`) });
		case 5:
			return commit({
				'settings/portal.yml': settingsText().replace('示例县应急办', `示例县应急办${step}`),
			});
		case 6:
			observations = { [`helpPoint:p${throwDice(3)}`]: String(step) };
			return undefined;
		case 7:
			now = new Date(now.getTime() + (1 + throwDice(30)) * hour);
			return undefined;
		case 8:
			return commit({
				[`rumors/rumor-${throwDice(4)}.zh-CN.md`]: rumorText({
					title: `回应${step}`,
					changes: `[{ at: ${2023 + throwDice(3)}-03-01T09:00:00+08:00, what: 改字${step} }]`,
				}),
				[`notices/${notice}.en.md`]: entryText({ title: `Notice ${step}` }, 'Text.'),
			});
		default: {
			const number = path.match(/\d+/)?.[0] ?? '';
			const code = `K${'ABCDEFGHJKLM'[Number(number)]}MX3R`;
			const stamp = `{sent: ${at(0)}, identifier: shili.${notice}.x, code: ${code}}`;
			const lines = { ...yellowWarning, ...times, stamp, title: `公告${step}` };
			return commit({ [path]: noticeText(lines, `正文${step}`) });
		}
	}
}

const everythingFollowed = () => expect.poll(() => following, { timeout: 10_000 }).toBe(0);

/** Every page of the live release, rendered again from nothing at the same moment. */
async function renderedFromNothing(): Promise<Record<string, string>> {
	const live = releaser.live();
	if (!live) throw new Error('nothing is live');
	const { number, at } = live.manifest;
	const content = await readReleased(
		{ renderer, repository, readings: nothingRead },
		live.manifest,
	);
	const moment = { now: at, release: { number, at }, siteUrl, observations };
	const nothing = { pages: new Map(), failures: [] };
	const { fresh, failures } = await renderSite({ renderer, objects }, { content, moment }, nothing);
	expect(failures).toEqual([]);
	return hashes(fresh);
}

const nothingRead = { load: async () => undefined, save: async () => {} };

function hashes(pages: ReadonlyMap<string, { readonly hash: string }>) {
	return Object.fromEntries([...pages].map(([path, { hash }]) => [path, hash]));
}

/** `npm run soak` goes on for longer. */
const edits = process.env['SOAK_ROUNDS'] ? 1000 : 60;

test('after a long series of edits the site has the same bytes as one rendered from nothing', async () => {
	await commit({
		'settings/portal.yml': settingsText(),
		'notices/notice-0.zh-CN.md': noticeText({ title: '第一条公告' }),
	});
	await releaser.start();
	const throwDice = dice(20260314);
	const seen = new Set<string>();
	for (let step = 1; step <= edits; step += 1) {
		await somethingHappens(throwDice, step);
		const { manifest } = await releaser.request();
		for (const path of manifest.pages.keys()) seen.add(path.replace(/\d+/g, ''));
		if (step % 10 > 0) continue;
		await everythingFollowed();
		expect(hashes(releaser.live()?.manifest.pages ?? new Map())).toEqual(
			await renderedFromNothing(),
		);
	}
	// The series was not one of refused files.
	expect([...seen]).toEqual(
		expect.arrayContaining([
			'/notices/notice-/',
			'/notices/moved-/',
			'/notices/follower-/',
			'/rumors/rumor-/',
			'/corrections//',
			'/verify/KA.json',
		]),
	);
}, 3_600_000);

test.each([40, 400])(
	'among %i notices a new one renders the same pages, and of areas and topics those that it names',
	async (count) => {
		const sent = (index: number) =>
			toOffsetString(new Date(noon.getTime() - (1 + index) * 24 * hour));
		const notices = Array.from({ length: count }, (_, index) => [
			`notices/old-${index}.zh-CN.md`,
			noticeText({ effective: sent(index), expires: sent(index - 1) }),
		]);
		await commit({ 'settings/portal.yml': settingsText(), ...Object.fromEntries(notices) });
		await releaser.start();
		await commit({ 'notices/new.zh-CN.md': noticeText() });
		const { rendered: first } = await releaser.request();
		await everythingFollowed();
		const rendered = new Set([...first, ...(releaser.live()?.rendered ?? [])]);
		expect([...rendered].sort()).toEqual(
			[
				...['', 'notices/', 'notices/new/', 'notices/archive/2026-03/'].flatMap(inEachLanguage),
				...['text/', 'poster/', 'pass-on/'].flatMap((form) =>
					inEachLanguage(`notices/new/${form}`),
				),
				...['verify/', 'emergency-pack/'].flatMap(inEachLanguage),
				...['areas/999900/', 'areas/999900101/'].flatMap(inEachLanguage),
				...['notices', 'areas/999900', 'areas/999900101', 'topics/health'].flatMap((part) =>
					['xml', 'json'].flatMap((format) => inEachLanguage(`feeds/${part}.${format}`)),
				),
				...['index', 'areas/999900', 'areas/999900101', 'topics/health'].map(
					(part) => `/cap/${part}.xml`,
				),
				...['/alerts.json', '/sitemaps/notices-2026-03.xml', '/verify/recent.json'],
			].sort(),
		);
	},
);

test('a notice for a county of many townships is live before their pages and feeds, which follow at once', async () => {
	const townships = Array.from({ length: 17 }, (_, index) => String(999900301 + index));
	const areas = townships.map((code) => `  - {code: '${code}', name: {zh-CN: 乡}, kind: township}`);
	const settings = settingsText().replace('topics:', `${areas.join('\n')}\ntopics:`);
	await commit({ 'settings/portal.yml': settings });
	await releaser.start();
	await commit({ 'notices/new.zh-CN.md': noticeText({ areas: '["999900"]' }) });
	const first = await releaser.request();
	expect(first.rendered).toContain('/notices/new/');
	expect(first.rendered.filter((path) => path.includes('/areas/'))).toEqual([]);
	expect(first.rendered.length).toBeLessThan(12 * languages.length + 6);
	await expect
		.poll(() => releaser.live()?.rendered.filter((path) => path.includes('/areas/')).length)
		.toBe(20 * pagesOfArea);
	const { manifest } = releaser.live() ?? first;
	expect(hashes(manifest.pages)).toEqual(await renderedFromNothing());
});

test('an edit of a notice that is over renders its page, its month and nothing that is current', async () => {
	const day = (back: number) => toOffsetString(new Date(noon.getTime() - back * 24 * hour));
	const notices = Array.from({ length: 100 }, (_, index) => [
		`notices/old-${index}.zh-CN.md`,
		noticeText({ effective: day(40 + index), expires: day(39 + index) }),
	]);
	await commit({ 'settings/portal.yml': settingsText(), ...Object.fromEntries(notices) });
	await releaser.start();
	const times = { effective: day(139), expires: day(138) };
	await commit({ 'notices/old-99.zh-CN.md': noticeText({ ...times, title: '改过的标题' }) });
	const { rendered } = await releaser.request();
	expect([...rendered].sort()).toEqual(
		[
			'/alerts.json',
			...inEachLanguage('notices/archive/2025-10/'),
			...['', 'pass-on/', 'poster/', 'text/'].flatMap((form) =>
				inEachLanguage(`notices/old-99/${form}`),
			),
			'/sitemaps/notices-2025-10.xml',
		].sort(),
	);
});
