import type { Browser, BrowserContext, CDPSession, Worker } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pushMessage } from '../functions/push/message.ts';
import { launchBrowser } from './browser.ts';
import { noon } from './builders.ts';
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

test('the service worker shows the alert that the portal sends, in its words and language', async () => {
	const message = pushMessage(
		{
			collection: 'notices',
			ref: 'n-1',
			revision: 1,
			kind: 'issue',
			status: 'actual',
			areas: [],
			topics: [],
			sent: noon,
			current: true,
			texts: { 'zh-CN': { title: '云溪镇停水', body: '请提前储水。', path: '/notices/n-1/' } },
		},
		'zh-CN',
		{ url: site.url, fictional: '【演示】' },
	);
	const { title, options } = await shownFor(message);
	expect(title).toBe('【演示】云溪镇停水');
	expect(options).toMatchObject({ body: '请提前储水。', lang: 'zh-CN', renotify: false });
	expect(options.data).toEqual({
		url: `${site.url}/notices/n-1/`,
		manage: `${site.url}/subscribe/#push`,
	});
	expect(options).toMatchObject({ actions: [{ action: 'manage', title: '更改或关闭提醒' }] });
	expect(options.tag).toMatch(/^[\w-]{32}$/);
});

test('a message that cannot be read is still shown as something, as browsers demand', async () => {
	expect((await shownFor('not json')).options.tag).toBe('alert');
});
