import { createHmac, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { problem } from '../../src/domain/problem.ts';
import { problemAnswer } from './problem-answer.ts';

export interface HookParts {
	/** Shared with the Git host; without one the hook is closed. */
	readonly secret: string | undefined;
	/** Looks whether the content branch has moved. A hook says that it may have, and nothing more. */
	readonly wakeFollower: () => void;
}

/** Git hosts call when content was pushed. A lost call costs the time to the next look, not a notice. */
export function hookRoutes({ secret, wakeFollower }: HookParts): Hono {
	const routes = new Hono();
	routes.post('/git', async (context) => {
		if (!secret) return problemAnswer(context, 404, problem('not-found'));
		const body = new Uint8Array(await context.req.arrayBuffer());
		if (!isFromHost((name) => context.req.header(name), body, secret))
			return problemAnswer(context, 401, problem('bad-signature'));
		wakeFollower();
		return context.json({ accepted: true }, 202);
	});
	return routes;
}

type HeaderOf = (name: string) => string | undefined;

/** GitHub, Gitea and Forgejo sign the body; GitLab signs it with a number and a time, or sends the secret itself. */
function isFromHost(header: HeaderOf, body: Uint8Array, secret: string): boolean {
	const hex = header('x-hub-signature-256') ?? header('x-gitea-signature');
	if (hex !== undefined)
		return isSame(Buffer.from(hex.replace('sha256=', ''), 'hex'), hmac(secret, body));
	const signatures = header('webhook-signature');
	if (signatures !== undefined) return isStandardWebhook(signatures, header, body, secret);
	const token = header('x-gitlab-token');
	// Compared as hashes, so that neither the length nor the first letters of the secret can be found out.
	return token !== undefined && isSame(hmac(secret, token), hmac(secret, secret));
}

/** https://www.standardwebhooks.com, which GitLab’s signing token follows. A call that is sent again only makes us look again. */
function isStandardWebhook(
	signatures: string,
	header: HeaderOf,
	body: Uint8Array,
	secret: string,
): boolean {
	const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret;
	const before = `${header('webhook-id') ?? ''}.${header('webhook-timestamp') ?? ''}.`;
	const expected = hmac(key, Buffer.concat([Buffer.from(before), body]));
	return signatures
		.split(' ')
		.filter((each) => each.startsWith('v1,'))
		.some((each) => isSame(Buffer.from(each.slice(3), 'base64'), expected));
}

function hmac(key: string | Buffer, data: Uint8Array | string): Buffer {
	return createHmac('sha256', key).update(data).digest();
}

function isSame(given: Buffer, expected: Buffer): boolean {
	return given.length === expected.length && timingSafeEqual(given, expected);
}
