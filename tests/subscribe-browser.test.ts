import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type PortalProcess, startPortal } from './portal-process.ts';
import { type PushService, startPushService } from './push-service.ts';

let portal: PortalProcess;
let push: PushService;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1';

beforeAll(async () => {
	push = await startPushService();
	portal = await startPortal({
		env: { PUSH_EXTRA_ORIGINS: push.origin, NODE_EXTRA_CA_CERTS: push.caFile },
	});
	browser = await launchBrowser();
});

afterAll(async () => {
	await browser?.close();
	await portal?.remove();
	await push?.close();
});

test('a resident turns alerts on, comes back to see what is chosen, changes it, and leaves with one tap', async () => {
	const { page, context } = await open();
	expect(await page.getByRole('button', { name: '关闭提醒' }).isVisible()).toBe(false);
	await page.getByLabel('橙色、红色预警', { exact: true }).check();
	await page.getByLabel('云溪镇').check();
	await page.getByRole('button', { name: '同意并开启' }).click();
	await said(page, '已经保存');

	await page.reload();
	await page.getByText('这个浏览器已经开启提醒').waitFor();
	expect(await checked(page)).toEqual(['orange', '999900102']);
	await page.getByLabel('云溪镇').uncheck();
	await page.getByLabel('只要红色预警').check();
	await page.getByLabel('从', { exact: true }).selectOption('22:00');
	await page.getByRole('button', { name: '保存更改' }).click();
	await said(page, '已经保存');

	await page.reload();
	await page.getByRole('button', { name: '关闭提醒' }).waitFor();
	expect(await checked(page)).toEqual(['red']);
	expect(await quietHours(page)).toEqual(['22', '7']);
	await page.getByLabel('从', { exact: true }).selectOption('不设');
	await page.getByRole('button', { name: '保存更改' }).click();
	await said(page, '已经保存');
	await page.reload();
	await page.getByRole('button', { name: '关闭提醒' }).waitFor();
	expect(await quietHours(page)).toEqual(['', '7']);
	await page.getByRole('button', { name: '关闭提醒' }).click();
	await said(page, '推送地址已从本站删除');
	expect(await page.getByRole('button', { name: '同意并开启' }).isVisible()).toBe(true);
	expect(await page.getByRole('button', { name: '关闭提醒' }).isVisible()).toBe(false);
	await context.close();
});

test('a browser that the portal has forgotten is told so, and can turn alerts on again', async () => {
	const { page, context } = await open({ isSubscribed: true });
	await said(page, '本站没有这个浏览器的订阅');
	await page.getByRole('button', { name: '同意并开启' }).click();
	await said(page, '已经保存');
	await context.close();
});

test('a push service that cannot be reached is named as the reason', async () => {
	const { page, context } = await open({ isUnreachable: true });
	await page.getByRole('button', { name: '同意并开启' }).click();
	await said(page, '连不上浏览器厂商的推送服务');
	await context.close();
});

test('an iPhone without the site on its home screen sees how to put it there before anything else', async () => {
	const { page, context } = await open({ hasNoPush: true }, { userAgent: iphone });
	await said(page, '苹果手机要先把本站添加到主屏幕');
	const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
	expect(headings.indexOf('苹果手机怎么开')).toBe(headings.indexOf('浏览器提醒') + 1);
	const steps = page.getByRole('region', { name: '苹果手机怎么开' });
	expect(await steps.getByRole('listitem').count()).toBe(4);
	expect(await steps.getByRole('img', { name: /^图：/ }).count()).toBe(4);
	await context.close();
});

test('inside WeChat the page says so and offers no form', async () => {
	const { page, context } = await open({}, { userAgent: `${iphone} MicroMessenger/8.0.50` });
	await said(page, '您在微信等应用里打开了本页');
	expect(await page.locator('subscribe-form form').isVisible()).toBe(false);
	await context.close();
});

test('without JavaScript the page says what else works', async () => {
	const { page, context } = await open({}, { javaScriptEnabled: false });
	await page.getByText('这个浏览器没有运行脚本').waitFor();
	const ways = page.getByRole('region', { name: '不靠浏览器的办法' }).getByRole('listitem');
	expect(await ways.count()).toBe(6);
	expect(await page.locator('subscribe-form form').isVisible()).toBe(false);
	await context.close();
});

/** How the browser's own push stands: a headless browser has none that works, so the page gets one that leads to the test's service. */
interface BrowserPush {
	readonly isSubscribed?: boolean;
	readonly isUnreachable?: boolean;
	readonly hasNoPush?: boolean;
}

let count = 0;

async function open(
	state: BrowserPush = {},
	options: BrowserContextOptions = {},
): Promise<{ page: Page; context: BrowserContext }> {
	const context = await browser.newContext({ viewport: { width: 360, height: 800 }, ...options });
	await context.grantPermissions(['notifications']);
	count += 1;
	const subscription = push.subscription(`resident-${count}`);
	await context.addInitScript(browserPush, { subscription, ...state });
	const page = await context.newPage();
	await page.goto(`${portal.url}/subscribe/`);
	return { page, context };
}

/** Runs in the page before anything else. */
function browserPush({
	subscription,
	isSubscribed = false,
	isUnreachable = false,
	hasNoPush = false,
}: BrowserPush & { subscription: { endpoint: string; keys: object } }) {
	if (hasNoPush) {
		Reflect.deleteProperty(globalThis, 'PushManager');
		return;
	}
	const kept = 'test-subscribed';
	if (isSubscribed) sessionStorage.setItem(kept, 'yes');
	const own = {
		endpoint: subscription.endpoint,
		toJSON: () => subscription,
		unsubscribe: async () => sessionStorage.removeItem(kept),
	};
	Object.assign(PushManager.prototype, {
		getSubscription: async () => (sessionStorage.getItem(kept) ? own : null),
		async subscribe() {
			if (isUnreachable) throw new DOMException('push service error', 'AbortError');
			sessionStorage.setItem(kept, 'yes');
			return own;
		},
	});
	Object.assign(Notification, { requestPermission: async () => 'granted' });
}

async function said(page: Page, words: string): Promise<void> {
	await page.locator('[data-message]').getByText(words).waitFor();
}

async function quietHours(page: Page): Promise<string[]> {
	const ends = page.locator('select[name^="quiet"]');
	return ends.evaluateAll((selects) =>
		selects.map((select) => (select as HTMLSelectElement).value),
	);
}

async function checked(page: Page): Promise<string[]> {
	const boxes = page.locator('subscribe-form input:checked');
	return boxes.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
}
