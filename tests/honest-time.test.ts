import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileName } from '../functions/release/tree.ts';
import { translator } from '../src/i18n/strings.ts';
import { noon } from './builders.ts';
import { openServedSite } from './served-site.ts';

// The site is frozen as it was made at noon; only the clock of the device goes on, or is wrong.
const site = await openServedSite();
const saved = await mkdtemp(join(tmpdir(), 'mingbai-saved-'));
const monthsLater = new Date('2027-03-14T12:00:00+08:00');
const monthsBefore = new Date('2025-03-14T12:00:00+08:00');
const warning = '/notices/2026-12-orange/';
const lists = ['/', '/notices/', '/incidents/x-respiratory-2026/'];
const points = '/help-points/';
const pack = '/emergency-pack/';
const t = translator('zh-CN');

afterAll(async () => {
	await site.close();
	await rm(saved, { recursive: true });
});

async function deviceAt(time: Date, options?: BrowserContextOptions): Promise<Page> {
	const { page } = await site.newPage(options);
	await page.clock.install({ time });
	return page;
}

const inEnglish = ['/en/'];

describe.each([...lists, ...inEnglish, points, pack, warning])(
	'%s, a year after it was made',
	(path) => {
		test('declares over everything whose end has passed, and hides nothing of it', async () => {
			const page = await deviceAt(monthsLater);
			await page.goto(site.url + path);
			await expectAllOver(page);
			await page.context().close();
		});

		test('says so without a network, and that the page is old', async () => {
			const page = await deviceAt(monthsLater);
			await page.goto(site.url + path);
			await page.context().setOffline(true);
			await page.evaluate(() => dispatchEvent(new Event('offline')));
			await expectAllOver(page);
			expect(await page.locator('[data-when="offline"]').isVisible()).toBe(true);
			expect(await page.locator('[data-age]').first().textContent()).toMatch(/36[0-9]/);
			await page.context().close();
		});

		test('says so in a file that someone saved and passed on, with the address to check', async () => {
			const page = await deviceAt(monthsLater);
			await page.goto(await asFile(path));
			await expectAllOver(page);
			const strip = page.locator('[data-when="file"]');
			expect(await strip.isVisible()).toBe(true);
			expect(await strip.textContent()).toContain(site.url + path);
			await page.context().close();
		});

		test('has each end written out where no script runs', async () => {
			const { page } = await site.newPage({ javaScriptEnabled: false });
			await page.goto(site.url + path);
			const owners = await page
				.locator(':is(.item, .alert-card, .entry, .help-point, article[data-until])')
				.evaluateAll(endsWritten);
			expect(owners.length).toBeGreaterThan(0);
			expect(owners.filter((each) => !each.written)).toEqual([]);
			await page.context().close();
		});

		test('declares nothing over by a clock that is behind the content, and says why', async () => {
			const page = await deviceAt(monthsBefore);
			await page.goto(site.url + path);
			expect(await page.locator('[data-passed]').count()).toBe(0);
			expect(await page.locator('[data-when="passed"]:visible').count()).toBe(0);
			expect(await page.locator('[data-when="behind"]').isVisible()).toBe(true);
			await page.context().close();
		});
	},
);

test('the list of a month, which does not know how its notices stand, shows none as in force', async () => {
	const { page } = await site.newPage({ javaScriptEnabled: false });
	await page.goto(`${site.url}/notices/archive/2026-03/`);
	expect(await page.locator('main .item').count()).toBeGreaterThan(5);
	expect(await page.locator('main .tag[data-level]').count()).toBe(0);
	const text = await page.locator('main').innerText();
	expect(text).toContain('发布时写的有效期至');
	expect(text).not.toMatch(/(?<!发布时写的)有效期至/);
	await page.context().close();
});

test('a search says of each notice that it finds until when it holds, or that it is over', async () => {
	const page = await deviceAt(noon);
	await page.goto(`${site.url}/search/`);
	await page.getByRole('searchbox').fill('黄色预警');
	await page.keyboard.press('Enter');
	const found = page.locator('[data-results] .item');
	await expect.poll(() => found.count(), { timeout: 15_000 }).toBeGreaterThan(0);
	const over = found.filter({ has: page.locator('a[href*="/notices/2026-06-yellow/"]') });
	expect(await over.innerText()).toContain(t('standing.updated'));
	await page.context().close();
});

test('the title of a notice that is over says so to who only sees it in a chat', async () => {
	const page = await deviceAt(noon);
	await page.goto(`${site.url}/notices/2026-06-yellow/`);
	const shared = page.locator('meta[property="og:title"]');
	expect(await shared.getAttribute('content')).toMatch(/^【已有更新】/);
	await page.goto(site.url + warning);
	expect(await shared.getAttribute('content')).not.toMatch(/^【/);
	await page.context().close();
});

describe.each(['text', 'poster', 'pass-on'])('the form %s/ of a warning', (form) => {
	const path = `${warning}${form}/`;
	const saysPassed = /有效期已过，请勿/;

	test.each([
		['as it was opened', async () => site.url + path],
		['in a file that someone saved', () => asFile(path)],
	])('says that its end has passed, %s', async (_, address) => {
		const page = await deviceAt(monthsLater);
		await page.goto(await address());
		expect(await page.locator('main').innerText()).toMatch(saysPassed);
		await page.context().close();
	});

	test('says nothing of it before, nor by a clock that is behind', async () => {
		for (const time of [noon, monthsBefore]) {
			const page = await deviceAt(time);
			await page.goto(site.url + path);
			expect(await page.locator('main').innerText()).not.toMatch(saysPassed);
			await page.context().close();
		}
	});

	test('has its end written, and no word that it is in force, where no script runs', async () => {
		const { page } = await site.newPage({ javaScriptEnabled: false });
		await page.goto(site.url + path);
		const text = await page.locator('main').innerText();
		expect(text).toContain('至3月20日（周五）18:00');
		expect(text).not.toContain(t('standing.current'));
		await page.context().close();
	});
});

describe('an open page', () => {
	let page: Page;
	let end: Date;
	beforeAll(async () => {
		page = await deviceAt(noon);
		await page.goto(site.url + warning);
		end = new Date((await page.locator('[data-until]').first().getAttribute('data-until')) ?? '');
	});
	afterAll(() => page.context().close());

	test('shows the warning as in force until the second it ends', async () => {
		await page.clock.pauseAt(new Date(end.getTime() - 1000));
		expect(await page.getByText(t('validity.passed')).isVisible()).toBe(false);
		expect(await page.locator('.status-bar__validity').innerText()).toContain(
			t('standing.current'),
		);
	});

	test('says from then on that it has passed, without being loaded again', async () => {
		await page.clock.runFor(1000);
		expect(await page.getByText(t('validity.passed')).isVisible()).toBe(true);
		expect(await page.locator('.status-bar__validity').innerText()).not.toContain(
			t('standing.current'),
		);
	});

	test('still says what to do', async () => {
		expect(await page.locator('.guidance li').first().isVisible()).toBe(true);
	});
});

async function expectAllOver(page: Page): Promise<void> {
	const ends = page.locator('[data-until]');
	expect(await ends.count()).toBeGreaterThan(0);
	expect(await page.locator('[data-until]:not([data-passed])').count()).toBe(0);
	// Nothing of a notice is taken away but the words that say it is in force.
	expect(await page.locator('main [hidden]:not([data-when], read-aloud *)').count()).toBe(0);
	const said = await ends.evaluateAll((owners) =>
		owners.map((owner) => owner.querySelector('[data-when="passed"]')?.checkVisibility() ?? false),
	);
	expect(said).not.toContain(false);
	const text = await page.locator('main').innerText();
	expect(text).not.toContain('生效中，至');
	expect(await page.locator('[data-when="valid"]:visible').count()).toBe(0);
}

/** Runs in the page: what holds until an instant has that written in a `time` that is seen; a help point has what it is as of. */
function endsWritten(owners: Element[]) {
	return owners.map((owner) => {
		const until = (owner.querySelector('[data-until]') ?? owner).getAttribute('data-until');
		const times = [...owner.querySelectorAll('time')].filter((time) => time.checkVisibility());
		return {
			text: owner.textContent.trim().slice(0, 60),
			written:
				!until || times.some((time) => time.dateTime === until || owner.matches('.help-point')),
		};
	});
}

/** The page alone, as a browser's "save" or a messenger's attachment keeps it. */
async function asFile(path: string): Promise<string> {
	const file = join(saved, `${path.replaceAll('/', '_')}.html`);
	await writeFile(file, await readFile(join(site.folder, fileName(path))));
	return pathToFileURL(file).href;
}
