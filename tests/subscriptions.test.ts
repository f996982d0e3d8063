import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSubscribeLimit } from '../functions/push/subscribe-limit.ts';
import { newVapidKeys } from '../functions/push/vapid.ts';
import { subscriptionRoutes } from '../functions/routes/subscriptions.ts';
import { subscriptions } from '../functions/store/subscriptions.ts';
import { vapidKeyStore } from '../functions/store/vapid-keys.ts';
import type { Language } from '../src/domain/languages.ts';
import { problemText } from '../src/i18n/strings.ts';
import { noon, someSettings } from './builders.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';
import { newPushMailbox } from './push-mailbox.ts';
import { freshSqlite } from './stores.ts';

const pushOrigin = 'https://localhost:8443';
const { keys } = newPushMailbox();
const good = { endpoint: `${pushOrigin}/push/amy`, keys, topics: [], areas: [], language: 'zh-CN' };

let portal: PortalProcess;

beforeAll(async () => {
	portal = await startPreparedPortal({ env: { PUSH_EXTRA_ORIGINS: pushOrigin } });
});

afterAll(() => portal?.remove());

describe.each<[Language, string]>([
	['zh-CN', 'zh-CN,zh;q=0.9'],
	['en', 'en-GB,en;q=0.9'],
])('a reader of %s', (language, accepted) => {
	test.each([
		['that is no push service', 'https://push.attacker.example/push/amy'],
		['that only looks like one', 'https://fcm.googleapis.com.attacker.example/push/amy'],
		['without encryption', 'http://fcm.googleapis.com/fcm/send/amy'],
		['on another port of the push service', 'https://localhost:8444/push/amy'],
		['on this machine', 'https://127.0.0.1/push/amy'],
		['in a private network', 'https://192.168.1.1/push/amy'],
		['of the cloud machine itself', 'https://169.254.169.254/latest/meta-data/'],
		['that is no address', 'amy'],
	])('is told why an endpoint %s is refused', async (_what, endpoint) => {
		const refusal = await post({ ...good, endpoint }, { 'accept-language': accepted });
		expect(refusal).toEqual(refused(400, language, 'unknown-push-service', 'endpoint'));
	});

	test.each([
		['off the curve', { ...keys, p256dh: offTheCurve() }],
		['that are too short', { p256dh: keys.p256dh.slice(0, 40), auth: keys.auth }],
		['with a short secret', { ...keys, auth: 'AAAA' }],
	])('is told why keys %s are refused', async (_what, bad) => {
		const refusal = await post({ ...good, keys: bad }, { 'accept-language': accepted });
		expect(refusal).toEqual(refused(400, language, 'unusable-keys', 'keys'));
	});

	test.each([
		['not JSON', 'no JSON'],
		['no subscription', '{"endpoint": 1}'],
		['in an unknown language', JSON.stringify({ ...good, language: 'tlh' })],
	])('is told why a body that is %s is refused', async (_what, body) => {
		const refusal = await post(body, { 'accept-language': accepted });
		expect(refusal).toEqual(refused(400, language, 'bad-subscription', ''));
	});
});

test('a body that is larger than a subscription can be is refused unread', async () => {
	const { status, body } = await post({ ...good, padding: 'x'.repeat(9000) });
	expect(status).toBe(413);
	expect(body.problems).toMatchObject([{ code: 'too-large', values: { kilobytes: 8 } }]);
});

test('a body that is not declared as JSON is refused, so that no form can send it', async () => {
	const { status } = await post(good, { 'content-type': 'text/plain' });
	expect(status).toBe(415);
});

test.each([
	['Origin: https://attacker.example', { origin: 'https://attacker.example' }],
	['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
	['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
])('what another site makes a browser send is refused, known by %s', async (_what, headers) => {
	const { status, body } = await post(good, headers);
	expect(status).toBe(403);
	expect(body.problems).toMatchObject([{ code: 'other-site' }]);
});

test('a browser subscribes, changes its choices, leaves, and may leave again', async () => {
	const subscribed = { status: 201, body: { subscribed: true } };
	expect(await post(good, { origin: portal.url })).toEqual(subscribed);
	expect(await post({ ...good, topics: ['health'], language: 'en' })).toEqual(subscribed);
	expect((await request('DELETE', { endpoint: good.endpoint })).status).toBe(204);
	expect((await request('DELETE', { endpoint: good.endpoint })).status).toBe(204);
});

test('a browser finds its choices again, and another one finds nothing', async () => {
	const chosen = { topics: ['health'], areas: ['999900102'], severity: 'orange', language: 'en' };
	const choices = { ...chosen, quiet: { from: 22, until: 7 } };
	await post({ ...good, ...choices });
	const asked = await request('POST', { endpoint: good.endpoint }, {}, '/choices');
	expect(asked.headers.get('cache-control')).toBe('no-store');
	expect(await asked.json()).toEqual(choices);
	const other = await request('POST', { endpoint: `${pushOrigin}/push/bob` }, {}, '/choices');
	expect([other.status, (await other.json()).problems]).toEqual([
		404,
		[{ code: 'not-subscribed', field: '' }],
	]);
	expect((await request('POST', 'no JSON', {}, '/choices')).status).toBe(400);
});

test.each([{ from: 7, until: 7 }, { from: 22, until: 24 }, { from: 22.5, until: 7 }, { from: 22 }])(
	'quiet hours that are none are refused: %o',
	async (quiet) => {
		expect((await post({ ...good, quiet })).status).toBe(400);
	},
);

test('a severity that does not exist is refused', async () => {
	expect((await post({ ...good, severity: 'purple' })).status).toBe(400);
});

test('the key that browsers subscribe with is a point on the curve and stays the same', async () => {
	const before = await key();
	expect(Buffer.from(before, 'base64url')).toHaveLength(65);
	await portal.restart();
	expect(await key()).toBe(before);
});

test('a browser that moves keeps its choices, proved by the address that it had', async () => {
	const choices = { topics: ['health'], areas: [], severity: 'red', language: 'en' };
	await post({ ...good, ...choices });
	const to = { endpoint: `${pushOrigin}/push/amy-2`, keys: newPushMailbox().keys };
	const move = (body: object) => request('POST', body, {}, '/moved');
	expect((await move({ from: `${pushOrigin}/push/guessed`, ...to })).status).toBe(404);
	expect((await move({ ...to })).status).toBe(400);
	expect((await move({ from: good.endpoint, ...to })).status).toBe(200);
	const asked = await request('POST', { endpoint: to.endpoint }, {}, '/choices');
	expect(await asked.json()).toEqual(choices);
	expect((await request('POST', { endpoint: good.endpoint }, {}, '/choices')).status).toBe(404);
	const elsewhere = { ...to, endpoint: 'https://push.attacker.example/1' };
	expect((await move({ from: to.endpoint, ...elsewhere })).status).toBe(400);
});

test('a browser moves between the longest addresses that push services give', async () => {
	const long = (name: string) => `${pushOrigin}/push/${name}`.padEnd(2048, 'x');
	const { keys } = newPushMailbox();
	await post({ ...good, endpoint: long('before') });
	const moved = { from: long('before'), endpoint: long('after'), keys, vapidKey: await key() };
	expect((await request('POST', moved, {}, '/moved')).status).toBe(200);
});

test('the operator changes the key: browsers are given the new one, and those of the old one stay', async () => {
	const before = await key();
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['functions/cli.ts', 'rotate-vapid-key'],
		{ env: { ...process.env, DATA_DIR: portal.dataDir } },
	);
	expect(stdout).toContain('Done.');
	expect(await key()).not.toBe(before);
	expect((await post({ ...good, vapidKey: before })).status).toBe(201);
	expect((await post({ ...good, vapidKey: await key() })).status).toBe(201);
	const foreign = newPushMailbox().keys.p256dh;
	expect((await post({ ...good, vapidKey: foreign })).body.problems).toEqual([
		{ code: 'unknown-vapid-key', field: 'vapidKey' },
	]);
});

describe('a client that asks too often', () => {
	const store = freshSqlite();
	let app: Hono;
	beforeEach(async () => {
		const vapidKeys = vapidKeyStore(store().db);
		await vapidKeys.addFirst(newVapidKeys(), noon);
		app = subscriptionRoutes({
			subscriptions: subscriptions(store().db),
			settings: () => someSettings(),
			extraOrigins: [pushOrigin],
			vapidKeys,
			limit: createSubscribeLimit({ perMinute: 3, perDay: 1 }),
			trustedProxies: 0,
			onSubscribed: () => undefined,
			now: () => noon,
		});
	});
	const ask = (name: string, accepted: string) =>
		app.request('/subscriptions', {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'accept-language': accepted },
			body: JSON.stringify({ ...good, endpoint: `${pushOrigin}/push/${name}` }),
		});

	test('may change what it has, but have no second subscription today', async () => {
		expect((await ask('first', 'zh-CN')).status).toBe(201);
		const second = await ask('second', 'zh-CN');
		expect([second.status, second.headers.get('retry-after')]).toEqual([429, String(12 * 3600)]);
		expect((await second.json()).error).toBe(
			'从您这个网络来的请求太多。请过720分钟再试，或改用订阅源。',
		);
		expect((await ask('first', 'zh-CN')).status).toBe(201);
	});

	test('is told so in its language, whatever it asks for', async () => {
		for (let round = 0; round < 3; round += 1) await ask('first', 'en');
		const refused = await ask('first', 'en');
		expect([refused.status, (await refused.json()).problems[0].code]).toEqual([
			429,
			'too-many-subscriptions',
		]);
	});
});

function refused(status: number, language: Language, code: string, field: string) {
	const problem = { code, field };
	return { status, body: { error: problemText(problem, language), problems: [problem] } };
}

async function post(body: unknown, headers: Record<string, string> = {}) {
	const response = await request('POST', body, headers);
	return { status: response.status, body: await response.json() };
}

function request(method: string, body: unknown, headers: Record<string, string> = {}, below = '') {
	return fetch(`${portal.url}/api/subscriptions${below}`, {
		method,
		headers: { 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
}

async function key(): Promise<string> {
	const response = await fetch(`${portal.url}/api/push/key`);
	return (await response.json()).key;
}

/** The same x with another y. */
function offTheCurve(): string {
	const point = Buffer.from(keys.p256dh, 'base64url');
	point[64] = (point[64] ?? 0) ^ 1;
	return point.toString('base64url');
}
