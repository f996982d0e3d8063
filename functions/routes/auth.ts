import { Hono } from 'hono';
import { problem } from '../../src/domain/problem.ts';
import { type Auth, addressHeader } from '../auth/auth.ts';
import type { Config } from '../config.ts';
import { clientAddress } from './client-address.ts';
import { problemAnswer } from './problem-answer.ts';

/** What of better-auth is open. Accounts, passwords and second factors change through our own pages and actions only. */
const openEndpoints: readonly string[] = [
	'GET /get-session',
	'GET /callback/oidc',
	'POST /sign-in/email',
	'POST /sign-in/social',
	'POST /sign-out',
];

/** `/api/auth/*`: sign-in for programs and for the county's identity provider. */
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
		if (!openEndpoints.includes(endpoint)) return problemAnswer(context, 404, problem('not-found'));
		const headers = authHeaders(
			context.req.raw.headers,
			clientAddress(context, config.trustedProxies),
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
