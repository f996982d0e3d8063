import { describe, expect, test } from 'vitest';
import { isWebhookId, messageId, parseWebhook, signedHeaders } from './webhooks.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('a webhook is an address and a secret', () => {
	test.each([
		`https://sms.county.example/in#${secret}`,
		`https://sms.county.example/in?a=b#${secret.replace('whsec_', '')}`,
		`http://localhost:8080/in#${secret}`,
		`http://127.0.0.1:8080/in#${secret}`,
		`http://[::1]:8080/in#${secret}`,
	])('%s', (text) => {
		expect(parseWebhook(text)?.key.toString('base64')).toBe('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
	});

	test.each([
		'',
		'https://sms.county.example/in',
		'https://sms.county.example/in#whsec_c2hvcnQ=',
		'https://sms.county.example/in#not a secret',
		`http://sms.county.example/in#${secret}`,
		`https://user:password@sms.county.example/in#${secret}`,
		`ftp://sms.county.example/in#${secret}`,
	])('and refused otherwise: %s', (text) => {
		expect(parseWebhook(text)).toBeUndefined();
	});
});

test('the name of a webhook does not give its address away, and is none of a robot', () => {
	const { id = '' } = parseWebhook(`https://sms.county.example/in#${secret}`) ?? {};
	expect(id).toMatch(/^webhook-[0-9a-f]{12}$/);
	expect([isWebhookId(id), isWebhookId('wecom-0123456789ab')]).toEqual([true, false]);
});

test('a body is signed as the reference implementations of Standard Webhooks sign it', () => {
	const webhook = parseWebhook(`https://sms.county.example/in#${secret}`);
	if (!webhook) throw new Error('no webhook');
	const at = new Date(1_614_265_330_000);
	expect(
		signedHeaders(webhook, 'msg_p5jXN8AQM9LWM0D4loKWxJek', '{"test": 2432232314}', at),
	).toEqual({
		'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
		'webhook-timestamp': '1614265330',
		'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
	});
});

test('an announcement has one name at every receiver, and another at another portal', () => {
	const id = messageId('https://county.example', 'notices/a.b/1/issue');
	expect(id).toMatch(/^msg_[\w-]{32}$/);
	expect(messageId('https://county.example', 'notices/a.b/1/issue')).toBe(id);
	expect(messageId('https://other.example', 'notices/a.b/1/issue')).not.toBe(id);
});
