import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { hookRoutes } from './hooks.ts';

const secret = 'a secret of the git host';
const body = JSON.stringify({ ref: 'refs/heads/main' });

async function call(
	given: Readonly<Record<string, string>>,
	configured: string | undefined = secret,
) {
	let woken = 0;
	const routes = hookRoutes({
		secret: configured,
		wakeFollower: () => {
			woken += 1;
		},
	});
	const { status } = await routes.request('/git', { method: 'POST', body, headers: given });
	return { status, woken };
}

function sign(key: string | Buffer, signed = body) {
	return createHmac('sha256', key).update(signed).digest();
}

const hub = (key: string) => ({ 'X-Hub-Signature-256': `sha256=${sign(key).toString('hex')}` });
const standard = (key: string | Buffer) => ({
	'webhook-id': 'call-1',
	'webhook-timestamp': '1773460800',
	'webhook-signature': `v1,${sign(key, `call-1.1773460800.${body}`).toString('base64')}`,
});
const bytes = Buffer.from('the bytes of a signing token');
const gitlabToken = `whsec_${bytes.toString('base64')}`;

test.each([
	['GitHub or Forgejo', hub(secret), secret],
	['Gitea', { 'X-Gitea-Signature': sign(secret).toString('hex') }, secret],
	['GitLab with a signing token', standard(bytes), gitlabToken],
	['GitLab with a secret token', { 'X-Gitlab-Token': secret }, secret],
])('a call signed by %s makes the portal look at the content branch', async (_, headers, key) => {
	expect(await call(headers, key)).toEqual({ status: 202, woken: 1 });
});

test.each([
	['not signed', {}],
	['signed with nothing', { 'X-Hub-Signature-256': '' }],
	['signed with too little', { 'X-Hub-Signature-256': 'sha256=00' }],
	['signed with another secret', hub('another secret')],
	['signed for another call', { ...standard(secret), 'webhook-id': 'call-2' }],
	['signed in another version', { ...standard(secret), 'webhook-signature': 'v2,AAAA' }],
	['sent with another token', { 'X-Gitlab-Token': 'another secret' }],
	['sent with an empty token', { 'X-Gitlab-Token': '' }],
	['sent with a right token and a wrong signature', { ...hub('x'), 'X-Gitlab-Token': secret }],
])('a call that is %s does nothing', async (_, headers) => {
	expect(await call(headers)).toEqual({ status: 401, woken: 0 });
});

test('without a secret there is no hook', async () => {
	expect(await call(hub(''), '')).toEqual({ status: 404, woken: 0 });
});
