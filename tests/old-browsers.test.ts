import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { noon } from './builders.ts';
import { widthOf } from './page-measures.ts';
import { openServedSite } from './served-site.ts';

const site = await openServedSite();
const notice = '/notices/2026-12-orange/';
const kinds = ['/', notice, '/rumors/tap-water-smell/', '/support/', '/report/', '/verify/'];
const withMost = ['/', notice, '/report/'];
const year = 365 * 86_400_000;

afterAll(() => site.close());

async function opened(path: string, prepare: (page: Page) => Promise<unknown>): Promise<Page> {
	const { page, open } = await site.newPage();
	await page.clock.setFixedTime(noon);
	await prepare(page);
	await open(path, 360);
	return page;
}

/** What a reader needs of any page is there: its headline and its text, without scrolling sideways. */
async function expectReadable(page: Page): Promise<void> {
	expect(await page.locator('h1').innerText()).toMatch(/\S/);
	const text = await page.locator('main').innerText();
	expect(text.length).toBeGreaterThan(100);
	expect(await widthOf(page)).toBeLessThanOrEqual(360);
}

describe.each(kinds)('%s is there and can be read', (path) => {
	test('in a browser that knows no cascade layers, in the order of the HTML', async () => {
		const page = await opened(path, withoutLayers);
		await expectReadable(page);
		const size = await page.evaluate(() => getComputedStyle(document.body).fontSize);
		expect(size).toBe('18px');
		const tops = await page
			.locator('main :is(h1, h2, h3, p):visible')
			.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
		expect(tops).toEqual([...tops].sort((a, b) => a - b));
		await page.context().close();
	});
});

describe.each(withMost)('%s is there and can be read', (path) => {
	test.each([
		['stop half-way', `throw new Error('half-way')`],
		['are in a language that the browser does not know yet', '%% later %%'],
		['never come', undefined],
	])('when scripts %s', async (_, body) => {
		const page = await opened(path, (page) =>
			page.route('**/_astro/*.js', (route) =>
				body ? route.fulfill({ body, contentType: 'text/javascript' }) : route.abort(),
			),
		);
		await expectReadable(page);
		await page.context().close();
	});

	test('when its style sheets never come', async () => {
		const page = await opened(path, (page) => page.route('**/*.css', (route) => route.abort()));
		expect((await page.locator('main').innerText()).length).toBeGreaterThan(100);
		const icons = await page
			.locator('svg.icon')
			.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().width));
		expect(Math.max(0, ...icons)).toBeLessThanOrEqual(24);
		await page.context().close();
	});

	test.each(['blocked', 'full'])('when storage is %s', async (state) => {
		const page = await opened(path, (page) => page.addInitScript(refuseStorage, state));
		await expectReadable(page);
		await page.context().close();
	});

	test.each([
		['a year ahead', year],
		['a year behind', -year],
	])('when the clock is %s', async (_, off) => {
		const page = await opened(path, (page) =>
			page.clock.setFixedTime(new Date(noon.getTime() + off)),
		);
		await expectReadable(page);
		await page.context().close();
	});
});

test('a clock that is wrong takes no instruction away, and the page says what it cannot know', async () => {
	for (const [off, state] of [
		[year, 'passed'],
		[-year, 'behind'],
	] as const) {
		const page = await opened(notice, (page) =>
			page.clock.setFixedTime(new Date(noon.getTime() + off)),
		);
		expect(await page.getByText('坐班车、进医院和养老院，必须戴口罩').isVisible()).toBe(true);
		expect(await page.locator(`[data-when="${state}"]`).first().isVisible()).toBe(true);
		await page.context().close();
	}
});

test('there is no cookie to refuse, and no font to wait for', async () => {
	const fonts: string[] = [];
	const { page, open } = await site.newPage();
	page.on('request', (request) => {
		if (request.resourceType() === 'font') fonts.push(request.url());
	});
	for (const path of kinds) await open(path, 360);
	expect(await page.context().cookies()).toEqual([]);
	expect(fonts).toEqual([]);
	await page.context().close();
});

test('a browser that refuses the service worker hears nothing of it', async () => {
	const faults: string[] = [];
	const page = await opened('/', async (page) => {
		page.on('pageerror', ({ message }) => faults.push(message));
		await page.addInitScript(() => {
			const register = () => Promise.reject(new DOMException('no', 'SecurityError'));
			Object.defineProperty(navigator.serviceWorker, 'register', { value: register });
		});
	});
	await expectReadable(page);
	expect(faults).toEqual([]);
	await page.context().close();
});

/** Serves style sheets as a browser of 2019 reads them. */
function withoutLayers(page: Page): Promise<unknown> {
	return page.route('**/*.css', async (route) => {
		const response = await route.fetch();
		const css = outsideLayers(await response.text());
		await route.fulfill({
			response,
			body: css.replaceAll('@supports not (accent-color', '@supports (accent-color'),
		});
	});
}

function outsideLayers(css: string): string {
	const start = css.search(/@layer\b/);
	if (start < 0) return css;
	let end = start;
	let depth = 0;
	do {
		if (css[end] === '{') depth += 1;
		if (css[end] === '}') depth -= 1;
		end += 1;
	} while (depth > 0 || (css[end - 1] !== '}' && css[end - 1] !== ';'));
	return css.slice(0, start) + outsideLayers(css.slice(end));
}

/** Runs in the page before anything else. */
function refuseStorage(state: string) {
	if (state === 'full') {
		Storage.prototype.setItem = () => {
			throw new DOMException('full', 'QuotaExceededError');
		};
		return;
	}
	for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
		Object.defineProperty(window, name, {
			get() {
				throw new DOMException('denied', 'SecurityError');
			},
		});
}
