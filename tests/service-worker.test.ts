import type { Browser, BrowserContext, CDPSession, Worker } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pushMessage } from '../functions/push/message.ts';
import type { Announcement } from '../src/domain/announcement.ts';
import { translator } from '../src/i18n/strings.ts';
import { launchBrowser } from './browser.ts';
import { anAnnouncement } from './builders.ts';
import { type StaticServer, serveFolder } from './static-server.ts';

let browser: Browser;
let site: StaticServer;
let context: BrowserContext;
let worker: Worker;
let devtools: CDPSession;
let registrationId: string;

beforeAll(async () => {
	browser = await launchBrowser();
	site = await serveFolder(() => 'public');
	context = await browser.newContext();
	const page = await context.newPage();
	await page.goto(`${site.url}/icons/icon.svg`);
	devtools = await context.newCDPSession(page);
	const registered = new Promise<string>((resolve) => {
		devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const [first] = registrations;
			if (first) resolve(first.registrationId);
		});
	});
	await devtools.send('ServiceWorker.enable');
	const started = context.waitForEvent('serviceworker');
	await page.evaluate(() => navigator.serviceWorker.register('/service-worker.js'));
	worker = await started;
	await page.evaluate(() => navigator.serviceWorker.ready);
	registrationId = await registered;
});

afterAll(async () => {
	await browser?.close();
	await site?.close();
});

/** Delivers a push and gives what the browser was asked to show: a shell without windows has no notifications to look at. */
async function shownFor(data: string): Promise<{ title: string; options: NotificationOptions }> {
	await worker.evaluate(() => {
		const scope = globalThis as unknown as {
			registration: ServiceWorkerRegistration;
			shown?: Promise<object>;
		};
		scope.shown = new Promise((resolve) => {
			scope.registration.showNotification = async (title, options) => resolve({ title, options });
		});
	});
	await devtools.send('ServiceWorker.deliverPushMessage', {
		origin: site.url,
		registrationId,
		data,
	});
	return worker.evaluate(() => (globalThis as unknown as { shown: Promise<never> }).shown);
}

const announcement = anAnnouncement({
	texts: {
		'zh-CN': { title: '云溪镇停水', body: '请提前储水。', path: '/notices/n-1/' },
		en: { title: 'Water off in Yunxi', body: 'Store water now.', path: '/en/notices/n-1/' },
	},
});

function sent(changes: Partial<Announcement> = {}, language: 'zh-CN' | 'en' = 'zh-CN'): string {
	const about = { url: site.url, fictional: '【演示】' };
	return pushMessage({ ...announcement, ...changes }, language, about);
}

test('the service worker shows the alert that the portal sends, in its words and language', async () => {
	const { title, options } = await shownFor(sent());
	expect(title).toBe('【演示】云溪镇停水');
	expect(options).toMatchObject({ body: '请提前储水。', lang: 'zh-CN' });
	expect(options.data).toMatchObject({
		url: `${site.url}/notices/n-1/`,
		open: `${site.url}/notices/n-1/#steps`,
		manage: `${site.url}/subscribe/#push`,
	});
	expect(options).toMatchObject({
		actions: [
			{ action: 'open', title: '怎么做' },
			{ action: 'manage', title: '更改或关闭提醒' },
		],
	});
	expect(options.tag).toMatch(/^[\w-]{32}$/);
});

test('a subscriber to English reads English, and of what is over the whole text', async () => {
	const { title, options } = await shownFor(sent({ kind: 'lift' }, 'en'));
	expect([title, options.lang]).toEqual(['【演示】Water off in Yunxi', 'en']);
	expect(options).toMatchObject({
		actions: [{ title: 'Read it' }, { title: 'Change or turn off' }],
	});
	expect(options.data).toMatchObject({ open: `${site.url}/en/notices/n-1/` });
});

describe('the same place on the screen', () => {
	test('is taken with a sound by what changes an alert, and in silence by what is sent again', async () => {
		const ref = 'n-heard';
		const first = await shownFor(sent({ ref }));
		const again = await shownFor(sent({ ref }));
		const update = await shownFor(sent({ ref: 'n-2', kind: 'update', follows: [ref] }));
		expect([first, again, update].map(({ options }) => options.tag)).toEqual([
			first.options.tag,
			first.options.tag,
			first.options.tag,
		]);
		expect([first, again, update].map(({ options }) => options.silent)).toEqual([
			false,
			true,
			false,
		]);
		expect(update.options).toMatchObject({ renotify: true });
	});
});

describe('a message that cannot be read', () => {
	const unreadable = ['not json', '', 'null', '42', '[]', '{}', '{"title": {"zh-CN": "x"}}'];
	const plain = translator('zh-CN')('push.plain');

	test.each(unreadable)('is shown as a plain notice: %s', async (data) => {
		const { title, options } = await shownFor(data);
		expect([title, options.body, options.lang]).toEqual(['新公告', plain, 'zh-CN']);
		expect(options.data).toEqual({ url: `${site.url}/` });
	});

	test('is shown under the name of the county, in the language that was chosen', async () => {
		const told = { county: 'Shili County', notice: 'Please open the page.', language: 'en' };
		await tell(told);
		await expect
			.poll(async () => {
				const { title, options } = await shownFor('not json');
				return [title, options.body, options.lang];
			})
			.toEqual([told.county, told.notice, 'en']);
		await tell(null);
		await expect.poll(async () => (await shownFor('not json')).title).toBe('新公告');
	});

	test('in part is shown with what can be read of it', async () => {
		const { title, options } = await shownFor(
			JSON.stringify({ title: '停水', body: 3, url: [], open: { title: 7 }, manage: 'x' }),
		);
		expect([title, options.body, options.tag]).toEqual(['停水', '', 'alert']);
		expect(options).toMatchObject({ actions: [], data: { url: `${site.url}/` } });
	});
});

describe('where the county counts', () => {
	const counting = (share: number) => ({
		title: '停水',
		url: `${site.url}/notices/n-1/`,
		count: { url: `${site.url}/api/alert-views`, alert: 'notices/n-1/1/issue', share },
	});

	test('the browser says that an alert was shown, then opened, and nothing about itself', async () => {
		const [first, second] = [nextView(), tapped('', counting(1))];
		await second;
		expect(await first).toEqual({ alert: 'notices/n-1/1/issue', share: 1, what: 'opened' });
		const shown = nextView();
		await shownFor(JSON.stringify(counting(1)));
		expect(await shown).toEqual({ alert: 'notices/n-1/1/issue', share: 1, what: 'shown' });
	});

	test('a browser that was not drawn says nothing, and neither does any where it is not asked', async () => {
		const asked: string[] = [];
		const hear = (request: { url(): string }) => asked.push(request.url());
		context.on('request', hear);
		await shownFor(JSON.stringify(counting(0)));
		await shownFor(sent());
		await tapped('', counting(0));
		context.off('request', hear);
		expect(asked).toEqual([]);
	});
});

/** The next thing that the service worker says to the portal. */
async function nextView(): Promise<unknown> {
	const request = await context.waitForEvent('request', (each) => each.url().includes('/api/'));
	expect(await request.headerValue('cookie')).toBeNull();
	return request.postDataJSON();
}

/** Says to the service worker what a page says after somebody subscribed, or left. */
async function tell(alerts: object | null): Promise<void> {
	const [page] = context.pages();
	await page?.evaluate(
		async (message) => {
			const { active } = await navigator.serviceWorker.ready;
			active?.postMessage(message);
		},
		{ alerts },
	);
}

describe('whoever taps an alert', () => {
	const data = () => ({
		url: `${site.url}/notices/n-1/`,
		open: `${site.url}/icons/icon.svg#steps`,
		manage: `${site.url}/subscribe/#push`,
	});

	test('gets its page in a new window', async () => {
		expect(await tapped('', data())).toEqual({ opened: data().url });
	});

	test('on the button for changing gets the page for that', async () => {
		expect(await tapped('manage', data())).toEqual({ opened: data().manage });
	});

	test('gets the window that has the page already', async () => {
		expect(await tapped('open', data())).toEqual({ focused: `${site.url}/icons/icon.svg` });
	});

	test('is led to no other site, whatever the message says', async () => {
		expect(await tapped('', { url: 'https://attacker.example/' })).toEqual({});
	});
});

/** Taps a notification with this data, and gives what the browser was asked to do: only a person's tap may open windows. */
function tapped(action: string, data: object): Promise<{ opened?: string; focused?: string }> {
	return worker.evaluate(
		async (tap) => {
			const scope = globalThis as unknown as ServiceWorkerGlobalScope;
			const done: { opened?: string; focused?: string } = {};
			scope.clients.openWindow = async (url) => {
				done.opened = String(url);
				return null;
			};
			WindowClient.prototype.focus = async function (this: WindowClient) {
				done.focused = this.url;
				return this;
			};
			let work: Promise<unknown> | undefined;
			const event = Object.assign(new Event('notificationclick'), {
				action: tap.action,
				notification: { data: tap.data, close: () => undefined },
				waitUntil: (promise: Promise<unknown>) => {
					work = promise;
				},
			});
			scope.dispatchEvent(event);
			await work;
			return done;
		},
		{ action, data },
	);
}
