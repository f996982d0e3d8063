import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { openServedSite } from './served-site.ts';

const site = await openServedSite();

afterAll(() => site.close());

/** A browser whose device has these voices; what it says is kept in `said`, and goes on until it is told that it ended. */
async function openWithVoices(
	voices: readonly { lang: string; localService: boolean }[] | undefined,
	path: string,
	options?: BrowserContextOptions,
): Promise<Page> {
	const { page } = await site.newPage(options);
	await page.addInitScript((list) => {
		const said: { text: string; lang: string; onend?: () => void }[] = [];
		const engine = list && {
			getVoices: () => list,
			speak: (utterance: (typeof said)[number]) => said.push(utterance),
			cancel: () => said.splice(0),
		};
		Object.defineProperty(window, 'speechSynthesis', { value: engine });
		class Utterance {
			readonly text: string;
			constructor(text: string) {
				this.text = text;
			}
		}
		Object.assign(window, { said, SpeechSynthesisUtterance: Utterance });
		if (!engine) Reflect.deleteProperty(window, 'speechSynthesis');
	}, voices);
	await page.goto(site.url + path, { waitUntil: 'networkidle' });
	return page;
}

const mandarin = { lang: 'zh-CN', localService: true };
const english = { lang: 'en-GB', localService: true };
const button = (page: Page) => page.getByRole('button', { name: /朗读|Read aloud|Stop reading/ });
const said = (page: Page) =>
	page.evaluate(() => Reflect.get(window, 'said').map(({ text }: { text: string }) => text));

describe.each([
	'/notices/2026-12-orange/',
	'/rumors/tap-water-smell/',
	'/guides/home-kit/',
	'/support/in-quarantine/',
])('%s', (path) => {
	test('is silent until it is asked, reads in the order of the page, and stops', async () => {
		const page = await openWithVoices([english, mandarin], path);
		expect(await said(page)).toEqual([]);
		await button(page).click();
		const title = (await page.locator('h1').innerText()).replace(/\s/g, '').slice(0, 4);
		const sentences: string[] = await said(page);
		const titleAt = sentences.findIndex((text) => text.includes(title));
		expect(titleAt).toBeGreaterThanOrEqual(0);
		expect(titleAt).toBeLessThan(8);
		expect(sentences.length).toBeGreaterThan(10);
		expect(await button(page).innerText()).toContain('停止');
		await button(page).click();
		expect(await said(page)).toEqual([]);
		expect(await button(page).innerText()).toContain('朗读');
		await page.context().close();
	});
});

test('times, numbers and phones are said as people say them', async () => {
	const page = await openWithVoices([mandarin], '/notices/2026-12-orange/');
	await button(page).click();
	const text = (await said(page)).join('');
	expect(text).toContain('三月二十日，星期五，十八点');
	expect(text).toContain('零零零零，五五五零幺二零');
	expect(text).not.toMatch(/\d|〔/);
	await page.context().close();
});

test('an English page is read by an English voice, with numbers digit by digit', async () => {
	const page = await openWithVoices([mandarin, english], '/en/notices/2026-10-medicine/');
	await button(page).click();
	expect((await said(page)).join(' ')).toContain('0 0 0 0, 5 5 5 0 1 6 0');
	await page.context().close();
});

test('the button names what it does again when the page has been read', async () => {
	const page = await openWithVoices([mandarin], '/guides/home-kit/');
	await button(page).click();
	await page.evaluate(() => {
		for (const each of Reflect.get(window, 'said')) each.onend();
	});
	expect(await button(page).innerText()).toContain('朗读本页');
	await page.context().close();
});

test.each([
	['the browser cannot speak', undefined],
	['no voice speaks the language', [english]],
	['the voice speaks Cantonese', [{ lang: 'zh-HK', localService: true }]],
	['the voice would send the text to somebody else', [{ lang: 'zh-CN', localService: false }]],
])('there is no button where %s', async (_, voices) => {
	const page = await openWithVoices(voices, '/notices/2026-12-orange/');
	expect(await button(page).count()).toBe(0);
	await page.context().close();
});

test('where no voice speaks the language the page says so in place of the button, and moves nothing', async () => {
	const page = await openWithVoices([english], '/support/in-quarantine/');
	const silent = page.getByText('没有能读本页的声音');
	const top = () =>
		page.locator('.entry__body').evaluate((body) => body.getBoundingClientRect().top);
	const before = await top();
	await silent.waitFor();
	expect(await top()).toBe(before);
	await page.context().close();
});

test('there is no button without JavaScript', async () => {
	const page = await openWithVoices([mandarin], '/notices/2026-12-orange/', {
		javaScriptEnabled: false,
	});
	expect(await button(page).count()).toBe(0);
	await page.context().close();
});
