import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { atHour, noon } from './builders.ts';
import { type BuiltSite, buildSite } from './built-site.ts';
import { makeSignedCounty, type SignedCounty } from './signed-county.ts';
import { type StaticServer, serveFolder } from './static-server.ts';

let county: SignedCounty;
let site: BuiltSite;
let server: StaticServer;
let browser: Browser;
const contexts: BrowserContext[] = [];
const waiting = { timeout: 15_000 };

beforeAll(async () => {
	county = await makeSignedCounty();
	server = await serveFolder(() => site.folder);
	site = await buildSite({ siteUrl: server.url, env: { CONTENT_DIR: county.folder } });
	browser = await launchBrowser();
});

afterAll(async () => {
	for (const context of contexts) await context.close();
	await browser?.close();
	await server?.close();
	await site?.remove();
	await county?.remove();
});

/** A phone whose clock shows some hours from noon. */
async function aPhone(hours = 0.1, options: BrowserContextOptions = {}): Promise<Page> {
	const viewport = { width: 360, height: 740 };
	const context = await browser.newContext({ viewport, serviceWorkers: 'block', ...options });
	contexts.push(context);
	const page = await context.newPage();
	// A clock that is set also forgets what was loaded, which the page has kept: then the years since are late enough.
	if (options.serviceWorkers !== 'allow') await page.clock.setFixedTime(atHour(hours));
	return page;
}

async function ask(page: Page, input: string): Promise<string> {
	await page.getByRole('textbox').fill(input);
	await page.getByRole('button', { name: /^核对$|^Check$/ }).click();
	await page.waitForSelector('.answer[data-answer]');
	return page.locator('.answer').innerText();
}

const answerOf = (page: Page) => page.locator('.answer').getAttribute('data-answer');

/** A text to pass on as a reader copies it. */
async function textToPassOn(page: Page, notice: string, id: string): Promise<string> {
	await page.goto(`${server.url}${notice}pass-on/`);
	return page.locator(`section[aria-labelledby="${id}"] [data-text]`).innerText();
}

describe('a code is answered', () => {
	test.each([
		['ka 22-22', 'genuine', '真实有效'],
		['ＫＢ２２２２', 'expired', '真实，但已失效'],
		['KC2222', 'updated', '已被更新'],
		['KD2222', 'corrected', '已更正'],
		['KE2222', 'lifted', '已解除'],
		['KF2222', 'withdrawn', '已撤回（误发）'],
		['KG2222', 'unsigned', '未签名'],
		['KH2222', 'unsigned', '未签名'],
		['KJ2222', 'exercise', '演练公告，不是真实情况'],
		['KK2222', 'scheduled', '真实，尚未生效'],
		['ZZ2222', 'unknown', '查不到'],
	])('%s: %s', async (code, verdict, words) => {
		const page = await aPhone();
		await page.goto(`${server.url}/verify/`);
		const said = await ask(page, code);
		expect(await answerOf(page)).toBe(verdict);
		expect(said).toContain(words);
		expect(said).toContain('截至3月14日（周六）12:00的撤回情况');
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
			360,
		);
		expect(await accessibilityFaults(page)).toEqual([]);
	});

	test('with a link to what is said now', async () => {
		const page = await aPhone();
		await page.goto(`${server.url}/verify/#KC2222`);
		await page.getByRole('link', { name: '现在的说法' }).click();
		expect(page.url()).toBe(`${server.url}/notices/update/`);
	});

	test('by the link beside it on the notice’s page, in English too', async () => {
		const page = await aPhone();
		await page.goto(`${server.url}/en/notices/flood/`);
		await page.getByRole('link', { name: 'KA2222' }).click();
		await page.waitForSelector('.answer[data-answer="genuine"]');
		expect(await page.locator('.answer').innerText()).toContain('Genuine, in force');
		expect(await accessibilityFaults(page)).toEqual([]);
	});
});

describe('a ticket is answered', () => {
	test.each([['as the address of the page', (ticket: string) => `#${ticket}`]])(
		'%s',
		async (_, hash) => {
			const page = await aPhone();
			await page.goto(`${server.url}/verify/${hash(county.ticket('flood'))}`);
			await page.waitForSelector('.answer[data-answer="genuine"]');
			expect(await page.locator('.answer').innerText()).toContain('链接里的签名');
		},
	);

	test('pasted as the address of a printed code', async () => {
		const page = await aPhone();
		await page.goto(`${server.url}/verify/`);
		await ask(page, `${server.url}/notices/flood/?t=${county.ticket('flood')}#v2`);
		expect(await answerOf(page)).toBe('genuine');
	});

	test('as forged when one character of it was changed', async () => {
		const page = await aPhone();
		await page.goto(`${server.url}/verify/`);
		const said = await ask(page, county.ticket('flood').replace('.flood.2.', '.flood.3.'));
		expect(await answerOf(page)).toBe('altered');
		expect(said).toContain('链接里的签名不对');
	});

	test('as not ours when its link leads to another site', async () => {
		const page = await aPhone();
		await page.goto(`${server.url}/verify/`);
		const said = await ask(
			page,
			`https://shlli.example/notices/flood/?t=${county.ticket('flood')}`,
		);
		expect(await answerOf(page)).toBe('elsewhere');
		expect(said).toContain('shlli.example');
	});

	test('also in a browser whose own cryptography has no Ed25519', async () => {
		const page = await aPhone();
		await page.addInitScript(() => {
			SubtleCrypto.prototype.importKey = () => Promise.reject(new Error('NotSupportedError'));
		});
		await page.goto(`${server.url}/verify/`);
		await ask(page, county.ticket('flood'));
		expect(await answerOf(page)).toBe('genuine');
		await ask(page, county.ticket('flood').replace('.flood.2.', '.flood.3.'));
		expect(await answerOf(page)).toBe('altered');
	});
});

test('a photo of a poster’s code is answered, and one without a code says so', async () => {
	const page = await aPhone();
	await page.goto(`${server.url}/notices/flood/poster/`);
	const photo = await page.locator('.qr').screenshot();
	const nothing = await page.locator('h1').screenshot();
	// Chromium on Linux has no detector of its own; this one reads the same pictures.
	await page.addInitScript({ path: 'node_modules/jsqr/dist/jsQR.js' });
	await page.addInitScript(giveDetector);
	await page.goto(`${server.url}/verify/`);
	const field = page.getByLabel('拍二维码，或选一张截图');
	await field.setInputFiles({ name: 'poster.png', mimeType: 'image/png', buffer: photo });
	await page.waitForSelector('.answer[data-answer="genuine"]');
	expect(await page.locator('.answer').innerText()).toContain('链接里的签名');
	await field.setInputFiles({ name: 'wall.png', mimeType: 'image/png', buffer: nothing });
	await expect
		.poll(() => page.locator('.answer').innerText(), waiting)
		.toContain('这张图里没有认出二维码');
});

/** Runs in the page: the Barcode Detection API as phones have it. */
function giveDetector() {
	const read = (globalThis as unknown as { jsQR: typeof import('jsqr').default }).jsQR;
	class Detector {
		static async getSupportedFormats() {
			return ['qr_code'];
		}
		async detect(picture: ImageBitmap) {
			const { width, height } = picture;
			const context = new OffscreenCanvas(width, height).getContext('2d');
			context?.drawImage(picture, 0, 0);
			const pixels = context?.getImageData(0, 0, width, height).data;
			const found = pixels && read(pixels, width, height);
			return found ? [{ rawValue: found.data }] : [];
		}
	}
	Object.assign(globalThis, { BarcodeDetector: Detector });
}

test('a printed code of an earlier version is older', async () => {
	const page = await aPhone();
	await page.goto(`${server.url}/verify/`);
	await ask(page, `${server.url}/notices/flood/#v1`);
	expect(await answerOf(page)).toBe('older');
});

describe('a pasted text is compared', () => {
	const text = '云溪镇河水上涨，请到高处去\n请在18:00前转移到镇中学。\n请不要喝自来水';

	test('and is the notice’s own, with the code or without', async () => {
		const page = await aPhone();
		await page.goto(`${server.url}/verify/`);
		for (const pasted of [text, `${text}\n核对码：KA2222`]) {
			expect(await ask(page, pasted)).toContain('3句与原文相同，0句不同');
			expect(await answerOf(page)).toBe('genuine');
		}
	});

	test('and what was changed and added is shown, as text whatever it holds', async () => {
		const page = await aPhone();
		await page.goto(`${server.url}/verify/`);
		const evil = '<img src=x onerror="document.title=1">快抢大米';
		const said = await ask(page, `${text.replace('18:00', '20:00')}\n${evil}\nKA2222`);
		expect(await answerOf(page)).toBe('altered');
		expect(said).toContain('原文：请在18:00前转移到镇中学。');
		expect(await page.locator('.answer mark').allInnerTexts()).toEqual(['20:00', evil]);
		expect(await page.locator('.answer img').count()).toBe(0);
		expect(await accessibilityFaults(page)).toEqual([]);
	});

	test.each(['', '/en'])(
		'and the texts to pass on, %s, are its own as they are copied',
		async (folder) => {
			const page = await aPhone();
			for (const id of ['wechat', 'sms', 'led']) {
				const passedOn = await textToPassOn(page, `${folder}/notices/flood/`, id);
				await page.goto(`${server.url}/verify/`);
				await ask(page, `${passedOn}\nKA2222`);
				expect([id, await answerOf(page)]).toEqual([id, 'genuine']);
			}
		},
	);

	test('and a text passed on is ended, not altered, once its time is over', async () => {
		const page = await aPhone(7);
		const passedOn = await textToPassOn(page, '/notices/flood/', 'wechat');
		await page.goto(`${server.url}/verify/`);
		await ask(page, passedOn);
		expect(await answerOf(page)).toBe('expired');
	});

	test('and one passed on before the notice was withdrawn is withdrawn, not altered', async () => {
		const page = await aPhone();
		const now = await textToPassOn(page, '/notices/withdrawn-one/', 'wechat');
		expect(now).toContain('【已撤回】');
		for (const passedOn of [now, now.replace('【已撤回】', '')]) {
			await page.goto(`${server.url}/verify/`);
			await ask(page, passedOn);
			expect(await answerOf(page)).toBe('withdrawn');
		}
	});

	test('and that of an earlier version is older, not altered', async () => {
		const page = await aPhone();
		await page.goto(`${server.url}/verify/`);
		await ask(page, '云溪镇河水上涨，请到高处去\n请在20:00前转移到镇小学。\n核对码KA2222');
		expect(await answerOf(page)).toBe('older');
		await ask(page, '请在22:00前转移到镇小学。\n核对码KA2222，第1版');
		expect(await answerOf(page)).toBe('altered');
	});

	test('and a link to another site behind it is found', async () => {
		const page = await aPhone();
		const passedOn = await textToPassOn(page, '/notices/flood/', 'wechat');
		await page.goto(`${server.url}/verify/`);
		const said = await ask(page, `${passedOn}\nhttp://evil.example/pay`);
		expect(await answerOf(page)).toBe('elsewhere');
		expect(said).toContain('evil.example');
	});

	test('and one that goes on beyond what is compared is not called genuine', async () => {
		const page = await aPhone();
		await page.goto(`${server.url}/verify/`);
		const said = await ask(page, `${'请不要喝自来水。'.repeat(401)}快抢大米\nKA2222`);
		expect(await answerOf(page)).toBe('altered');
		expect(said).toContain('后面的没有比对');
	});

	test('and one of a hundred thousand characters is answered', async () => {
		const page = await aPhone();
		await page.goto(`${server.url}/verify/`);
		await ask(page, `KA2222\n${'请在20:00前转移到镇中学。'.repeat(8_000)}`);
		expect(await answerOf(page)).toBe('altered');
	});
});

describe('the clock of the device', () => {
	test('ends what has ended since the site was made', async () => {
		const page = await aPhone(7);
		await page.goto(`${server.url}/verify/#KA2222`);
		await page.waitForSelector('.answer[data-answer="expired"]');
	});

	test('decides nothing when it is earlier than the list', async () => {
		const page = await aPhone(-100);
		await page.goto(`${server.url}/verify/#KA2222`);
		await page.waitForSelector('.answer[data-answer="genuine"]');
		expect(await page.locator('.answer').innerText()).toContain('这台设备的时间早于名单的时间');
	});
});

test('the address on paper is read without its scheme', async () => {
	const page = await aPhone();
	await page.goto(`${server.url}/verify/`);
	await ask(page, `${new URL(server.url).host}/notices/flood/`);
	expect(await answerOf(page)).toBe('genuine');
});

test('an address with a broken fragment leaves the page usable', async () => {
	const page = await aPhone();
	await page.goto(`${server.url}/verify/#%E0%A4%A`);
	await page.waitForSelector('[data-known]:not([hidden])');
	expect(await ask(page, 'KC2222')).toContain('已被更新');
});

test('a list that something on the way has kept is told as no newer than it is', async () => {
	const page = await aPhone();
	const written = new Date(noon.getTime() - 20 * 60_000).toUTCString();
	await page.route('**/verify/recent.json', async (route) => {
		const response = await route.fetch();
		await route.fulfill({ response, headers: { ...response.headers(), date: written } });
	});
	await page.goto(`${server.url}/verify/`);
	expect(await ask(page, 'KA2222')).toContain('截至3月14日（周六）11:40的撤回情况');
});

test('without a network, after one visit, codes, tickets and texts are answered from what was kept', async () => {
	const offline = await serveFolder(() => site.folder);
	const page = await aPhone(undefined, { serviceWorkers: 'allow' });
	await page.goto(`${offline.url}/verify/`);
	await page.evaluate(() => navigator.serviceWorker.ready);
	// What is kept arrives when it can.
	await expect
		.poll(() => page.evaluate(async () => (await caches.keys()).sort().join()), waiting)
		.toMatch(/^assets-\d,packs-\d,pages-\d,verify-1$/);
	await expect
		.poll(() => page.evaluate(async () => Boolean(await caches.match('/notices/flood/'))), waiting)
		.toBe(true);
	await expect.poll(() => page.evaluate(assetsNotKept), waiting).toEqual([]);
	await offline.close();
	await page.context().setOffline(true);
	await page.goto(`${offline.url}/verify/`);
	const said = await ask(page, 'KA2222');
	expect(await answerOf(page)).toBe('expired');
	expect(said).toContain('截至3月14日（周六）12:00的撤回情况');
	expect(said).toContain('现在没有网络');
	await ask(page, 'KA2222\n请在20:00前转移到镇中学。');
	expect(await answerOf(page)).toBe('altered');
	await ask(page, county.ticket('flood').replace('.flood.2.', '.flood.3.'));
	expect(await answerOf(page)).toBe('altered');
	await ask(page, 'KJ2222');
	expect(await answerOf(page)).toBe('undecided');
});

/** Runs in the page: the scripts and styles it has loaded that the device would not have without a network. */
async function assetsNotKept(): Promise<string[]> {
	const loaded = performance.getEntriesByType('resource').map((entry) => entry.name);
	const assets = loaded.filter((name) => name.includes('/_astro/'));
	const kept = await Promise.all(assets.map((name) => caches.match(name)));
	return assets.filter((_, index) => !kept[index]);
}

test('without JavaScript the codes can be looked up, and exercises are not among them', async () => {
	const page = await aPhone(0, { javaScriptEnabled: false });
	await page.goto(`${server.url}/verify/`);
	const said = await page.locator('main').innerText();
	expect(said).toContain('请照下面的办法自己核对');
	expect(said).toMatch(/KA2222\s+有效/);
	expect(said).toMatch(/KF2222\s+已撤回/);
	expect(said).toMatch(/KG2222\s+有效\s+未签名/);
	expect(said).not.toContain('KJ2222');
	expect(await page.locator('form:visible').count()).toBe(0);
});

test('a notice that the portal did not sign says so on its page', async () => {
	const page = await aPhone();
	for (const ref of ['unsigned-one', 'forged-one']) {
		await page.goto(`${server.url}/notices/${ref}/`);
		expect(await page.locator('.facts').innerText()).toContain('未签名');
	}
	await page.goto(`${server.url}/notices/flood/`);
	expect(await page.locator('main').innerText()).not.toContain('未签名');
});
