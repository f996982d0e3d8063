import { settingsPath } from '../../src/domain/collections.ts';
import type { Content } from '../../src/domain/site.ts';
import { lastManifest } from './last-manifest.ts';
import type { LiveRelease, ReleaserParts } from './live-release.ts';
import type { Manifest } from './manifest.ts';

/** The release that was served last, as the disk has it. */
export async function loadRelease(parts: ReleaserParts): Promise<LiveRelease | undefined> {
	const manifest = await lastManifest(parts.manifests, await parts.records.pin());
	if (!manifest) return undefined;
	const content = await readReleased(parts, manifest);
	// Each release is entered in the store before it can be served, so a release the store has not heard of means another store.
	const restored =
		!(await parts.records.has(manifest.number)) && (await parts.records.highest()) > 0;
	return { manifest, content, failures: [], rendered: [], restored };
}

/** The content of a release. Its commit may hold settings that could not be used: then those that its pages read are. */
export async function readReleased(
	{
		renderer,
		repository,
		readings,
	}: {
		readonly renderer: ReleaserParts['renderer'];
		readonly repository: Pick<ReleaserParts['repository'], 'source'>;
		readonly readings: Pick<ReleaserParts['readings'], 'load'>;
	},
	manifest: Manifest,
): Promise<Content> {
	const source = repository.source(manifest.commit);
	const saved = await readings.load();
	const blob = manifest.pages.get('/')?.record?.reads['settings'];
	if (!blob) return renderer.read(source, undefined, saved);
	const withSettings = {
		list: async () => {
			const files = await source.list();
			return [...files.filter((file) => file.path !== settingsPath), { path: settingsPath, blob }];
		},
		read: source.read,
	};
	return renderer.read(withSettings, undefined, saved);
}
