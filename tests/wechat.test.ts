import { afterAll, expect, test } from 'vitest';
import { openServedSite } from './served-site.ts';

const site = await openServedSite();
const userAgent =
	'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 Mobile MicroMessenger/8.0.50';

afterAll(() => site.close());

test.each(['/subscribe/', '/verify/', '/emergency-pack/', '/en/emergency-pack/'])(
	'%s says in WeChat how to open it in a browser, in the flow of the page, and the hint folds away',
	async (path) => {
		const { page } = await site.newPage({ userAgent, viewport: { width: 360, height: 800 } });
		await page.goto(site.url + path);
		const hint = page.locator('.wechat-hint');
		expect(await hint.isVisible()).toBe(true);
		expect(await hint.evaluate((each) => getComputedStyle(each).position)).toBe('static');
		await hint.locator('summary').click();
		expect(await hint.locator('p').isVisible()).toBe(false);
		await page.context().close();
	},
);

test('nothing is said in other browsers, without JavaScript, and where nothing is missing', async () => {
	for (const [path, options] of [
		['/subscribe/', {}],
		['/subscribe/', { userAgent, javaScriptEnabled: false }],
		['/notices/2026-12-orange/', { userAgent }],
	] as const) {
		const { page } = await site.newPage(options);
		await page.goto(site.url + path);
		expect(await page.locator('.wechat-hint:visible').count()).toBe(0);
		await page.context().close();
	}
});
