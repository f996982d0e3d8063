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
		// GitHub, Gitea, Forgejo and GitLab's signing token all send an HMAC-SHA-256 of the body.
		const given = (
			context.req.header('x-hub-signature-256') ??
			context.req.header('x-gitea-signature') ??
			''
		).replace('sha256=', '');
		if (!isSignature(given, body, secret))
			return problemAnswer(context, 401, problem('bad-signature'));
		wakeFollower();
		return context.json({ accepted: true }, 202);
	});
	return routes;
}

function isSignature(given: string, body: Uint8Array, secret: string): boolean {
	const expected = createHmac('sha256', secret).update(body).digest();
	const actual = Buffer.from(given, 'hex');
	return actual.length === expected.length && timingSafeEqual(actual, expected);
}
