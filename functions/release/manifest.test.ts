import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { type Manifest, openManifests } from './manifest.ts';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-manifests-'));
});

afterEach(() => rm(folder, { recursive: true }));

const page = (hash: string) => ({
	hash,
	type: 'text/html',
	status: 200,
	record: { reads: { settings: 's' }, until: noon },
});

const many: Manifest['pages'] = new Map(
	Array.from({ length: 2_000 }, (_, index) => [`/notices/${index}/`, page(`h${index}`)]),
);

const release = (number: number, pages: Manifest['pages']): Manifest => ({
	number,
	at: noon,
	commit: 'c',
	renderer: 'r',
	until: noon,
	pages,
});

/** Three releases: many pages, one changed, one gone and one new. */
function threeReleases(): Manifest[] {
	const second = new Map([...many, ['/notices/5/', page('new')]]);
	const third = new Map([...second, ['/notices/more/', page('more')]]);
	third.delete('/notices/6/');
	return [release(1, many), release(2, second), release(3, third)];
}

test('what is written is read again, also by another process', async () => {
	const manifests = openManifests(folder);
	for (const each of threeReleases()) await manifests.write(each);
	for (const each of threeReleases())
		expect(await openManifests(folder).read(each.number)).toEqual(each);
	expect(await manifests.numbers()).toHaveLength(3);
});

test('a release that changes little writes little', async () => {
	const manifests = openManifests(folder);
	for (const each of threeReleases()) await manifests.write(each);
	expect((await stat(join(folder, '3.json'))).size).toBeLessThan(1_000);
});

test('a process that goes on from what it read writes little too, and it is all there', async () => {
	const [first = release(1, new Map())] = threeReleases();
	await openManifests(folder).write(first);
	const manifests = openManifests(folder);
	const read = await manifests.read(1);
	const next = release(2, new Map([...(read?.pages ?? []), ['/notices/5/', page('new')]]));
	await manifests.write(next);
	expect((await stat(join(folder, '2.json'))).size).toBeLessThan(1_000);
	expect(await openManifests(folder).read(2)).toEqual(next);
});

test('a base outlives its own release as long as another stands on it', async () => {
	const manifests = openManifests(folder);
	const [first, second, third] = threeReleases();
	for (const each of [first, second, third]) if (each) await manifests.write(each);
	await manifests.remove(1);
	expect(await openManifests(folder).read(1)).toBeUndefined();
	expect(await openManifests(folder).read(3)).toEqual(third);
	const anew = new Map([...many.keys()].map((path) => [path, page('all new')]));
	await manifests.write(release(4, anew));
	await manifests.remove(2);
	await manifests.remove(3);
	expect((await readdir(folder)).sort()).toEqual(['4.json', 'base-4.json']);
});

test('after many changes a new base is made, and earlier releases can still be read', async () => {
	const manifests = openManifests(folder);
	const [first = release(1, new Map())] = threeReleases();
	await manifests.write(first);
	expect(manifests.isFarFromBase()).toBe(false);
	const changed = [...many.keys()].slice(0, 600).map((path) => [path, page('changed')] as const);
	const second = release(2, new Map([...many, ...changed]));
	await manifests.write(second);
	expect(manifests.isFarFromBase()).toBe(true);
	await manifests.rebase(second);
	await manifests.write({ ...second, number: 3 });
	expect((await stat(join(folder, '3.json'))).size).toBeLessThan(1_000);
	const afresh = openManifests(folder);
	expect(await afresh.read(1)).toEqual(first);
	expect(await afresh.read(2)).toEqual(second);
	expect(await afresh.read(3)).toEqual({ ...second, number: 3 });
});
