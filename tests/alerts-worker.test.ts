import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page, Worker } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type PortalProcess, startPortal } from './portal-process.ts';
import { type PushService, startPushService } from './push-service.ts';

// What the service worker does for a subscription while nobody looks. A browser without windows has no push service
// that works, so it gets one that leads to the test's.

let portal: PortalProcess;
let push: PushService;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let worker: Worker;
let round = 0;

const wishes = { topics: ['health'], areas: [], severity: 'orange', language: 'en' };

beforeAll(async () => {
	push = await startPushService();
	portal = await startPortal({
		env: {
			PUSH_EXTRA_ORIGINS: push.origin,
			NODE_EXTRA_CA_CERTS: push.caFile,
		},
	});
	browser = await launchBrowser();
});

afterAll(async () => {
	await browser?.close();
	await portal?.remove();
	await push?.close();
});

beforeEach(async () => {
	round += 1;
	context = await browser.newContext();
	const started = context.waitForEvent('serviceworker');
	page = await context.newPage();
	await page.goto(`${base()}/privacy/`);
	await page.evaluate(() => navigator.serviceWorker.register('/service-worker.js'));
	worker = await started;
	await page.evaluate(() => navigator.serviceWorker.ready);
});

afterEach(() => context?.close());

const base = () => portal.url;
const named = (name: string) => push.subscription(`${name}-${round}`);

test('a browser that ended a subscription by itself gets another, with the choices it had', async () => {
	const key = await newestKey();
	await subscribe('old', key);
	await browserHas(undefined, { next: 'new' });
	await changed('old');
	expect(await choices('new')).toEqual(wishes);
	expect(await choices('old')).toBeUndefined();
	expect(await subscribedWith()).toBe(key);
});

test('what could not be told at once is told with the next page', async () => {
	await subscribe('old', await newestKey());
	await browserHas(undefined, { next: 'new' });
	await context.setOffline(true);
	await changed('old');
	await context.setOffline(false);
	expect(await choices('old')).toEqual(wishes);
	await page.reload();
	await expect.poll(() => choices('new')).toEqual(wishes);
});

test('a browser that the portal has forgotten meanwhile subscribes anew with what was chosen', async () => {
	const key = await newestKey();
	await subscribe('old', key);
	await browserHas('old', { key });
	await tell({ language: 'en', wishes });
	await expect.poll(() => remembered()).toMatchObject({ endpoint: named('old').endpoint });
	await api('subscriptions', 'DELETE', { endpoint: named('old').endpoint });
	await browserHas(undefined, { next: 'new' });
	await changed('old');
	expect(await choices('new')).toEqual(wishes);
});

test('a browser with an earlier key moves to the new one when it comes by, and keeps its choices', async () => {
	const before = await newestKey();
	await subscribe('old', before);
	await promisify(execFile)(process.execPath, ['functions/cli.ts', 'rotate-vapid-key'], {
		env: { ...process.env, DATA_DIR: portal.dataDir },
	});
	const after = await newestKey();
	expect(after).not.toBe(before);
	await browserHas('old', { key: before, next: 'new' });
	await tell(undefined);
	await expect.poll(() => choices('new')).toEqual(wishes);
	expect(await choices('old')).toBeUndefined();
	expect(await subscribedWith()).toBe(after);
});

test('a browser that never subscribed asks for nothing', async () => {
	const asked: string[] = [];
	context.on('request', (request) => asked.push(request.url()));
	await browserHas(undefined, {});
	await page.reload();
	await tell(undefined);
	await worker.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
	expect(asked.filter((url) => url.includes('/api/push') || url.includes('/api/subs'))).toEqual([]);
});

/** Gives the service worker a browser that holds one subscription, or none, and gets the next when it subscribes. */
async function browserHas(
	name: string | undefined,
	{ key, next }: { key?: string; next?: string },
): Promise<void> {
	const now = name && named(name);
	const then = next && named(next);
	await worker.evaluate(
		({ now, then, key }) => {
			const scope = globalThis as unknown as { subscribedWith?: string };
			type Given = { endpoint: string; keys: object };
			const bytesOf = (text: string) =>
				Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
					letter.charCodeAt(0),
				).buffer;
			const made = (given: Given, vapidKey: string) => ({
				endpoint: given.endpoint,
				options: { applicationServerKey: bytesOf(vapidKey) },
				toJSON: () => given,
				unsubscribe: async () => {
					held = null;
					return true;
				},
			});
			Object.defineProperty(Notification, 'permission', { value: 'granted', configurable: true });
			let held: ReturnType<typeof made> | null = now ? made(now, key ?? '') : null;
			Object.assign(PushManager.prototype, {
				getSubscription: async () => held,
				async subscribe({ applicationServerKey }: { applicationServerKey: string }) {
					if (!then) throw new DOMException('no push service', 'AbortError');
					scope.subscribedWith = applicationServerKey;
					held = made(then, applicationServerKey);
					return held;
				},
			});
		},
		{ now, then, key },
	);
}

const subscribedWith = () =>
	worker.evaluate(() => (globalThis as unknown as { subscribedWith?: string }).subscribedWith);

/** The browser says that a subscription has ended. */
function changed(name: string): Promise<void> {
	return worker.evaluate(async (endpoint) => {
		let work: Promise<unknown> | undefined;
		const event = Object.assign(new Event('pushsubscriptionchange'), {
			oldSubscription: { endpoint },
			waitUntil: (promise: Promise<unknown>) => {
				work = promise;
			},
		});
		dispatchEvent(event);
		await work;
	}, named(name).endpoint);
}

/** Says to the service worker what a page says. */
async function tell(alerts: object | undefined): Promise<void> {
	await page.evaluate(async (told) => {
		const { active } = await navigator.serviceWorker.ready;
		active?.postMessage(told ? { alerts: told } : {});
	}, alerts);
}

function remembered(): Promise<object | undefined> {
	return worker.evaluate(async () => {
		const scope = globalThis as unknown as ServiceWorkerGlobalScope;
		const stock = await caches.open('alerts-1');
		const kept = await stock.match(scope.registration.scope);
		return kept?.json();
	});
}

async function subscribe(name: string, vapidKey: string): Promise<void> {
	const answer = await api('subscriptions', 'POST', { ...named(name), vapidKey, ...wishes });
	expect(answer.status).toBe(201);
}

async function choices(name: string): Promise<unknown> {
	const answer = await api('subscriptions/choices', 'POST', { endpoint: named(name).endpoint });
	return answer.ok ? answer.json() : undefined;
}

async function newestKey(): Promise<string> {
	return (await (await fetch(`${base()}/api/push/key`)).json()).key;
}

function api(path: string, method: string, body: object): Promise<Response> {
	const headers = { 'content-type': 'application/json' };
	return fetch(`${base()}/api/${path}`, { method, headers, body: JSON.stringify(body) });
}
