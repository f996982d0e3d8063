import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const parts = ['src', 'public', 'astro.config.mjs', 'package.json', 'tsconfig.json'];

/** How long `npm run build` takes for a content folder, in milliseconds; from a copy, because two builds disturb each other. */
export async function buildWholeSite(contentDir: string, siteUrl: string): Promise<number> {
	const root = await mkdtemp(join(tmpdir(), 'mingbai-bench-site-'));
	try {
		for (const part of parts) await cp(part, join(root, part), { recursive: true });
		await symlink(resolve('node_modules'), join(root, 'node_modules'));
		const env = {
			...process.env,
			ASTRO_TELEMETRY_DISABLED: '1',
			CONTENT_DIR: contentDir,
			RELEASE_TIME: new Date().toISOString(),
			SITE_URL: siteUrl,
		};
		const from = performance.now();
		await promisify(execFile)('npm', ['run', '-s', 'build'], {
			cwd: root,
			env,
			maxBuffer: 64 * 2 ** 20,
		});
		return performance.now() - from;
	} finally {
		await rm(root, { recursive: true, force: true });
	}
}
