import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { openManifests } from './manifest.ts';
import { openObjects } from './objects.ts';
import { pruneReleases } from './prune.ts';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-prune-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('old releases go with the bytes that only they showed; what can be gone back to stays whole', async () => {
	const manifests = openManifests(join(folder, 'releases'));
	const objectsFolder = join(folder, 'objects');
	const objects = openObjects(objectsFolder);
	const shared = await objects.put(new TextEncoder().encode('shared'));
	const own: string[] = [];
	for (let number = 1; number <= 25; number += 1) {
		const hash = await objects.put(new TextEncoder().encode(`page of ${number}`));
		own.push(hash);
		const page = (each: string) => ({ hash: each, type: 'text/html', status: 200 });
		const pages = new Map([
			['/', page(hash)],
			['/about/', page(shared)],
		]);
		await manifests.write({ number, at: noon, commit: 'c', renderer: 'r', pages });
	}
	await manifests.makeCurrent(25);
	await pruneReleases({ manifests, folders: [objectsFolder] }, 2);
	expect([...(await manifests.numbers())].sort((a, b) => a - b)).toEqual([
		2,
		...Array.from({ length: 20 }, (_, index) => index + 6),
	]);
	const afresh = openObjects(objectsFolder);
	for (const hash of [own[1], own[24], shared]) expect(await afresh.get(hash ?? '')).toBeDefined();
	await expect(afresh.get(own[0] ?? '')).rejects.toThrow();
});
