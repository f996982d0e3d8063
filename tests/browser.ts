import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/** Starts Chromium: `CHROMIUM_PATH`, else the system's, else the one that npm brought. */
export async function launchBrowser(): Promise<Browser> {
	return chromium.launch({ executablePath: await browserPath(), args });
}

/** Quiet enough that every request seen is one a page made. */
const args = [
	'--no-sandbox',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-dev-shm-usage',
	'--disable-gpu',
	'--no-first-run',
	'--no-zygote',
	'--font-render-hinting=none',
];

/** The browser's program. */
export async function browserPath(): Promise<string> {
	const { CHROMIUM_PATH: given } = process.env;
	if (given) return given;
	const installed = '/usr/bin/chromium';
	return existsSync(installed) ? installed : unpacked();
}

/** The package unpacks itself into `TMPDIR`; a folder is renamed into place when whole, as workers start together. */
async function unpacked(): Promise<string> {
	const manifest = await readFile('node_modules/@sparticuz/chromium/package.json', 'utf8');
	const cache = resolve('node_modules/.cache');
	const folder = join(cache, `chromium-${JSON.parse(manifest).version}`);
	const program = join(folder, 'chromium');
	if (existsSync(program)) return program;
	await mkdir(cache, { recursive: true });
	const own = await mkdtemp(`${folder}-`);
	const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath()`;
	await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
		env: { ...process.env, TMPDIR: own },
	});
	await rename(own, folder).catch(() => rm(own, { recursive: true }));
	return program;
}
