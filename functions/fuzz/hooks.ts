import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedText, strangeText } from '../../tests/strange-values.ts';
import type { WholePortal } from '../../tests/whole-portal.ts';
import { cases, expectSound } from './answers.ts';

const told = 'webhook-id.webhook-timestamp.'.split('.').slice(0, 2) as [
	'webhook-id',
	'webhook-timestamp',
];

/** Calls of the Git host. */
export function hookProperties(whole: () => WholePortal): void {
	const sign = (body: Uint8Array, before = '') =>
		createHmac('sha256', whole().webhookSecret).update(before).update(body);

	test('a call of a Git host is taken with a signature of this body under this secret, and no other', async () => {
		const { ask, webhookSecret } = whole();
		const headersOf = (body: Uint8Array) => {
			const hex = sign(body).digest('hex');
			const standard = sign(body, 'call.1773460800.').digest('base64');
			return fc.oneof(
				fc
					.tuple(
						fc.constantFrom('x-hub-signature-256', 'x-gitea-signature'),
						fc.oneof(changedText(`sha256=${hex}`), changedText(hex), strangeText),
					)
					.map(([name, value]) => ({ [name]: value })),
				fc
					.tuple(fc.oneof(changedText(`v1,${standard}`), strangeText), changedText('call'))
					.map(([value, id]) => ({
						[told[0]]: id,
						[told[1]]: '1773460800',
						'webhook-signature': value,
					})),
				fc
					.oneof(changedText(webhookSecret), strangeText)
					.map((value) => ({ 'x-gitlab-token': value })),
				fc.dictionary(
					fc.constantFrom('x-hub-signature-256', 'webhook-signature', 'x-gitlab-token', ...told),
					strangeText,
				),
			);
		};
		const call = fc
			.uint8Array({ maxLength: 200 })
			.chain((body) => fc.tuple(fc.constant(body), headersOf(body)));
		await fc.assert(
			fc.asyncProperty(call, async ([body, given]) => {
				const headers = sendable(given);
				const answer = await ask('/api/hooks/git', {
					method: 'POST',
					body: new Uint8Array(body),
					headers,
				});
				await expectSound(whole(), answer);
				if (answer.status === 202) expect(isSigned(headers, body)).toBe(true);
			}),
			cases(600),
		);
		const body = new TextEncoder().encode('{}');
		const headers = { 'x-hub-signature-256': `sha256=${sign(body).digest('hex')}` };
		const sound = await ask('/api/hooks/git', { method: 'POST', body, headers });
		expect(sound.status).toBe(202);
	});

	/** Whether a header holds the whole signature or the secret, in whatever case or with blanks around. */
	function isSigned(headers: Headers, body: Uint8Array): boolean {
		const hex = sign(body).digest('hex');
		const hexes = ['x-hub-signature-256', 'x-gitea-signature'].map(
			(name) => headers.get(name) ?? '',
		);
		if (hexes.some((each) => each.replace('sha256=', '').toLowerCase().startsWith(hex)))
			return true;
		const before = told.map((name) => `${headers.get(name) ?? ''}.`).join('');
		const standard = sign(body, before).digest('base64url');
		const given = (headers.get('webhook-signature') ?? '').split(' ');
		if (
			given.some((each) => Buffer.from(each.slice(3), 'base64').toString('base64url') === standard)
		)
			return true;
		return headers.get('x-gitlab-token') === whole().webhookSecret;
	}
}

/** The headers that HTTP lets through. */
function sendable(given: Readonly<Record<string, string>>): Headers {
	const headers = new Headers();
	for (const [name, value] of Object.entries(given))
		headers.set(name, value.replace(/[^\t\u0020-\u007e\u0080-\u00ff]/g, ''));
	return headers;
}
