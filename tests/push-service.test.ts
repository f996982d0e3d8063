import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { afterEach, beforeEach, expect, test } from 'vitest';
import webPush from 'web-push';
import { type PushService, startPushService } from './push-service.ts';

let service: PushService;

beforeEach(async () => {
	service = await startPushService();
});

afterEach(() => service.close());

test('a message sent by the web-push library arrives decrypted', async () => {
	await send('amy', '云溪镇请减少聚集');
	expect(service.received('amy')).toMatchObject([
		{
			subscription: 'amy',
			text: '云溪镇请减少聚集',
			headers: { ttl: 60, topic: 'alert-1', urgency: 'high' },
		},
	]);
	expect(service.received('amy')[0]?.headers.authorization).toMatch(/^vapid t=.+, ?k=/);
});

test('each subscription receives its own messages only', async () => {
	await send('amy', 'one');
	await send('ben', 'two');
	expect(service.received('ben').map((each) => each.text)).toEqual(['two']);
	expect(service.received().map((each) => each.text)).toEqual(['one', 'two']);
});

test.each([404, 410, 429] as const)('a subscription can be told to answer %i', async (status) => {
	service.answer('amy', { status, retryAfterSeconds: 7 });
	await expect(send('amy', 'one')).rejects.toMatchObject({
		statusCode: status,
		headers: { 'retry-after': '7' },
	});
	await send('ben', 'two');
});

test('an answer can be held back after the message has arrived', async () => {
	const release = Promise.withResolvers<void>();
	service.answer('amy', { status: 201, after: release.promise });
	let answered = false;
	const sent = send('amy', 'one').then(() => {
		answered = true;
	});
	await service.waitFor((received) => received.length === 1);
	expect(answered).toBe(false);
	release.resolve();
	await sent;
});

test('a message that its subscription cannot decrypt is refused', async () => {
	const { endpoint } = service.subscription('amy');
	const { keys } = service.subscription('ben');
	await expect(sendTo({ endpoint, keys }, 'one')).rejects.toMatchObject({ statusCode: 400 });
	expect(service.received()).toEqual([]);
});

function send(name: string, text: string): Promise<unknown> {
	return sendTo(service.subscription(name), text);
}

function sendTo(subscription: webPush.PushSubscription, text: string): Promise<unknown> {
	return webPush.sendNotification(subscription, text, {
		vapidDetails: { subject: 'mailto:test@localhost.localdomain', ...webPush.generateVAPIDKeys() },
		TTL: 60,
		topic: 'alert-1',
		urgency: 'high',
		agent: new Agent({ ca: readFileSync(service.caFile) }),
	});
}
