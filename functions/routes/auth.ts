import { Hono } from 'hono';
import { problem } from '../../src/domain/problem.ts';
import { type Auth, addressHeader } from '../auth/auth.ts';
import type { Config } from '../config.ts';
import { clientNetwork } from './client-address.ts';
import { problemAnswer } from './problem-answer.ts';

/**
 * What of better-auth is open: the way back from the county's identity provider. Its own sign-in would know neither our limit
 * nor the audit log, and what it says of a session holds the token that a script must not see.
 */
const openEndpoint = 'GET /callback/oidc';

/** `/api/auth/*`: where the county's identity provider sends staff back to. */
export function authRoutes({
	auth,
	config,
}: {
	readonly auth: Auth;
	readonly config: Pick<Config, 'basePath' | 'trustedProxies'>;
}): Hono {
	const routes = new Hono();
	const root = `${config.basePath}/api/auth`;
	routes.all('/*', (context) => {
		const endpoint = `${context.req.method} ${context.req.path.slice(root.length)}`;
		if (endpoint !== openEndpoint) return problemAnswer(context, 404, problem('not-found'));
		const headers = authHeaders(
			context.req.raw.headers,
			clientNetwork(context, config.trustedProxies),
		);
		return auth.handler(new Request(context.req.raw, { headers }));
	});
	return routes;
}

/** The headers of a request with an address that no client can make up. */
export function authHeaders(given: Headers, address: string): Headers {
	const headers = new Headers(given);
	headers.set(addressHeader, address);
	return headers;
}
