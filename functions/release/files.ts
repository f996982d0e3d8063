import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { cleanMedia, isNamedByContent } from '../cms/media.ts';
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

/** A larger file is not for the phones of a county. */
const mostBytes = 10 * 2 ** 20;

/** The object of each blob of the last commit, or why there is none. What is gone from there is forgotten: its object may be, too. */
let uploaded: ReadonlyMap<string, Taken> = new Map();

/** Looks at all media again in the next release: the bytes of some are lost. */
export function forgetUploads(): void {
	uploaded = new Map();
}

type Taken = { readonly hash: string } | { readonly reason: string };

/** Media of a commit, and those that nobody is shown. */
export interface Uploads {
	readonly pages: SiteFiles;
	readonly refused: readonly { readonly path: string; readonly reason: string }[];
}

interface UploadParts {
	readonly repository: Pick<Repository, 'filesBelow' | 'readBlob'>;
	readonly objects: ObjectStore;
}

/** Media of a commit: they stand at `/uploads/`. What did not come through the portal is cleaned as if it had. */
export async function uploadPages(parts: UploadParts, commit: string): Promise<Uploads> {
	const pages = new Map<string, ManifestPage>();
	const refused: { path: string; reason: string }[] = [];
	const all = new Map<string, Taken>();
	const files = await parts.repository.filesBelow(commit, 'uploads');
	for (const { path, blob } of files.filter((file) => media.test(file.path))) {
		const key = `${blob}${extname(path)}`;
		const taken = uploaded.get(key) ?? (await take(parts, path, blob));
		all.set(key, taken);
		if ('reason' in taken) refused.push({ path: `/uploads/${path}`, reason: taken.reason });
		else pages.set(`/uploads/${path}`, { hash: taken.hash, type: typeOf(path), status: 200 });
	}
	uploaded = all;
	return { pages, refused };
}

async function take(
	{ repository, objects }: UploadParts,
	path: string,
	blob: string,
): Promise<Taken> {
	const bytes = await repository.readBlob(blob);
	if (isNamedByContent(path, bytes)) return { hash: await objects.put(bytes) };
	if (bytes.length > mostBytes) return { reason: 'larger than 10 MB' };
	const cleaned = await cleanMedia(bytes);
	if ('problem' in cleaned) return { reason: cleaned.problem.code };
	if (`.${cleaned.extension}` !== extname(path)) return { reason: `is no ${extname(path)} file` };
	return { hash: await objects.put(cleaned.bytes) };
}
