import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';
import { becomeAdministrator, invite } from './staff-people.ts';

let portal: PortalProcess;
let browser: Browser;
let administrator: Page;
let publisher: Page;

beforeAll(async () => {
	portal = await startPreparedPortal();
	browser = await launchBrowser();
	administrator = await becomeAdministrator(browser, await portal.firstAdministratorLink());
	publisher = await invite(administrator, browser, {
		name: '签发人老周',
		email: 'publisher@county.example',
		role: 'publisher',
	});
});

afterAll(async () => {
	await browser?.close();
	await portal?.remove();
});

/** `npm run mingbai -- …` beside the running portal. */
function mingbai(...args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
	const env = { ...process.env, DATA_DIR: portal.dataDir, SITE_URL: portal.url };
	return promisify(execFile)(process.execPath, ['functions/cli.ts', ...args], { env });
}

/** A command that does not end with 0: its exit code, and what it said. */
async function unmet(...args: readonly string[]): Promise<{ code: unknown; stderr: unknown }> {
	const failed: unknown = await mingbai(...args).catch((error: unknown) => error);
	if (!(failed instanceof Error && 'code' in failed && 'stderr' in failed))
		throw new Error(`${args.join(' ')} ended well`);
	return { code: failed.code, stderr: failed.stderr };
}

const home = async (path = '/') => (await fetch(portal.url + path)).text();
const fileOf = (name: string) => readFile(join(portal.dataDir, 'site', name), 'utf8');

test('a publisher puts a banner above every page from a phone, and takes it down', async () => {
	await publisher.setViewportSize({ width: 360, height: 740 });
	await publisher.goto(`${portal.url}/staff/banner/`);
	await publisher.getByLabel('中文通知').fill('水库泄洪，请远离河道');
	await publisher.getByRole('button', { name: '立即挂出' }).click();
	await publisher.getByText('现在挂着的横幅').waitFor();
	for (const path of ['/', '/notices/', '/en/support/', '/does-not-exist/'])
		expect(await home(path)).toContain('水库泄洪，请远离河道');
	expect(await fileOf('index.html')).toContain('水库泄洪，请远离河道');
	await publisher.getByRole('button', { name: '撤下' }).click();
	await publisher.getByText('现在挂着的横幅').waitFor({ state: 'detached' });
	expect(await home()).not.toContain('水库泄洪');
});

test('who may not break the glass is told so, and given no form to fill in vain', async () => {
	const editor = await invite(administrator, browser, {
		name: '编辑小林',
		email: 'editor@county.example',
		role: 'editor',
	});
	const answer = await editor.goto(`${portal.url}/staff/banner/`);
	expect(answer?.status()).toBe(403);
	await editor.getByText('您的账号没有这项权限').waitFor();
	expect(await editor.locator('form').count()).toBe(0);
});

test('what readers keep of a page is not taken for the page with the banner', async () => {
	const { headers } = await fetch(portal.url);
	const kept = { 'If-None-Match': headers.get('ETag') ?? '' };
	expect((await fetch(portal.url, { headers: kept })).status).toBe(304);
	expect((await mingbai('banner', '道路中断')).stdout).toContain('in the running portal');
	expect(await home()).toContain('道路中断');
	expect((await fetch(portal.url, { headers: kept })).status).toBe(200);
	expect((await mingbai('banner-off')).stdout).toContain('is down');
	expect(await home()).not.toContain('道路中断');
});

test('while the portal is down, commands say that no portal took them: a banner is in the files for a web server, a request waits', async () => {
	await portal.stop();
	const put = await unmet('banner', '县城停电，网站稍后恢复', 'Power is off', '--hours', '6');
	expect(put).toEqual({ code: 3, stderr: expect.stringContaining('No running portal took') });
	expect(await fileOf('index.html')).toContain('县城停电');
	expect(await fileOf('en/index.html')).toContain('Power is off');
	const [missing, waiting] = [await unmet('rollback', '999'), await unmet('rotate-vapid-key')];
	expect(missing).toEqual({ code: 1, stderr: expect.stringContaining('no release 999') });
	expect(waiting).toEqual({ code: 3, stderr: expect.stringContaining('No running portal took') });
	await portal.restart();
	await expect.poll(() => home()).toContain('县城停电');
	await expect.poll(() => existsSync(join(portal.dataDir, 'operator-request.json'))).toBe(false);
	await mingbai('banner-off');
});

test('one command serves an earlier release, until another lifts it', async () => {
	expect((await mingbai('rollback', '1')).stdout).toContain('Done');
	await publisher.goto(`${portal.url}/staff/`);
	await publisher.getByText('已退回旧版并暂停发布').waitFor();
	expect((await mingbai('resume')).stdout).toContain('Done');
	await publisher.reload();
	expect(await publisher.getByText('已退回旧版并暂停发布').count()).toBe(0);
	expect((await unmet('rollback', '999')).code).toBe(1);
});
