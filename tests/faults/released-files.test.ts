import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openManifests } from '../../functions/release/manifest.ts';
import { fileOf } from '../../functions/release/objects.ts';
import type { PortalRun } from '../portal-process.ts';
import { aCounty, type County } from './county.ts';
import { brokenPages } from './residents.ts';

let county: County;
let portal: PortalRun;

beforeAll(async () => {
	county = await aCounty();
});

afterAll(() => county?.remove());

const releases = () => join(county.dataDir, 'releases');
const manifests = () => openManifests(releases());

async function hashOfPage(path: string): Promise<string> {
	const manifest = await manifests().read((await manifests().currentNumber()) ?? 0);
	return manifest?.pages.get(path)?.hash ?? '';
}

async function fileOfPage(path: string): Promise<string> {
	return fileOf(join(county.dataDir, 'objects'), await hashOfPage(path));
}

async function halve(file: string): Promise<void> {
	await truncate(file, Math.floor((await readFile(file)).length / 2));
}

test('with half a manifest, an empty name of the live release and half of what content was read as, it starts and serves whole pages', async () => {
	const newest = (await manifests().currentNumber()) ?? 0;
	await halve(join(releases(), `${newest}.json`));
	await writeFile(join(releases(), 'current'), '');
	for (const name of await readdir(county.dataDir))
		if (/^readings-.*\.bin$/.test(name)) await halve(join(county.dataDir, name));
	portal = await county.start();
	expect(await brokenPages(county.url)).toEqual([]);
	await portal.end('SIGTERM');
});

test('bytes that the disk has lost, or others in place of them, are served to nobody and made again', async () => {
	const [home, support, feed] = ['/', '/it/support/', '/feeds/notices.xml'] as const;
	const style = (await styles())[0] ?? '';
	await rm(await fileOfPage(support));
	await writeFile(await fileOfPage(home), 'something else');
	await writeFile(await fileOfPage(style), 'something else');
	await halve(await fileOfPage(feed));
	await rm(join(county.dataDir, 'compressed'), { recursive: true, force: true });
	portal = await county.start();
	const answers = async () =>
		Promise.all(
			[home, support, feed, style].map(async (path) => {
				const answer = await fetch(county.url + path);
				const text = await answer.text();
				expect(text).not.toContain('something else');
				return [path, answer.status];
			}),
		);
	await expect.poll(answers).toEqual([home, support, feed, style].map((path) => [path, 200]));
	expect(await brokenPages(county.url)).toEqual([]);
	await portal.end('SIGTERM');
	expect(portal.output()).toContain('bytes of pages were lost on the disk');
});

async function styles(): Promise<string[]> {
	const manifest = await manifests().read((await manifests().currentNumber()) ?? 0);
	return [...(manifest?.pages.keys() ?? [])].filter((path) => /^\/_astro\/.*\.css$/.test(path));
}
