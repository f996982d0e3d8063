import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pushServiceOf } from '../../src/domain/push-services.ts';
import { newPushMailbox } from '../../tests/push-mailbox.ts';
import { nearly, strangeObject, strangeText } from '../../tests/strange-values.ts';
import type { WholePortal } from '../../tests/whole-portal.ts';
import { cases, expectSound, jsonBody } from './answers.ts';

const { keys } = newPushMailbox();
const phone = 'https://updates.push.services.mozilla.com/wpush/v2/phone';
const choices = { topics: ['health'], areas: ['999900'], severity: 'all', language: 'zh-CN' };
const quiet = { from: 22, until: 7 };
const sound = { endpoint: phone, keys, ...choices, quiet };
const soundMove = { endpoint: `${phone}-2`, keys, from: phone };

/** Addresses that look like those of a push service. */
const endpoint = fc.oneof(
	fc
		.tuple(
			fc.constantFrom('https://', 'http://', 'HTTPS:', 'https:\\\\', '//', 'file://', ' https://'),
			fc.constantFrom(
				'',
				'a@',
				'fcm.googleapis.com@',
				'fcm.googleapis.com#@',
				'a.',
				'\u0000',
				'\t',
			),
			fc.constantFrom(
				'fcm.googleapis.com',
				'FCM.GoogleAPIs.com',
				'fcm.googleapis.com.',
				'fcm。googleapis。com',
				'fcm.googleapis.com.attacker.example',
				'attackerpush.apple.com',
				'.push.apple.com',
				'web.push.apple.com',
				'push.apple.com',
				'127.0.0.1',
				'[::1]',
				'0x7f.1',
				'例え.push.apple.com',
				'ﬁ.notify.windows.com',
			),
			fc.constantFrom(
				'',
				':443',
				':444',
				':80',
				':',
				'\\@attacker.example',
				'%2f.attacker.example',
			),
			fc.oneof(fc.constantFrom('', '/', '/send/a', '/../..', '?a', '#a'), strangeText),
		)
		.map((parts) => parts.join('')),
	strangeText.map((text) => `https://web.push.apple.com/${text}`),
);

/** Subscribing, changing, moving, leaving; being told when a report is answered. */
export function subscriptionProperties(whole: () => WholePortal): void {
	const rows = async () => JSON.stringify(await whole().areas.subscriptions.after(0, 100_000));

	describe('subscriptions', () => {
		test('whatever is sent, only addresses of push services are kept, and what is refused leaves nothing', async () => {
			const { ask } = whole();
			const place = fc.constantFrom(
				['POST', ''],
				['DELETE', ''],
				['POST', '/moved'],
				['POST', '/choices'],
				['GET', '/choices'],
			);
			const body = fc.oneof(
				strangeObject([...Object.keys(sound), 'from', 'vapidKey']),
				nearly(sound),
				nearly(soundMove),
				endpoint.map((each) => ({ ...sound, endpoint: each })),
				fc.tuple(endpoint, endpoint).map(([to, from]) => ({ ...soundMove, endpoint: to, from })),
			);
			let before = await rows();
			await fc.assert(
				fc.asyncProperty(place, body, async ([method = '', path], value) => {
					const init = method === 'GET' ? {} : jsonBody(value, method);
					const answer = await ask(`/api/subscriptions${path}`, init);
					await expectSound(whole(), answer);
					const after = await rows();
					if (!answer.ok) expect(after).toBe(before);
					before = after;
				}),
				cases(700),
			);
			for (const each of await whole().areas.subscriptions.after(0, 100_000)) {
				const { protocol, hostname, port, username } = new URL(each.endpoint);
				expect(pushServiceOf(hostname)).toBeDefined();
				expect([protocol, port, username]).toEqual(['https:', '', '']);
				expect(each.origin).toBe(`https://${hostname}`);
			}
			expect((await ask('/api/subscriptions', jsonBody(sound))).status).toBe(201);
			const chosen = await ask('/api/subscriptions/choices', jsonBody({ endpoint: phone }));
			expect(await chosen.json()).toEqual({ ...choices, quiet });
			expect((await ask('/api/subscriptions/moved', jsonBody(soundMove))).status).toBe(200);
			const left = jsonBody({ endpoint: soundMove.endpoint }, 'DELETE');
			expect((await ask('/api/subscriptions', left)).status).toBe(204);
		});
	});

	describe('watches of receipts', () => {
		test('whatever is sent, nobody watches a receipt that was not given out', async () => {
			const { ask, areas, portal } = whole();
			const report = jsonBody({ content: '今晚真的停水吗', channel: 'other' });
			const { receipt } = (await (await ask('/api/reports', report)).json()) as { receipt: string };
			const watch = { receipt, endpoint: phone, keys, language: 'zh-CN', shown: 'received' };
			const place = fc.constantFrom(['POST', ''], ['POST', '/standing'], ['DELETE', '']);
			const body = fc.oneof(
				strangeObject(Object.keys(watch)),
				nearly(watch),
				endpoint.map((each) => ({ ...watch, endpoint: each })),
			);
			let before = JSON.stringify(await areas.receiptWatches.all());
			await fc.assert(
				fc.asyncProperty(place, body, async ([method, path], value) => {
					const answer = await ask(`/api/reports/status/watch${path}`, jsonBody(value, method));
					await expectSound(whole(), answer);
					const after = JSON.stringify(await areas.receiptWatches.all());
					if (!answer.ok) expect(after).toBe(before);
					before = after;
				}),
				cases(300),
			);
			const kept = portal.store.db.selectFrom('receipt_watches').selectAll();
			const all = await kept.execute();
			expect(new Set(all.map((each) => each.report_id)).size).toBeLessThan(2);
			for (const each of all) expect(pushServiceOf(new URL(each.endpoint).hostname)).toBeDefined();
			for (const each of all)
				await ask('/api/reports/status/watch', jsonBody({ endpoint: each.endpoint }, 'DELETE'));
			expect((await ask('/api/reports/status/watch', jsonBody(watch))).status).toBe(201);
		});
	});
}
