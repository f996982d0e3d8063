import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryToRead } from '../../functions/content/repository.ts';
import { openManifests } from '../../functions/release/manifest.ts';
import { fileOf } from '../../functions/release/objects.ts';
import { entryPath } from '../../src/domain/collections.ts';
import { newNotice } from '../bench/archive.ts';
import type { StaffClient } from '../bench/staff-client.ts';
import type { County } from './county.ts';

/** Writes a notice, signs it off and publishes it; throws where the portal does not say that it is published. */
export async function publishNotice(
	staff: StaffClient,
	slug: string,
	index: number,
	now = new Date(),
): Promise<void> {
	const entry = { collection: 'notices', slug };
	const { chinese, english } = newNotice(index, now);
	const { version } = await staff.cms('persistEntry', {
		dataFiles: [
			{ path: entryPath('notices', slug, 'zh-CN'), raw: chinese },
			{ path: entryPath('notices', slug, 'en'), raw: english },
		],
		assets: [],
		options: { status: 'pending_review' },
		expected: { version: null, blobs: {} },
	});
	const expected = { version };
	const newStatus = 'pending_publish';
	await staff.cms('updateUnpublishedEntryStatus', { ...entry, newStatus, expected });
	await staff.cms('publishUnpublishedEntry', { ...entry, expected });
}

/** Notices that were published and are not in the content repository, or not on their page. */
export async function lostNotices(county: County, slugs: readonly string[]): Promise<string[]> {
	const repository = repositoryToRead(join(county.dataDir, 'content.git'));
	const files = await repository.source((await repository.head()) ?? '').list();
	const paths = new Set(files.map(({ path }) => path));
	const lost: string[] = [];
	for (const slug of slugs) {
		const isKept = paths.has(entryPath('notices', slug, 'zh-CN'));
		const { status } = await fetch(`${county.url}/notices/${slug}/`);
		if (!isKept || status !== 200) lost.push(`${slug} ${isKept} ${status}`);
	}
	return lost;
}

/** Pages of the live release whose bytes on the disk are not those that it names. */
export async function brokenObjects(dataDir: string): Promise<string[]> {
	const manifests = openManifests(join(dataDir, 'releases'));
	const manifest = await manifests.read((await manifests.currentNumber()) ?? 0);
	if (!manifest) return ['the manifest of the live release'];
	const broken: string[] = [];
	for (const [path, { hash }] of manifest.pages) {
		const bytes = await readFile(fileOf(join(dataDir, 'objects'), hash)).catch(() => undefined);
		const found = bytes && createHash('sha256').update(bytes).digest('hex');
		if (found !== hash) broken.push(path);
	}
	return broken;
}
