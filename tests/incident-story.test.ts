import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { archive, purge } from '../functions/commands/incidents.ts';
import { type Config, readConfig } from '../functions/config.ts';
import { publishedEntry, signedHash } from '../functions/content/published-entry.ts';
import { openRepository } from '../functions/content/repository.ts';
import { listen } from '../functions/listen.ts';
import { openPortal, type Portal } from '../functions/portal.ts';
import { storeAreas } from '../functions/store/areas.ts';
import type { AlertsFile } from '../src/feeds/alerts.ts';
import { launchBrowser } from './browser.ts';
import { becomeAdministrator, invite } from './staff-people.ts';

const ref = 'x-respiratory-2026';
const page = `/incidents/${ref}/`;
let clock = new Date('2026-03-14T12:00:00+08:00');
let dataDir: string;
let url: string;
let running: { portal: Portal; stop: () => Promise<void> };
let browser: Browser;
let resident: Page;
let publisher: Page;
/** The public keys of the archive, by their ids. */
const publicKeys = new Map<string, string>();

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'mingbai-incident-'));
	url = `http://localhost:${await freePort()}`;
	running = await start();
	browser = await launchBrowser();
	const context = await browser.newContext({ javaScriptEnabled: false });
	resident = await context.newPage();
	const link = running.portal.firstAdministratorLink ?? '';
	const administrator = await becomeAdministrator(browser, link);
	const person = { name: '签发人', email: 'publisher@county.example', role: 'publisher' } as const;
	publisher = await invite(administrator, browser, person);
	await signIncident();
});

afterAll(async () => {
	await browser?.close();
	await running?.stop();
	await rm(dataDir, { recursive: true, force: true });
});

test('before: the plan says who does what and how people are told', async () => {
	await resident.goto(`${url}/guides/county-plan/`);
	await expectText('main', '应急预案');
});

test('during: the page has the levels of now and how they came, and support after what to do', async () => {
	await resident.goto(url + page);
	const levels = resident.locator('section[aria-labelledby=levels]');
	expect(await levels.locator('dl').textContent()).toMatch(
		/橙色预警（二级）[\s\S]*二级响应[\s\S]*较大/,
	);
	expect(await levels.locator('ol > li').count()).toBe(3);
	await expectText('.timeline', '没有“封城”');
	const order = await resident.locator('main').innerText();
	expect(order.indexOf('示例市发布橙色预警')).toBeLessThan(order.indexOf('害怕、睡不着'));
	expect(await resident.locator('#stand-down').count()).toBe(0);
	await resident.goto(url);
	expect(await resident.locator('[data-care=warning]').count()).toBe(1);
});

test('the stand-down says when it ended and what still holds', async () => {
	await jumpTo('2026-04-16T10:30:00+08:00');
	await resident.goto(url + page);
	await expectText('section[aria-labelledby=stand-down]', '疫情预警解除');
	await expectText('section[aria-labelledby=stand-down]', '继续有效');
	await expectText('section[aria-labelledby=levels] dl', '恢复中');
	expect(await resident.locator('[data-care]').count()).toBe(0);
	await expectText('main', '这次看病的钱怎么报销');
});

test.each([
	['day', '2026-04-17T10:30:00+08:00'],
	['week', '2026-04-23T10:30:00+08:00'],
	['month', '2026-05-16T10:30:00+08:00'],
])('one %s after, support is at the top, and a quiet word is said once', async (step, at) => {
	await jumpTo(at);
	for (const path of ['/', page]) {
		await resident.goto(url + path);
		expect(await resident.locator(`[data-care=${step}]`).count()).toBe(1);
	}
	expect(await saidSteps()).toContain(step);
	const said = await saidSteps();
	expect(new Set(said).size).toBe(said.length);
});

test('the review has its promises, and a resident comments on it without JavaScript', async () => {
	await resident.goto(url + page);
	await expectText('section[aria-labelledby=review]', '哪里做得不够');
	expect(await resident.locator('[data-promise=done]').count()).toBe(1);
	await resident.getByRole('link', { name: '对评估提意见' }).click();
	await resident.getByLabel('您的意见').fill('口罩还是太少，请打13812345678告诉我');
	await resident.getByRole('button', { name: '提交意见' }).click();
	await expectText('main', '收到了');
	await publisher.goto(`${url}/staff/recovery/`);
	const comments = publisher.locator('section[aria-labelledby=comments]');
	expect(await comments.textContent()).toContain('口罩还是太少');
	expect(await comments.textContent()).not.toContain('13812345678');
	expect(await storeAreas(running.portal.store).reports.waitingCount()).toBe(0);
});

test('a promise that is late says so', async () => {
	await jumpTo('2026-07-01T08:00:00+08:00');
	await resident.goto(url + page);
	expect(await resident.locator('[data-promise=overdue]').count()).toBe(2);
	await expectText('section[aria-labelledby=review]', '逾期未完成');
});

test('the archive holds all that was published, and proves it', async () => {
	await publisher.goto(`${url}/staff/recovery/`);
	const files = unzipSync(await download('下载归档包'));
	const list = files['manifest.json'] ?? new Uint8Array();
	const { key, files: listed } = JSON.parse(new TextDecoder().decode(list)) as {
		key: string;
		files: { path: string; sha256: string }[];
	};
	const pem = new TextDecoder().decode(files[`public-key-${key}.pem`]);
	publicKeys.set(key, pem);
	const signature = files['manifest.json.sig'] ?? new Uint8Array();
	expect(verify(null, list, createPublicKey(pem), signature)).toBe(true);
	const hashOf = (path: string) =>
		createHash('sha256')
			.update(files[path] ?? '')
			.digest('hex');
	expect(listed.filter(({ path, sha256 }) => hashOf(path) !== sha256)).toEqual([]);
	const paths = listed.map(({ path }) => path);
	expect(paths).toContain('site/notices/2026-16-all-clear/index.html');
	expect(paths).toContain('site/cap/2026-12-orange.xml');
});

test('the personal data goes, and a signed protocol without any of it stays', async () => {
	await publisher.goto(`${url}/staff/recovery/`);
	await publisher.getByText('清理个人数据').click();
	await publisher.getByLabel(/请输入事件编号/).fill(ref);
	await publisher.getByRole('button', { name: '永久删除' }).click();
	await publisher.waitForURL(/#protocols/);
	expect(await publisher.locator('section[aria-labelledby=comments] li').count()).toBe(0);
	const bytes = await download('X型呼吸道传染病疫情', 'section[aria-labelledby=protocols]');
	const signed = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, string>;
	const { document = '', key = '', signature = '' } = signed;
	expect(document).toContain('"count": 1');
	expect(document).not.toContain('口罩');
	expect(isSigned(document, { key, signature })).toBe(true);
	expect(isSigned(document.replace('1', '2'), { key, signature })).toBe(false);
});

test('an operator archives and deletes by commands as well', async () => {
	const config = portalConfig();
	clock = new Date(clock.getTime() + 60_000);
	const file = join(dataDir, 'archive.zip');
	expect((await said(() => archive(config, [ref, file], clock))).code).toBe(0);
	expect(Object.keys(unzipSync(await readFile(file)))).toContain('SHA256SUMS.sig');
	expect((await said(() => archive(config, [ref, file], clock))).code).toBe(1);
	expect((await said(() => archive(config, ['nothing', file], clock))).err).toContain(ref);
	const left = await said(() => purge(config, [ref], clock));
	expect(left.out).toMatch(/^0\treports\n/);
	expect(left.out).toContain(`--confirm ${ref}`);
	const protocols = () => storeAreas(running.portal.store).incidentPurges.protocols(9);
	const wrongly = await said(() => purge(config, [ref, '--confirm', 'outbreak'], clock));
	expect(wrongly.code).toBe(2);
	expect(await protocols()).toHaveLength(1);
	const done = await said(() => purge(config, [ref, '--confirm', ref], clock));
	expect(JSON.parse(done.out)).toMatchObject({ incident: ref, by: 'operator' });
	expect(await protocols()).toHaveLength(2);
});

test('a year later the day is remembered quietly', async () => {
	await jumpTo('2027-03-02T08:00:00+08:00');
	await resident.goto(url + page);
	expect(await resident.locator('[data-care=anniversary]').count()).toBe(1);
});

function portalConfig(): Config {
	const read = readConfig({ PORT: new URL(url).port, SITE_URL: url, DATA_DIR: dataDir });
	if ('problems' in read) throw new Error(JSON.stringify(read.problems));
	return read.config;
}

/** Runs a command, and gives what it printed. */
async function said(command: () => Promise<number>) {
	const [out, err] = [process.stdout, process.stderr].map((stream) =>
		vi.spyOn(stream, 'write').mockReturnValue(true),
	);
	const printed = (stream: typeof out) => stream?.mock.calls.map(([text]) => text).join('') ?? '';
	try {
		const code = await command();
		return { code, out: printed(out), err: printed(err) };
	} finally {
		out?.mockRestore();
		err?.mockRestore();
	}
}

/** Opens the portal in this process, at the time that the story has come to. */
async function start() {
	const config = portalConfig();
	const log = { info: () => undefined, error: () => undefined };
	const needs = { config, root: process.cwd(), now: () => clock, log };
	const portal = await openPortal(needs);
	const { server } = await listen(portal, config);
	const stop = async () => {
		portal.stopSending();
		if ('closeAllConnections' in server) server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		await portal.close();
	};
	return { portal, stop };
}

/** A portal that starts again finds what the clock has brought. */
async function jumpTo(time: string) {
	await running.stop();
	clock = new Date(time);
	running = await start();
	while (!(await isCaughtUp())) await setTimeout(100);
}

/** At first it serves what was there before. */
async function isCaughtUp(): Promise<boolean> {
	const { release } = (await (await fetch(`${url}/alerts.json`)).json()) as AlertsFile;
	return new Date(release.at) >= clock;
}

/** What a publisher's sign-off leaves: without it nothing is said after an incident. */
async function signIncident() {
	const repository = await openRepository(join(dataDir, 'content.git'));
	const commit = (await repository.head()) ?? '';
	const entry = await publishedEntry(repository, commit, 'incidents', ref);
	if (!entry) throw new Error('the demo county has its incident');
	const about = { collection: 'incidents', ref, hash: signedHash(entry) } as const;
	const signature = { staffId: 'publisher', name: '签发人', at: clock };
	await storeAreas(running.portal.store).signOffs.sign(about, signature);
}

/** The steps of care that people were told of. */
async function saidSteps() {
	const alerts = await storeAreas(running.portal.store).alerts.latest(20);
	return alerts.flatMap(({ announcement }) => announcement.care?.step ?? []);
}

async function download(name: string, within = 'main'): Promise<Uint8Array> {
	const link = publisher.locator(within).getByRole('link', { name }).first();
	const [file] = await Promise.all([publisher.waitForEvent('download'), link.click()]);
	return readFile(await file.path());
}

function isSigned(text: string, { key, signature }: { key: string; signature: string }): boolean {
	const publicKey = createPublicKey(publicKeys.get(key) ?? '');
	return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'));
}

async function expectText(place: string, text: string) {
	expect(await resident.locator(place).first().textContent()).toContain(text);
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	return typeof address === 'object' && address ? address.port : 0;
}
