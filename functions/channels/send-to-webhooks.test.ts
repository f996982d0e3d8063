import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Announcement } from '../../src/domain/announcement.ts';
import type { AnnouncementDocument } from '../../src/domain/messages/announcement-document.ts';
import { atHour, noon, someSettings } from '../../tests/builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../tests/webhook-receiver.ts';
import { robotMessages } from '../store/robot-messages.ts';
import { sendToWebhooks } from './send-to-webhooks.ts';
import { parseWebhook, type Webhook } from './webhooks.ts';

const store = freshSqlite();
let receiver: WebhookReceiver;
let webhook: Webhook;
let now: Date;
let logged: string[];

beforeEach(async () => {
	now = noon;
	logged = [];
	receiver = await startWebhookReceiver();
	const parsed = parseWebhook(receiver.webhook);
	if (!parsed) throw new Error('no webhook');
	webhook = parsed;
});

afterEach(() => receiver.close());

const announcement = (ref: string, changes: Partial<Announcement> = {}): Announcement => ({
	collection: 'notices',
	ref,
	revision: 1,
	kind: 'issue',
	status: 'actual',
	warningColor: 'red',
	areas: ['999900101'],
	topics: ['health'],
	sent: noon,
	current: true,
	texts: { 'zh-CN': { title: '河水上涨', body: '请到高处去。', path: `/notices/${ref}/` } },
	...changes,
});

const messages = () => robotMessages(store().db);
const add = (what: Announcement) => messages().add(what, [webhook.id], noon);
const stateOf = async (ref: string) => (await messages().about({ collection: 'notices', ref }))[0];

async function sendAt(instant: Date): Promise<void> {
	now = instant;
	await sendToWebhooks({
		messages: messages(),
		webhooks: [webhook],
		siteUrl: 'https://county.example',
		settings: () => someSettings(),
		fictionalMark: '',
		now: () => now,
		log: {
			info: () => undefined,
			error: (message, about) => logged.push(`${message} ${JSON.stringify(about)}`),
		},
	});
}

const afterSeconds = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

test('a receiver gets the announcement once, and can tell by the signature that it is ours', async () => {
	await add(announcement('a'));
	await sendAt(noon);
	await sendAt(atHour(1));
	expect(receiver.received).toHaveLength(1);
	const [told] = receiver.received;
	if (!told) throw new Error('nothing was told');
	expect(told.headers['webhook-timestamp']).toBe(String(noon.getTime() / 1000));
	expect(await receiver.isSigned(told)).toBe(true);
	const changed = { ...told, body: told.body.replace('河水', '江水') };
	expect(await receiver.isSigned(changed)).toBe(false);
	expect(await receiver.isSigned(told, Buffer.alloc(32).toString('base64'))).toBe(false);
	const { data } = JSON.parse(told.body) as AnnouncementDocument;
	expect(data.info[0]?.headline).toBe('河水上涨');
	expect(await stateOf('a')).toMatchObject({ state: 'delivered', deliveredAt: noon });
});

test('what fails is repeated with growing pauses, under the same id and newly signed', async () => {
	receiver.answer(500);
	await add(announcement('a'));
	for (const seconds of [0, 4, 5, 34, 35, 154, 155]) await sendAt(afterSeconds(seconds));
	expect(receiver.received).toHaveLength(4);
	expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
	const times = receiver.received.map(({ headers }) => Number(headers['webhook-timestamp']));
	expect(times.map((time) => time - noon.getTime() / 1000)).toEqual([0, 5, 35, 155]);
	const last = receiver.received.at(-1);
	expect(last && (await receiver.isSigned(last))).toBe(true);
	receiver.answer(200);
	await sendAt(atHour(1));
	expect(await stateOf('a')).toMatchObject({ state: 'delivered', error: '' });
});

test('one announcement that fails does not hold up another', async () => {
	receiver.answer(500);
	await add(announcement('a'));
	await sendAt(noon);
	receiver.answer(200);
	await add(announcement('b'));
	await sendAt(afterSeconds(1));
	expect((await stateOf('b'))?.state).toBe('delivered');
});

test('a receiver that asks for quiet is left alone, with all that waits for it', async () => {
	receiver.answer(429, { 'Retry-After': '300' });
	await add(announcement('a'));
	await add(announcement('b'));
	await sendAt(noon);
	receiver.answer(200);
	await sendAt(afterSeconds(299));
	expect(receiver.received).toHaveLength(1);
	await sendAt(afterSeconds(300));
	expect(receiver.received).toHaveLength(2);
});

test('a receiver that is gone is asked no more, and staff see why', async () => {
	receiver.answer(410);
	await add(announcement('a'));
	await sendAt(noon);
	await sendAt(atHour(1));
	expect(receiver.received).toHaveLength(1);
	expect(await stateOf('a')).toMatchObject({ state: 'failed', error: 'unwanted 410' });
});

test('a redirection is not followed, and counts as a failure', async () => {
	receiver.answer(307, { Location: '/elsewhere' });
	await add(announcement('a'));
	await sendAt(noon);
	expect(receiver.received.map(({ path }) => path)).toEqual(['/in?token=TOKEN']);
	expect(await stateOf('a')).toMatchObject({ state: 'due', error: 'status 307' });
});

test('nothing is told a day later, nor when it is over', async () => {
	await add(announcement('old'));
	await add(announcement('over', { expires: atHour(1) }));
	await sendAt(atHour(24.1));
	await sendAt(atHour(24.1));
	expect(receiver.received).toEqual([]);
	expect([(await stateOf('old'))?.error, (await stateOf('over'))?.error]).toEqual([
		'too-late',
		'too-late',
	]);
});

test('a system of exercises hears exercises, named so, and no other system does', async () => {
	await add(announcement('drill', { status: 'exercise' }));
	await sendAt(noon);
	expect(await stateOf('drill')).toMatchObject({ state: 'failed', error: 'other-group' });
	webhook = { ...webhook, id: 'webhook-drills', exercise: true };
	await add(announcement('drill-2', { status: 'exercise' }));
	await add(announcement('real'));
	await sendAt(afterSeconds(1));
	await sendAt(afterSeconds(1));
	const told = receiver.received.map(({ body }) => (JSON.parse(body) as AnnouncementDocument).data);
	expect(told.map(({ status, info }) => [status, info[0]?.headline])).toEqual([
		['Exercise', '【演练 EXERCISE】河水上涨'],
	]);
});

test('the log names neither the address nor the secret, also when nobody answers', async () => {
	receiver.answer(500);
	await add(announcement('a'));
	await sendAt(noon);
	await receiver.close();
	await sendAt(atHour(1));
	expect(logged).toHaveLength(2);
	const { host } = new URL(webhook.url);
	for (const hidden of [host, 'TOKEN', receiver.secret])
		expect(logged.join('\n')).not.toContain(hidden);
});
