import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { languagePrefix, languageTags } from '../../src/domain/languages.ts';
import { atHour, helpPointText, noon, noticeText, settingsText } from '../../tests/builders.ts';
import { openRepository } from '../content/repository.ts';
import {
	type HelpPointReports,
	helpPointReports,
	type KeptReport,
} from '../store/help-point-reports.ts';
import { releaseRecords } from '../store/releases.ts';
import { openStore, type Store } from '../store/store.ts';
import { openManifests } from './manifest.ts';
import { openObjects } from './objects.ts';
import { createPointReports, type PointReports } from './point-reports.ts';
import { openReadings } from './readings-file.ts';
import { createReleaser, type Releaser } from './releaser.ts';
import { loadRenderer } from './renderer.ts';

const { renderer, version } = await loadRenderer(process.cwd());

let folder: string;
let store: Store;
let releaser: Releaser;
let reports: HelpPointReports;
let points: PointReports;
let now: Date;

beforeEach(async () => {
	now = noon;
	folder = await mkdtemp(join(tmpdir(), 'mingbai-'));
	store = await openStore({ dataDir: folder, databaseUrl: undefined });
	reports = helpPointReports(store.db);
	points = createPointReports({ reports, releaser: () => releaser, now: () => now });
	const repository = await openRepository(join(folder, 'content.git'));
	releaser = createReleaser({
		repository,
		renderer,
		rendererVersion: version,
		objects: openObjects(join(folder, 'objects')),
		manifests: openManifests(join(folder, 'releases')),
		readings: openReadings(folder, version),
		files: new Map(),
		records: releaseRecords(store.db),
		siteUrl: 'http://localhost:4321',
		observations: async () => points.observations(),
		now: () => now,
		log: { info: () => {}, error: () => {} },
		holdUnfinished: async () => {},
		afterSwap: async () => {},
	});
	const files = {
		'settings/portal.yml': settingsText(),
		'notices/first.zh-CN.md': noticeText(),
		'help-points/shop.zh-CN.md': aPoint('供销社'),
		'help-points/clinic.zh-CN.md': aPoint('卫生院'),
	};
	await repository.commit({
		parent: await repository.head(),
		changes: new Map(
			Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]),
		),
		author: { name: '编辑', email: 'editor@example' },
		message: 'Begin',
		at: noon,
	});
	await releaser.start();
});

afterEach(async () => {
	await releaser.stop();
	await store.close();
	await rm(folder, { recursive: true, force: true });
});

const aPoint = (title: string) => helpPointText({ title });

function report(changes: Partial<KeptReport> = {}): Promise<boolean> {
	const by = { link: 'l1' };
	return reports.add({
		id: 'r1',
		ref: 'shop',
		state: 'sold-out',
		at: now,
		by,
		waiting: false,
		...changes,
	});
}

async function page(path: string): Promise<string> {
	const hash = releaser.live()?.manifest.pages.get(path)?.hash ?? '';
	return new TextDecoder().decode(await openObjects(join(folder, 'objects')).get(hash));
}

/** The pages that show help points of 云溪镇, in each language. */
const affected = ['help-points/', 'areas/999900101/', 'emergency-pack/'].flatMap((path) =>
	languageTags.map((tag) => `${languagePrefix(tag)}/${path}`),
);

describe('what a keeper reports', () => {
	test('is on the page, and in the emergency pack, and no page that does not show it is rendered', async () => {
		await report({ note: 'more-tomorrow' });
		await points.release();
		const { rendered = [] } = releaser.live() ?? {};
		const pages = rendered.filter((path) => path.endsWith('/'));
		// What is sold out is not among what an area has to offer.
		expect(pages.toSorted()).toEqual(affected.toSorted());
		for (const path of ['/help-points/', '/emergency-pack/']) {
			expect(await page(path)).toContain('暂时售完');
			expect(await page(path)).toContain('明天补货');
		}
		expect(await page('/areas/999900101/')).not.toContain('供销社');
		expect(await page('/areas/999900101/')).toContain('卫生院');
	});

	test('makes no release where nothing has changed, and many taps are one', async () => {
		await report();
		await points.release();
		const first = releaser.live()?.manifest.number;
		await points.release();
		await report({ id: 'r2', state: 'low', at: atHour(0.0001) });
		await report({ id: 'r3', state: 'open', at: atHour(0.0002) });
		await points.release();
		expect(releaser.live()?.manifest.number).toBe(first);
		now = new Date(noon.getTime() + 4_000);
		await points.release();
		expect(releaser.live()?.manifest.number).toBe((first ?? 0) + 1);
		expect(await page('/help-points/')).not.toContain('暂时售完');
	});

	test('is shown as old at the very instant at which it is, and not before', async () => {
		await report({ state: 'low' });
		await points.release();
		const stale = async () => (await page('/help-points/')).match(/data-stale/g)?.length ?? 0;
		now = new Date(atHour(8).getTime());
		await releaser.request();
		expect(await stale()).toBe(1);
		now = new Date(atHour(12).getTime() - 1);
		await releaser.request();
		expect(await stale()).toBe(1);
		now = atHour(12);
		await releaser.request();
		expect(await stale()).toBe(2);
		expect(await page('/help-points/')).toContain('供销社');
	});

	test('is gone with its undo', async () => {
		await report();
		await points.release();
		await reports.undo('r1', { link: 'l1', since: atHour(-1), now });
		now = new Date(noon.getTime() + 4_000);
		await points.release();
		expect(await page('/help-points/')).not.toContain('暂时售完');
	});
});
