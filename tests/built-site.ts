import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { noon } from './builders.ts';

/** The static site as `npm run build` makes it from the demo county, at noon of the tests. */
export interface BuiltSite {
	readonly folder: string;
	/** The paths of all its pages, as readers ask for them: `/`, `/en/notices/`, `/404.html`. */
	pages(): Promise<string[]>;
	remove(): Promise<void>;
}

/** The address that pages name as their own when nobody gives another. */
export const siteUrl = 'http://localhost:4321';

const parts = [
	'src',
	'public',
	'content',
	'astro.config.mjs',
	'package.json',
	'package-lock.json',
	'tsconfig.json',
];

/** A copy of what the site is built from: two builds in one folder take each other's files away. */
export async function copySources(more: readonly string[] = []): Promise<string> {
	const root = await mkdtemp(join(tmpdir(), 'mingbai-site-'));
	for (const part of [...parts, ...more]) await cp(part, join(root, part), { recursive: true });
	await symlink(resolve('node_modules'), join(root, 'node_modules'));
	return root;
}

export async function buildSite(
	options: { siteUrl?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<BuiltSite> {
	const root = await copySources();
	const remove = () => rm(root, { recursive: true });
	const { PATH = '', HOME = '' } = process.env;
	const env = {
		PATH,
		HOME,
		ASTRO_TELEMETRY_DISABLED: '1',
		CONTENT_DIR: 'content',
		RELEASE_TIME: noon.toISOString(),
		WITH_SERVER: 'true',
		SITE_URL: options.siteUrl ?? siteUrl,
		...options.env,
	};
	const astro = resolve('node_modules/astro/bin/astro.mjs');
	await promisify(execFile)(process.execPath, [astro, 'build'], { cwd: root, env }).catch(
		async (error: unknown) => {
			await remove();
			throw error;
		},
	);
	const folder = join(root, 'dist');
	return {
		folder,
		pages: () => pagesOf(folder),
		remove,
	};
}

/** Adds the search to a built site, as `npm run build` does. */
export async function indexForSearch(folder: string): Promise<void> {
	const pagefind = resolve('node_modules/pagefind/lib/runner/bin.cjs');
	await promisify(execFile)(process.execPath, [pagefind, '--site', folder]);
}

/** The paths of all pages of a built site. */
export async function pagesOf(folder: string): Promise<string[]> {
	return (await filesOf(folder)).flatMap(pageOf).sort();
}

/** The paths of all files below a folder, with a slash before each. */
export async function filesOf(folder: string): Promise<string[]> {
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	return found
		.filter((each) => each.isFile())
		.map((each) => `/${relative(folder, join(each.parentPath, each.name)).split(sep).join('/')}`);
}

/** The editor's own program is no page of the site. */
function pageOf(file: string): string[] {
	if (!file.endsWith('.html') || file.startsWith('/admin/')) return [];
	return [file.replace(/\/index\.html$/, '/')];
}
