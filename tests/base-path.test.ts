import { rm } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { copySources } from './built-site.ts';
import { type PortalProcess, startPortal } from './portal-process.ts';

/** A government site is often a column under its parent's domain: everything stands below one path. */
const base = '/column';

let software: string;
let portal: PortalProcess;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let context: BrowserContext;
let page: Page;
const strays: string[] = [];

beforeAll(async () => {
	// The base path is part of the bundle, and all other tests share one without.
	software = await copySources(['functions']);
	portal = await startPortal({
		env: { BASE_PATH: base, HOST: '::' },
		command: ['npm', 'start'],
		cwd: software,
	});
	browser = await launchBrowser();
	context = await browser.newContext({ viewport: { width: 360, height: 800 } });
	context.on('request', (request) => {
		if (!request.url().startsWith(`${portal.url}${base}/`)) strays.push(request.url());
	});
	page = await context.newPage();
});

afterAll(async () => {
	await browser?.close();
	await portal?.remove();
	if (software) await rm(software, { recursive: true });
});

/** Answers of the function layer and the editor are no files of the site. */
const ofStaff = /^\/column\/(?:en\/)?(?:staff|desk|api|admin)\//;

interface Answer {
	readonly status: number;
	readonly path: string;
	readonly from: string;
}

/** Everything on the site that its pages, feeds, sitemaps, styles and manifest lead to. */
async function crawl(): Promise<readonly Answer[]> {
	const answers: Answer[] = [];
	const seen = new Set<string>();
	const starts = [`${base}/`, `${base}/sitemap.xml`];
	const waiting = starts.map((path) => ({ path, from: 'the start' }));
	for (let next = waiting.shift(); next; next = waiting.shift()) {
		if (seen.has(next.path)) continue;
		seen.add(next.path);
		if (ofStaff.test(next.path)) continue;
		const response = await fetch(portal.url + next.path);
		answers.push({ status: response.status, ...next });
		if (!isText(response) || response.status !== 200) continue;
		const found = addressesIn(await response.text(), portal.url + next.path);
		waiting.push(...found.map((path) => ({ path, from: next.path })));
	}
	return answers;
}

function isText(response: Response): boolean {
	return /html|xml|json|css|calendar/.test(response.headers.get('content-type') ?? '');
}

function addressesIn(answer: string, at: string): string[] {
	// A calendar folds its long lines (RFC 5545 §3.1).
	const text = answer.replaceAll('\r\n ', '');
	const attributes = /(?:href|src|action|content)="([^"#\s]+)"/g;
	// Addresses are also written in running text.
	const whole = new RegExp(`${portal.url}/[\\w./%~-]*`, 'g');
	const relative = [...text.matchAll(attributes)].map(([, address = '']) => address);
	const found = [
		...relative.filter((address) => /^(?:\/|\.)/.test(address)),
		...[...text.matchAll(whole)].map(([address]) => address.replace(/\.$/, '')),
	];
	return found
		.map((address) => new URL(address.replaceAll('&amp;', '&'), at))
		.filter((url) => url.origin === portal.url)
		.map((url) => url.pathname);
}

describe('below a base path', () => {
	let answers: readonly Answer[];
	beforeAll(async () => {
		answers = await crawl();
	});

	test('every link, asset, feed and sitemap stays below it and is there', () => {
		expect(answers.filter(({ path }) => !path.startsWith(`${base}/`))).toEqual([]);
		expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
		expect(answers.length).toBeGreaterThan(300);
	});

	test.each([
		'/en/subscribe/',
		'/sitemap/',
		'/feeds/notices.xml',
		'/feeds/calendar.ics',
		'/cap/index.xml',
		'/alerts.json',
		'/manifest.webmanifest',
		'/feeds.css',
		'/sitemaps/pages.xml',
	])('%s is among what the site leads to', (path) => {
		expect(answers.map((each) => each.path)).toContain(`${base}${path}`);
	});

	test('nothing is served above it', async () => {
		expect((await fetch(`${portal.url}/notices/`)).status).toBe(404);
	});
});

test('who listens on every address is reached by IPv6 and by IPv4', async () => {
	const { port } = new URL(portal.url);
	for (const host of ['[::1]', '127.0.0.1'])
		expect((await fetch(`http://${host}:${port}${base}/`)).status).toBe(200);
});

test('the service worker is in charge of the pages below it, and keeps them for reading offline', async () => {
	await page.goto(`${portal.url}${base}/faqs/`);
	const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
	expect(scope).toBe(`${portal.url}${base}/`);
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	await page.reload({ waitUntil: 'networkidle' });
	await page.waitForFunction(async () => (await caches.match(location.href)) !== undefined);
	await context.setOffline(true);
	await page.reload();
	expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('常见问答');
	await context.setOffline(false);
});

test('the search finds a page, with an address below it', async () => {
	await expect
		.poll(async () => (await fetch(`${portal.url}${base}/pagefind/pagefind.js`)).status, {
			timeout: 60_000,
		})
		.toBe(200);
	await page.goto(`${portal.url}${base}/search/`);
	await page.getByRole('searchbox').fill('口罩');
	await page.keyboard.press('Enter');
	const found = page.locator('site-search a[href*="/faqs/masks-where/"]').first();
	await found.waitFor();
	expect(await found.getAttribute('href')).toMatch(new RegExp(`^(?:${portal.url})?${base}/faqs/`));
});

test('a report is taken, and its receipt looked up', async () => {
	await page.goto(`${portal.url}${base}/report/`);
	await page
		.getByRole('textbox', { name: /听到|看到|内容/ })
		.first()
		.fill('听说明天全县停水三天');
	await page.locator('select[name="channel"]').selectOption({ index: 1 });
	await page.locator('form[action$="/api/reports"] button[type="submit"]').click();
	await page.locator('.receipt-code').waitFor();
	const code = (await page.locator('.receipt-code').textContent())?.trim() ?? '';
	await page.goto(`${portal.url}${base}/receipt/`);
	await page.getByLabel('回执码').fill(code);
	await page.getByRole('button', { name: '查询' }).click();
	await page.getByText('已经收到').waitFor();
	expect(new URL(page.url()).pathname.startsWith(`${base}/`)).toBe(true);
});

test('alerts are turned on at addresses below it', async () => {
	await page.goto(`${portal.url}${base}/subscribe/`);
	const form = page.locator('subscribe-form');
	expect(await form.getAttribute('data-api')).toBe(`${base}/api`);
	expect((await fetch(`${portal.url}${base}/api/push/key`)).status).toBe(200);
});

test('no page has asked for anything outside of it', () => {
	expect(strays).toEqual([]);
});
