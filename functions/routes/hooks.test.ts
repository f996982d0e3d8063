import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { hookRoutes } from './hooks.ts';

const secret = 'a secret of the git host';
const body = JSON.stringify({ ref: 'refs/heads/main' });

async function call(signature: string | undefined, configured: string | undefined = secret) {
	let woken = 0;
	const routes = hookRoutes({
		secret: configured,
		wakeFollower: () => {
			woken += 1;
		},
	});
	const headers = signature === undefined ? {} : { 'X-Hub-Signature-256': signature };
	const { status } = await routes.request('/git', { method: 'POST', body, headers });
	return { status, woken };
}

const sign = (key: string) => `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;

test('a signed call makes the portal look at the content branch', async () => {
	expect(await call(sign(secret))).toEqual({ status: 202, woken: 1 });
});

test.each([undefined, '', 'sha256=00', sign('another secret')])(
	'a call signed %s does nothing',
	async (signature) => {
		expect(await call(signature)).toEqual({ status: 401, woken: 0 });
	},
);

test('without a secret there is no hook', async () => {
	expect(await call(sign(''), '')).toEqual({ status: 404, woken: 0 });
});
