import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openRepository } from '../functions/content/repository.ts';
import { launchBrowser } from './browser.ts';
import { noticeText } from './builders.ts';
import { freePort, type PortalProcess, startPortal } from './portal-process.ts';
import { openWeakNetwork, type WeakNetwork } from './weak-network.ts';

let portal: PortalProcess;
let network: WeakNetwork;
let browser: Browser;
let phone: BrowserContext;
let page: Page;

beforeAll(async () => {
	network = await openWeakNetwork(await freePort(), () => portal.url);
	portal = await startPortal({ env: { SITE_URL: network.url } });
	browser = await launchBrowser();
});

afterAll(async () => {
	await browser?.close();
	await network?.close();
	await portal?.remove();
});

beforeEach(async () => {
	network.is('up');
	phone = await browser.newContext();
	page = await phone.newPage();
});

afterEach(() => phone.close());

/** Visits a page, and waits until the service worker has kept it and the emergency pack. */
async function visit(path: string): Promise<void> {
	await page.goto(network.url + path);
	await expect.poll(() => kept()).toEqual(expect.arrayContaining([path, '/emergency-pack/']));
}

function kept(): Promise<string[]> {
	return page.evaluate(async () => {
		const found: string[] = [];
		for (const name of await caches.keys())
			for (const { url } of await (await caches.open(name)).keys())
				found.push(new URL(url).pathname);
		return found;
	});
}

/** The words of the copy that is kept of a page. */
function keptText(path: string): Promise<string> {
	return page.evaluate(async (url) => {
		const copy = await caches.match(url);
		return copy ? copy.text() : '';
	}, network.url + path);
}

async function rememberWhatIsDeleted(): Promise<void> {
	await phone.serviceWorkers()[0]?.evaluate(() => {
		const deleted: string[] = [];
		const remove = Cache.prototype.delete;
		Cache.prototype.delete = function (request) {
			deleted.push(String(request));
			return remove.call(this, request);
		};
		Object.assign(globalThis, { deleted });
	});
}

function whatWasDeleted(): Promise<unknown> | undefined {
	return phone.serviceWorkers()[0]?.evaluate(() => Reflect.get(globalThis, 'deleted'));
}

async function release(title: string): Promise<void> {
	const repository = await openRepository(join(portal.dataDir, 'content.git'));
	const text = new TextEncoder().encode(noticeText({ title }));
	await repository.commit({
		parent: await repository.head(),
		changes: new Map([['notices/weather.zh-CN.md', text]]),
		author: { name: '编辑', email: 'editor@county.example' },
		message: 'Change',
		at: new Date(),
	});
	const env = { ...process.env, DATA_DIR: portal.dataDir, SITE_URL: network.url };
	await promisify(execFile)(process.execPath, ['functions/cli.ts', 'resume'], { env });
	const live = async () => (await fetch(`${portal.url}/notices/weather/`)).text();
	await expect.poll(live).toContain(title);
}

const heading = () => page.getByRole('heading', { level: 1 }).textContent();
const strip = (when: string) => page.locator(`[data-when="${when}"]`).isVisible();

test('a new release is what the next visit sees, and what is kept from then on', async () => {
	await release('第一次发布');
	await visit('/notices/weather/');
	await release('第二次发布');
	await page.goto(`${network.url}/notices/weather/`);
	expect(await heading()).toContain('第二次发布');
	expect(await strip('saved')).toBe(false);
	await expect.poll(() => keptText('/notices/weather/')).toContain('第二次发布');
	network.is('down');
	await page.reload();
	expect(await heading()).toContain('第二次发布');
	expect(await strip('saved')).toBe(true);
});

test('a page that is read again is the last to be forgotten, and is kept at every moment', async () => {
	await visit('/notices/');
	await visit('/faqs/');
	await rememberWhatIsDeleted();
	await page.goto(`${network.url}/notices/`);
	const pages = async () => (await kept()).filter((path) => /^\/(notices|faqs)\/$/.test(path));
	await expect.poll(pages).toEqual(['/faqs/', '/notices/']);
	expect(await whatWasDeleted()).toEqual([]);
});

test('a network that does not answer shows the kept page, with the time at which it was kept', async () => {
	await visit('/notices/');
	network.is('hanging');
	await page.reload();
	expect(await heading()).toContain('公告');
	expect(await page.locator('[data-when="saved"]').textContent()).toMatch(/这是本机在\d{4}年/);
});

test('a page that was never visited is answered with the emergency pack, and that says so', async () => {
	await visit('/');
	network.is('down');
	await page.goto(`${network.url}/faqs/`);
	expect(await heading()).toContain('应急信息包');
	expect(await strip('instead')).toBe(true);
	expect(await strip('saved')).toBe(true);
	expect(await page.getByRole('link', { name: /12356/ }).first().isVisible()).toBe(true);
});

test('the emergency pack is in the language that was asked for, where both are kept', async () => {
	await visit('/');
	await page.goto(`${network.url}/en/`);
	await expect.poll(() => kept()).toContain('/en/emergency-pack/');
	network.is('down');
	await page.goto(`${network.url}/en/faqs/`);
	expect(await heading()).toContain('emergency pack');
});

test('pages of one person and of staff are never kept', async () => {
	await visit('/');
	await page.goto(`${network.url}/receipt/`);
	await page.goto(`${network.url}/staff/sign-in/`);
	expect((await kept()).filter((path) => /\/(receipt|staff)\//.test(path))).toEqual([]);
});

test('after a fault of its own the service worker forgets all it kept and leaves, and the page is shown', async () => {
	await visit('/');
	const [worker] = phone.serviceWorkers();
	await worker?.evaluate(() => {
		Cache.prototype.match = async () => {
			throw new Error('the disk of the phone is broken');
		};
	});
	await page.goto(`${network.url}/notices/`);
	expect(await heading()).toContain('公告');
	await expect.poll(() => kept()).toEqual([]);
	const registered = () =>
		page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
	await expect.poll(registered).toBe(0);
	await page.goto(`${network.url}/notices/`);
	expect(await heading()).toContain('公告');
	expect(await kept()).toEqual([]);
});
