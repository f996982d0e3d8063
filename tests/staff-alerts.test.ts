import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeAreas } from '../functions/store/areas.ts';
import { openStore } from '../functions/store/store.ts';
import { launchBrowser } from './browser.ts';
import { anAnnouncement } from './builders.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';
import { type PushService, startPushService } from './push-service.ts';
import { becomeAdministrator, invite } from './staff-people.ts';

const announcement = anAnnouncement({
	ref: 'flood',
	sent: new Date(),
	texts: {
		'zh-CN': { title: '河水上涨，请远离河道', body: '不要下河。', path: '/notices/flood/' },
	},
});
const count = 60;

let browser: Browser;
let push: PushService;
let portal: PortalProcess;
let administrator: Page;
let publisher: Page;
let letGo: () => void;

beforeAll(async () => {
	browser = await launchBrowser();
	push = await startPushService();
	portal = await startPreparedPortal({
		env: {
			PUSH_EXTRA_ORIGINS: push.origin,
			NODE_EXTRA_CA_CERTS: push.caFile,
			VAPID_SUBJECT: 'mailto:portal@county.example',
		},
	});
	administrator = await becomeAdministrator(browser, await portal.firstAdministratorLink());
	const wu = { name: '老周', email: 'zhou@county.example', role: 'publisher' } as const;
	publisher = await invite(administrator, browser, wu);
	await portal.stop();
	await beginAlert();
	await portal.restart();
});

afterAll(async () => {
	letGo?.();
	await browser?.close();
	await portal?.remove();
	await push?.close();
});

/** An alert of which half the answers are held back. */
async function beginAlert(): Promise<void> {
	const held = Promise.withResolvers<void>();
	letGo = held.resolve;
	const store = await openStore({ dataDir: portal.dataDir, databaseUrl: undefined });
	const { alerts, subscriptions, vapidKeys } = storeAreas(store);
	const now = new Date();
	const { id: vapidKeyId } = await vapidKeys.newest();
	for (let each = 0; each < count; each += 1) {
		const choices = { language: 'zh-CN', topics: [], areas: [], severity: 'all' } as const;
		const address = { ...push.subscription(`s-${each}`), vapidKeyId };
		await subscriptions.save({ ...address, ...choices }, now);
		if (each % 2 === 0) push.answer(`s-${each}`, { status: 201, after: held.promise });
	}
	await alerts.begin(announcement, { at: now, deadline: new Date(now.getTime() + 3_600_000) });
	await store.close();
}

const rowOf = (page: Page) => page.locator('alert-progress li');
const number = async (page: Page, name: string) =>
	Number(await rowOf(page).locator(`dt:text-is("${name}") + dd`).textContent());

test('a publisher sees an alert move without loading the page again, stops it, and lets it go on', async () => {
	await publisher.goto(`${portal.url}/staff/`);
	await expect.poll(() => number(publisher, '送达')).toBe(count / 2);
	expect(await number(publisher, '待发')).toBe(count / 2);
	await publisher.getByRole('button', { name: '暂停发送' }).click();
	await expect.poll(() => rowOf(publisher).locator('.tag').textContent()).toBe('已暂停');
	letGo();
	await publisher.getByRole('button', { name: '继续发送' }).click();
	await expect.poll(() => rowOf(publisher).locator('.tag').textContent()).toBe('已发完');
	expect(await number(publisher, '送达')).toBe(count);
	expect(push.received()).toHaveLength(count);
});

test('the audit log tells who stopped an alert and who let it go on, and an administrator cannot', async () => {
	await administrator.goto(`${portal.url}/staff/audit/`);
	const log = await administrator.locator('main').textContent();
	expect(log).toContain('暂停发送提醒');
	expect(log).toContain('继续发送提醒');
	await administrator.goto(`${portal.url}/staff/`);
	expect(await rowOf(administrator).locator('button').count()).toBe(0);
	const answer = await administrator.request.post(`${portal.url}/staff/alerts/stop`, {
		form: { key: 'notices/flood/1/issue' },
		headers: { Origin: portal.url },
	});
	expect(answer.status()).toBe(403);
});

test('an alert that is over cannot be stopped, and the answer says so', async () => {
	const answer = await publisher.request.post(`${portal.url}/staff/alerts/stop`, {
		form: { key: 'notices/flood/1/issue' },
		headers: { Origin: portal.url },
	});
	expect(answer.status()).toBe(422);
	expect(await answer.text()).toContain('这条提醒已经发完');
});

test('a push service that refuses the portal is named with what to do', async () => {
	await portal.stop();
	const store = await openStore({ dataDir: portal.dataDir, databaseUrl: undefined });
	const now = new Date();
	const until = new Date(now.getTime() + 300_000);
	await storeAreas(store).pushOrigins.refuse(push.origin, { at: now, status: 403 }, until);
	await store.close();
	await portal.restart();
	await publisher.goto(`${portal.url}/staff/`);
	const panel = publisher.locator('section[aria-labelledby=push-services]');
	expect(await panel.textContent()).toContain(push.origin);
	expect(await panel.textContent()).toContain('403');
	expect(await panel.textContent()).toContain('VAPID');
});
