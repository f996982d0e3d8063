import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryToRead } from '../../functions/content/repository.ts';
import { openManifests } from '../../functions/release/manifest.ts';
import { fileOf } from '../../functions/release/objects.ts';
import { entryPath } from '../../src/domain/collections.ts';
import { readyNotice } from '../bench/ready-notice.ts';
import type { StaffClient } from '../bench/staff-client.ts';
import type { County } from './county.ts';

/** Writes a notice, signs it off and publishes it; throws where the portal does not say that it is published. */
export async function publishNotice(
	staff: StaffClient,
	slug: string,
	index: number,
	now = new Date(),
): Promise<void> {
	const publish = await readyNotice(staff, slug, index, now);
	await publish();
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
