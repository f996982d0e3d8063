import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CmsBackend, portalBackend } from '../../src/domain/cms-backend.ts';
import type { Renderer } from '../../src/domain/site.ts';
import { writeDurably } from './objects.ts';

/** The site's code as a bundle, its files for browsers, and the version of both. */
export interface LoadedRenderer {
	readonly renderer: Renderer;
	readonly version: string;
	/** The folder of scripts, styles and public files. */
	readonly clientFolder: string;
}

const folder = '.renderer';
const sources = ['src', 'public', 'astro.config.mjs', 'package-lock.json'];

/** Bundles the renderer for a base path and an editor's backend, unless the bundle of exactly this is there. */
export async function buildRenderer(
	root: string,
	basePath: string,
	cms: CmsBackend = portalBackend,
): Promise<'built' | 'up-to-date'> {
	const version = await sourceVersion(root, basePath, cms);
	if ((await builtVersion(root)) === version) return 'up-to-date';
	await run(root, basePath, cms);
	await writeDurably(join(root, folder, 'version'), version);
	return 'built';
}

/** Loads the bundle that `buildRenderer` made. */
export async function loadRenderer(root: string): Promise<LoadedRenderer> {
	const version = await builtVersion(root);
	if (!version) throw new Error('The renderer has not been built. Run: npm run build:renderer');
	const entry = pathToFileURL(join(root, folder, 'server/entry.mjs')).href;
	const bundle: unknown = await import(entry);
	if (!isRendererModule(bundle)) throw new Error(`${entry} does not export a renderer`);
	return { renderer: bundle.renderer, version, clientFolder: join(root, folder, 'client') };
}

function isRendererModule(bundle: unknown): bundle is { renderer: Renderer } {
	return typeof bundle === 'object' && bundle !== null && 'renderer' in bundle;
}

async function builtVersion(root: string): Promise<string | undefined> {
	return readFile(join(root, folder, 'version'), 'utf8').catch(() => undefined);
}

async function sourceVersion(root: string, basePath: string, cms: CmsBackend): Promise<string> {
	const built = `base ${basePath}\ncms ${JSON.stringify(cms)}\n`;
	const hash = createHash('sha256').update(built);
	for (const source of sources) {
		for (const file of await filesBelow(join(root, source)))
			hash.update(`${file}\n`).update(await readFile(file));
	}
	return hash.digest('hex').slice(0, 24);
}

async function filesBelow(path: string): Promise<string[]> {
	const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(
		(error: NodeJS.ErrnoException) => {
			if (error.code === 'ENOTDIR') return undefined;
			throw error;
		},
	);
	if (!entries) return [path];
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}

function withoutCms(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('CMS_')));
}

async function run(root: string, basePath: string, cms: CmsBackend): Promise<void> {
	const astro = join(root, 'node_modules/astro/bin/astro.mjs');
	const env = {
		...withoutCms(process.env),
		...cms.variables,
		RENDERER: '1',
		BASE_PATH: basePath,
		ASTRO_TELEMETRY_DISABLED: '1',
		// One bundle, whoever asks for it: a test must not leave a slower one behind.
		NODE_ENV: 'production',
	};
	const child = spawn(process.execPath, [astro, 'build', '--root', root], {
		cwd: root,
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => {
		output += chunk.toString();
	});
	child.stderr.on('data', (chunk: Buffer) => {
		output += chunk.toString();
	});
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	if (code !== 0) throw new Error(`The renderer could not be built:\n${output}`);
}
