import { afterEach, beforeEach, expect, test } from 'vitest';
import { storeAreas } from '../functions/store/areas.ts';
import { openStore } from '../functions/store/store.ts';
import { anAnnouncement } from './builders.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';
import { type PushService, startPushService } from './push-service.ts';

const count = 1_500;
const key = 'notices/flood/1/issue';
const names = Array.from({ length: count }, (_, each) => `s-${each}`);
/** From here on the push service answers nobody until it is told to. */
const firstSlow = 700;

let portal: PortalProcess;
let push: PushService;

beforeEach(async () => {
	push = await startPushService();
	const env = { PUSH_EXTRA_ORIGINS: push.origin, NODE_EXTRA_CA_CERTS: push.caFile };
	portal = await startPreparedPortal({ env });
});

afterEach(async () => {
	await portal?.remove();
	await push?.close();
});

test('a portal that is told to end in the middle of an alert writes down what was answered, and sends the rest when it is back', async () => {
	await portal.stop();
	await beginAlert();
	const answered = Promise.withResolvers<void>();
	for (const name of names.slice(firstSlow))
		push.answer(name, { status: 201, after: answered.promise });
	await portal.restart();
	await push.waitFor((received) => received.length > firstSlow);
	const stopped = portal.stop();
	answered.resolve();
	expect(await stopped).toBe(0);
	const arrived = push.received().length;
	expect(arrived).toBeLessThan(count);
	expect(await counts()).toMatchObject({ delivered: arrived, pending: count - arrived });
	await portal.restart();
	await push.waitFor((received) => received.length >= count);
	expect(await portal.stop()).toBe(0);
	expect(await counts()).toMatchObject({ total: count, delivered: count, pending: 0 });
	expect(names.filter((name) => push.received(name).length !== 1)).toEqual([]);
});

async function beginAlert(): Promise<void> {
	const { areas, close } = await openAreas();
	const now = new Date();
	const { id: vapidKeyId } = await areas.vapidKeys.newest();
	const choices = { language: 'zh-CN', topics: [], areas: [], severity: 'all' } as const;
	for (const name of names)
		await areas.subscriptions.save({ ...push.subscription(name), vapidKeyId, ...choices }, now);
	const texts = { 'zh-CN': { title: '请立即转移', body: '请到镇小学。', path: '/notices/flood/' } };
	const announcement = anAnnouncement({ ref: 'flood', sent: now, texts });
	const deadline = new Date(now.getTime() + 86_400_000);
	await areas.alerts.begin(announcement, { at: now, deadline });
	await close();
}

async function counts() {
	const { areas, close } = await openAreas();
	const known = await areas.alerts.counts(key);
	await close();
	return known;
}

async function openAreas() {
	const store = await openStore({ dataDir: portal.dataDir, databaseUrl: undefined });
	return { areas: storeAreas(store), close: () => store.close() };
}
