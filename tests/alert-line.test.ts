import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AlertsFile, PublicAlert } from '../src/feeds/alerts.ts';
import { launchBrowser } from './browser.ts';
import { atHour, noon } from './builders.ts';
import { type BuiltSite, buildSite } from './built-site.ts';
import { type StaticServer, serveFolder } from './static-server.ts';

let site: BuiltSite;
let server: StaticServer;
let browser: Browser;
let page: Page;
let published: AlertsFile;
let asked: number;

const flood: PublicAlert = {
	ref: 'flood',
	category: 'warning',
	lifecycle: 'issue',
	warningColor: 'red',
	title: { 'zh-CN': '河水上涨，请到高处去', en: 'The river is rising. Go to higher ground' },
	areas: ['999900'],
	url: 'https://shili.example/notices/flood/',
	sent: noon.toISOString(),
	effective: noon.toISOString(),
	expires: atHour(1).toISOString(),
};

beforeAll(async () => {
	server = await serveFolder(() => site.folder);
	site = await buildSite({ siteUrl: server.url });
	published = JSON.parse(await readFile(join(site.folder, 'alerts.json'), 'utf8'));
	browser = await launchBrowser();
});

afterAll(async () => {
	await browser?.close();
	await server?.close();
	await site?.remove();
});

beforeEach(async () => {
	const context = await browser.newContext({ serviceWorkers: 'block' });
	page = await context.newPage();
	await page.clock.install({ time: noon });
	asked = 0;
	page.on('request', (request) => {
		if (request.url().endsWith('/alerts.json')) asked += 1;
	});
	await publish(published.alerts);
});

afterEach(() => page.context().close());

async function publish(alerts: readonly PublicAlert[]): Promise<void> {
	const file: AlertsFile = {
		...published,
		release: { number: 1, at: atHour(1).toISOString() },
		alerts,
	};
	await writeFile(join(site.folder, 'alerts.json'), JSON.stringify(file));
}

async function open(path: string): Promise<void> {
	await page.goto(server.url + path);
	await expect.poll(() => asked).toBe(1);
}

const line = () => page.locator('alert-line ul');
const said = () => page.locator('alert-line [role=status]').textContent();

test('an open home page names a new warning within two minutes, and tells a screen reader', async () => {
	await open('/');
	expect(await line().locator('li').count()).toBe(0);
	await publish([flood, ...published.alerts]);
	await page.clock.runFor(120_000);
	await expect.poll(() => line().textContent()).toContain('河水上涨，请到高处去');
	expect(await line().textContent()).toContain('红色预警');
	expect(await said()).toBe('新的预警：河水上涨，请到高处去');
});

describe.each([360, 1280])('at %i px', (width) => {
	const title = {
		'zh-CN': '示例市发布暴雨红色预警，城关镇、云溪镇、松坪镇和柳河镇沿河住户请立即转移',
		en: 'Red rainstorm warning: leave the river banks in Yunxi now',
	};
	const several = ['one', 'two', 'three'].map((ref) => ({ ...flood, ref, title }));

	test.each(['/faqs/', '/en/faqs/'])(
		'%s does not move when several warnings take the place of the link, and cuts no headline',
		async (path) => {
			await publish(several);
			await page.setViewportSize({ width, height: 800 });
			let answer = () => {};
			const isAnswered = new Promise<void>((resolve) => {
				answer = resolve;
			});
			await page.route('**/alerts.json', async (route) => {
				await isAnswered;
				await route.continue();
			});
			await page.goto(server.url + path);
			const top = () => page.locator('main').evaluate((main) => main.getBoundingClientRect().top);
			const before = await top();
			answer();
			await expect.poll(() => line().locator('li').count()).toBe(2);
			expect(await top()).toBe(before);
			const text = page.locator('alert-line a > span');
			expect(await text.innerText()).toBe(path === '/faqs/' ? title['zh-CN'] : title.en);
			expect(await text.evaluate((each) => getComputedStyle(each).textOverflow)).toBe('clip');
			expect(await line().innerText()).toMatch(/另有2条|2 more/);
		},
	);
});

test('a warning that is withdrawn leaves the line of an open page', async () => {
	await publish([flood, ...published.alerts]);
	await open('/en/faqs/');
	await expect.poll(() => line().textContent()).toContain('The river is rising');
	expect(await said()).toBe('');
	await publish(published.alerts);
	await page.clock.runFor(120_000);
	await expect.poll(() => line().textContent()).not.toContain('The river is rising');
	expect(await said()).toBe('A warning has ended or was updated.');
});

test('a home page that shows a warning that is over says that it has changed', async () => {
	await open('/');
	expect(await page.locator('[data-alert]').count()).toBeGreaterThan(0);
	await publish([]);
	await page.clock.runFor(120_000);
	await expect.poll(() => line().textContent()).toContain('请重新打开本页');
});

test('a warning ends by the clock of the device also while the network is away', async () => {
	await publish([flood]);
	await open('/faqs/');
	await expect.poll(() => line().textContent()).toContain('河水上涨');
	await page.context().setOffline(true);
	await page.clock.runFor(50 * 60_000);
	await expect.poll(() => line().textContent()).toContain('河水上涨');
	await page.clock.runFor(12 * 60_000);
	await expect.poll(() => line().innerText()).toBe('查看当前预警');
});

test('without the network a page does not go on saying that nothing is in force', async () => {
	await publish([]);
	await open('/faqs/');
	await expect.poll(() => line().textContent()).toContain('目前没有生效中的预警');
	await page.context().setOffline(true);
	await page.clock.runFor(120_000);
	await expect.poll(() => line().innerText()).toBe('查看当前预警');
});

test('a page that nobody sees asks nothing, and asks at once when it is seen again', async () => {
	await open('/faqs/');
	await turnHidden(true);
	await page.clock.runFor(30 * 60_000);
	expect(asked).toBe(1);
	await turnHidden(false);
	await expect.poll(() => asked).toBe(2);
});

async function turnHidden(hidden: boolean): Promise<void> {
	await page.evaluate((value) => {
		Object.defineProperty(document, 'hidden', { configurable: true, value });
		document.dispatchEvent(new Event('visibilitychange'));
	}, hidden);
}
