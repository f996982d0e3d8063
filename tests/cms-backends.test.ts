import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildRenderer, loadRenderer } from '../functions/release/renderer.ts';
import { cmsConfig } from '../src/cms/config.ts';
import { type CmsBackend, readCmsBackend } from '../src/domain/cms-backend.ts';
import { folderSource } from '../src/reading/folder-source.ts';
import { launchBrowser } from './browser.ts';
import { noon, someSettings } from './builders.ts';
import { type BuiltSite, buildSite, copySources, siteUrl } from './built-site.ts';
import { type StaticServer, serveFolder } from './static-server.ts';

const repo = { CMS_REPO: 'county/portal' };
const variablesOf = {
	gitlab: { CMS_BACKEND: 'gitlab', ...repo, CMS_APP_ID: 'app-1' },
	github: { CMS_BACKEND: 'github', ...repo, CMS_BASE_URL: 'https://sign-in.county.example' },
	forgejo: {
		CMS_BACKEND: 'forgejo',
		...repo,
		CMS_APP_ID: 'app-1',
		CMS_BASE_URL: 'https://forge.county.example',
	},
};

let server: StaticServer;
let site: BuiltSite;
let browser: Browser;

beforeAll(async () => {
	server = await serveFolder(() => site.folder);
	site = await buildSite({ siteUrl: server.url, env: variablesOf.gitlab });
	browser = await launchBrowser();
});

afterAll(async () => {
	await browser?.close();
	await server?.close();
	await site?.remove();
});

test('a site built for GitLab has its configuration in both languages of the editor', async () => {
	const text = await readFile(join(site.folder, 'admin/config.json'), 'utf8');
	const configurations = JSON.parse(text) as Record<string, object>;
	for (const language of ['zh-CN', 'en'])
		expect(configurations[language]).toMatchObject({
			backend: { name: 'gitlab', repo: 'county/portal', auth_type: 'pkce', app_id: 'app-1' },
			media_folder: 'content/uploads',
		});
});

test.each([
	['gitlab', 'https://gitlab.com/oauth/authorize'],
	['forgejo', 'https://forge.county.example/login/oauth/authorize'],
] as const)('the editor leads to %s to sign in, and to no portal', async (name, address) => {
	const page = await openEditor(name);
	const left = page.waitForRequest((request) => request.url().startsWith(address));
	await page.getByRole('button').click();
	const asked = new URL((await left).url()).searchParams;
	expect(asked.get('client_id')).toBe('app-1');
	expect(asked.get('redirect_uri')).toBe(`${server.url}/admin/`);
	expect(asked.get('code_challenge_method')).toBe('S256');
	await page.close();
});

test('the editor opens the OAuth service of GitHub in a window of its own', async () => {
	const page = await openEditor('github');
	const popup = page.waitForEvent('popup');
	await page.getByRole('button').click();
	expect((await popup).url()).toMatch(
		/^https:\/\/sign-in\.county\.example\/auth\?provider=github&/,
	);
	await page.close();
});

test('the server’s renderer is built for the Git host, and built again when the host changes', async () => {
	const root = await copySources();
	const backend = backendOf('gitlab');
	expect(await buildRenderer(root, '', backend)).toBe('built');
	expect(await buildRenderer(root, '', backend)).toBe('up-to-date');
	const { renderer } = await loadRenderer(root);
	const content = await renderer.read(folderSource('content'));
	const moment = { now: noon, release: { number: 1, at: noon }, siteUrl, observations: {} };
	const page = await renderer.render('/admin/config.json', content, moment, {});
	expect(JSON.parse(new TextDecoder().decode(page.body))).toMatchObject({
		'zh-CN': { backend: backend.options, media_folder: 'content/uploads' },
	});
	expect(await buildRenderer(root, '', backendOf('forgejo'))).toBe('built');
	await rm(root, { recursive: true });
});

test('a build for GitLab without an application fails and says which variable is missing', async () => {
	const { PATH = '', HOME = '' } = process.env;
	const env = { PATH, HOME, ASTRO_TELEMETRY_DISABLED: '1', CMS_BACKEND: 'gitlab', ...repo };
	const astro = 'node_modules/astro/bin/astro.mjs';
	const build = promisify(execFile)(process.execPath, [astro, 'build'], { env });
	await expect(build).rejects.toMatchObject({
		stderr: expect.stringContaining('CMS_APP_ID is needed with gitlab'),
	});
});

/** The editor on the built site, with the configuration of a backend; Git hosts answer nothing. */
async function openEditor(name: keyof typeof variablesOf) {
	const context = await browser.newContext({ serviceWorkers: 'block' });
	await context.route(/^https:/, (route) => route.fulfill({ body: 'the Git host' }));
	const page = await context.newPage();
	if (name !== 'gitlab')
		await page.route('**/admin/config.json', (route) =>
			route.fulfill({ json: configurationsFor(name) }),
		);
	await page.goto(`${server.url}/admin/`);
	await page.getByRole('button').waitFor();
	const backends = await page.evaluate((each) => {
		const { CMS } = window as unknown as { CMS: { getBackend(name: string): unknown } };
		return { its: Boolean(CMS.getBackend(each)), portal: Boolean(CMS.getBackend('portal')) };
	}, name);
	expect(backends).toEqual({ its: true, portal: false });
	return page;
}

function backendOf(name: keyof typeof variablesOf): CmsBackend {
	const read = readCmsBackend(variablesOf[name]);
	if ('problems' in read) throw new Error(JSON.stringify(read.problems));
	return read.backend;
}

function configurationsFor(name: keyof typeof variablesOf) {
	const { options: backend, contentFolder } = backendOf(name);
	const place = { backend, contentFolder, base: '/' };
	return {
		'zh-CN': cmsConfig(someSettings(), 'zh-CN', place),
		en: cmsConfig(someSettings(), 'en', place),
	};
}
