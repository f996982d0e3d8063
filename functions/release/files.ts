import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { Repository } from '../content/repository.ts';
import type { ManifestPage } from './manifest.ts';
import type { ObjectStore } from './objects.ts';

/** The site's own files, such as scripts, styles and icons, by path. */
export type SiteFiles = ReadonlyMap<string, ManifestPage>;

const types: Readonly<Record<string, string>> = {
	'.css': 'text/css; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.ico': 'image/x-icon',
	'.jpg': 'image/jpeg',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json',
	'.m4a': 'audio/mp4',
	'.mp3': 'audio/mpeg',
	'.pdf': 'application/pdf',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
	'.wasm': 'application/wasm',
	'.webmanifest': 'application/manifest+json',
	'.webp': 'image/webp',
	'.ics': 'text/calendar; charset=utf-8',
	'.xml': 'application/xml; charset=utf-8',
};

/** The media type of a file by its name. */
export function typeOf(path: string): string {
	return types[extname(path)] ?? 'application/octet-stream';
}

/** Takes the files that the renderer's build made into the object store. */
export async function readSiteFiles(folder: string, objects: ObjectStore): Promise<SiteFiles> {
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	const pages = new Map<string, ManifestPage>();
	for (const each of found.filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))) {
		const file = join(each.parentPath, each.name);
		const path = `/${relative(folder, file).split(sep).join('/')}`;
		const hash = await objects.put(await readFile(file));
		pages.set(path, { hash, type: typeOf(path), status: 200 });
	}
	return pages;
}

/** Media that editors bring in have names of ours; what comes by git may be named otherwise, and is media all the same. */
const media = /^[^./][^/]*\.(?:jpg|png|webp|mp3|m4a|pdf)$/;

const uploaded = new Map<string, string>();

/** Media of a commit: they stand at `/uploads/`, named by the hash of their content. */
export async function uploadPages(
	{
		repository,
		objects,
	}: { repository: Pick<Repository, 'filesBelow' | 'readBlob'>; objects: ObjectStore },
	commit: string,
): Promise<SiteFiles> {
	const pages = new Map<string, ManifestPage>();
	const files = await repository.filesBelow(commit, 'uploads');
	for (const { path, blob } of files.filter((file) => media.test(file.path))) {
		const hash = uploaded.get(blob) ?? (await objects.put(await repository.readBlob(blob)));
		uploaded.set(blob, hash);
		pages.set(`/uploads/${path}`, { hash, type: typeOf(path), status: 200 });
	}
	return pages;
}
