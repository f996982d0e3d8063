import { beforeEach, describe, expect, test } from 'vitest';
import { noon, someSettings } from '../../tests/builders.ts';
import { newPushMailbox } from '../../tests/push-mailbox.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { reportRumor } from '../actions/report-rumor.ts';
import { createSubscribeLimit } from '../push/subscribe-limit.ts';
import { newVapidKeys } from '../push/vapid.ts';
import { items } from '../store/items.ts';
import { receiptWatches } from '../store/receipt-watches.ts';
import { reports } from '../store/reports.ts';
import { subscriptions } from '../store/subscriptions.ts';
import { vapidKeyStore } from '../store/vapid-keys.ts';
import { receiptWatchRoutes } from './receipt-watches.ts';

const store = freshSqlite();
const { keys } = newPushMailbox();
const vapidKeys = newVapidKeys();
const phone = 'https://updates.push.services.mozilla.com/wpush/v2/phone';
const other = 'https://updates.push.services.mozilla.com/wpush/v2/other';

let receipt: string;
let isOn: boolean;

beforeEach(async () => {
	isOn = true;
	await vapidKeyStore(store().db).addFirst(vapidKeys, noon);
	const rumor = { content: '今晚断水', channel: 'other', language: 'zh-CN' } as const;
	receipt = (await reportRumor({ reports: reports(store().db), now: noon }, rumor)).receipt;
});

function send(method: 'POST' | 'DELETE', path: string, body: object, language = 'zh-CN') {
	const { push, ...settings } = someSettings();
	const routes = receiptWatchRoutes({
		receiptWatches: receiptWatches(store().db),
		reports: reports(store().db),
		items: items(store().db),
		responses: () => [],
		settings: () => ({ ...settings, push: { ...push, enabled: isOn } }),
		extraOrigins: [],
		vapidKeys: vapidKeyStore(store().db),
		limit: createSubscribeLimit(),
		trustedProxies: 0,
		now: () => noon,
	});
	const headers = { 'content-type': 'application/json', 'accept-language': language };
	return routes.request(path, { method, headers, body: JSON.stringify(body) });
}

const watch = (changes: object = {}, language?: string) =>
	send('POST', '/', { receipt, endpoint: phone, keys, language: 'zh-CN', ...changes }, language);
const isWatching = async (endpoint = phone) =>
	(await (await send('POST', '/standing', { receipt, endpoint })).json()) as object;
const code = async (answer: Response) =>
	((await answer.json()) as { problems: { code: string }[] }).problems[0]?.code;

test('a browser asks to be told, sees that it will be, and takes it back', async () => {
	expect(await isWatching()).toEqual({ watching: false });
	const asked = await watch();
	expect(asked.status).toBe(201);
	expect(asked.headers.get('cache-control')).toBe('no-store');
	expect(await isWatching()).toEqual({ watching: true });
	expect(await isWatching(other)).toEqual({ watching: false });
	const ended = await send('DELETE', '/', { receipt, endpoint: phone });
	expect(await ended.json()).toEqual({ watching: false, addressInUse: false });
	expect(await isWatching()).toEqual({ watching: false });
});

test('who has lost the receipt can end all that the browser waits for', async () => {
	await watch();
	await watch({ endpoint: other });
	const standing = await send('POST', '/standing', { endpoint: phone });
	expect(await standing.json()).toEqual({ watching: true });
	await send('DELETE', '/', { endpoint: phone });
	expect(await isWatching()).toEqual({ watching: false });
	expect(await isWatching(other)).toEqual({ watching: true });
});

test('it can be taken back while push is off, and asked for only while it is on', async () => {
	await watch();
	isOn = false;
	expect(await code(await watch())).toBe('push-off');
	await send('DELETE', '/', { receipt, endpoint: phone });
	expect(await isWatching()).toEqual({ watching: false });
});

test('alerts of the same browser are neither turned on nor ended', async () => {
	const alerts = subscriptions(store().db);
	await watch();
	expect(await alerts.count()).toBe(0);
	const choices = { topics: ['health'], areas: [], severity: 'red', language: 'en' } as const;
	await alerts.save({ endpoint: phone, keys, vapidKeyId: 1, ...choices }, noon);
	await watch();
	const ended = await send('DELETE', '/', { receipt, endpoint: phone });
	expect(await ended.json()).toEqual({ watching: false, addressInUse: true });
	expect(await alerts.find(phone)).toMatchObject(choices);
});

test('what the page has shown is not told again, and what came meanwhile is', async () => {
	const [report] = await reports(store().db).waiting(1);
	const about = { id: 'i-1', claim: '断水', harm: 1, spread: 1, firstSeenAt: noon };
	await items(store().db).add({ ...about, state: 'not-a-claim' });
	await reports(store().db).group(report?.id ?? '', 'i-1');
	await watch({ shown: 'not-a-claim' });
	await watch({ endpoint: other, shown: 'received' });
	const told = (await receiptWatches(store().db).all()).map((each) => each.told);
	expect(told.toSorted()).toEqual(['not-a-claim', 'received']);
});

describe.each(['zh-CN', 'en'])('a reader of %s is told why it is refused', (language) => {
	test.each([
		[400, 'unknown-push-service', { endpoint: 'https://push.attacker.example/a' }],
		[400, 'unusable-keys', { keys: { ...keys, auth: 'AAAA' } }],
		[400, 'bad-subscription', { language: 'tlh' }],
		[400, 'bad-subscription', { shown: 'unknown' }],
		[400, 'bad-subscription', { receipt: undefined }],
		[404, 'unknown-receipt', { receipt: '0000-0000-0000-0000' }],
	])('with %i and %s', async (status, refusal, changes) => {
		const answer = await watch(changes, language);
		expect(answer.status).toBe(status);
		const { error, problems } = (await answer.json()) as { error: string; problems: object[] };
		expect(/[一-鿿]/.test(error)).toBe(language === 'zh-CN');
		expect(problems).toMatchObject([{ code: refusal }]);
	});
});

test('malformed, unknown and forgotten receipts get the same answers', async () => {
	const answers = new Set<string>();
	await watch();
	const { db } = store();
	await reports(db).forget(new Date('2030-01-01'));
	for (const tried of [receipt, 'AAAA-BBBB-CCCC-DDDD', "' or 1=1 --", 'x'.repeat(500)]) {
		const named = { receipt: tried, endpoint: phone };
		const all = [
			await watch(named),
			await send('POST', '/standing', named),
			await send('DELETE', '/', named),
		];
		answers.add(JSON.stringify(await Promise.all(all.map((each) => each.text()))));
	}
	expect(answers.size).toBe(1);
});

test('a fourth browser is told that no more can be added', async () => {
	for (const name of ['1', '2', '3']) await watch({ endpoint: phone + name });
	const answer = await watch();
	expect(answer.status).toBe(409);
	expect(await code(answer)).toBe('watched-enough');
});
