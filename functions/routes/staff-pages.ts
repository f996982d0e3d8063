import type { Context } from 'hono';
import { type Language, languagePrefix } from '../../src/domain/languages.ts';
import type { Config } from '../config.ts';
import { authHeaders } from './auth.ts';
import { clientNetwork } from './client-address.ts';

export type StaffPage =
	| ''
	| 'account/'
	| 'audit/'
	| 'banner/'
	| 'coverage/'
	| 'exercises/'
	| 'exercises/after-action/'
	| 'exercises/running/'
	| 'feedback/'
	| 'recovery/'
	| 'points/'
	| 'interrupted/'
	| 'links/'
	| 'links/sheet/'
	| 'quick/'
	| 'quick/form/'
	| 'readiness/'
	| 'readiness/hazard/'
	| 'reports/'
	| 'sign-in/'
	| 'two-factor/'
	| 'welcome/';

/** The path of a staff page on the site, as the renderer knows it. */
export function staffPath(language: Language, page: StaffPage): string {
	return `${languagePrefix(language)}/staff/${page}`;
}

const fields = [
	'again',
	'code',
	'confirm',
	'collection',
	'email',
	'hash',
	'key',
	'name',
	'newPassword',
	'next',
	'number',
	'password',
	'reason',
	'ref',
	'session',
	'step',
	'token',
	'version',
] as const;

/** What the forms of staff pages send, not checked yet. */
export type StaffForm = Readonly<Partial<Record<(typeof fields)[number], string>>>;

/** The fields of a posted form; files have no place in one. */
export async function formOf(context: Context): Promise<StaffForm> {
	const body = await context.req.parseBody();
	const texts = fields.flatMap((field) => {
		const value = body[field];
		return typeof value === 'string' ? [[field, value] as const] : [];
	});
	return Object.fromEntries(texts);
}

/** The request's headers as the sign-in library may trust them. */
export function trustedHeaders(context: Context, config: Pick<Config, 'trustedProxies'>): Headers {
	return authHeaders(context.req.raw.headers, clientNetwork(context, config.trustedProxies));
}

/** After a form: on to a page of the site, with a GET, so that going back or reloading sends nothing twice. */
export function seeOther(
	{ basePath }: Pick<Config, 'basePath'>,
	path: string,
	cookies: readonly string[] = [],
): Response {
	const headers = new Headers({ Location: `${basePath}${path}`, 'Cache-Control': 'no-store' });
	for (const cookie of cookies) headers.append('Set-Cookie', cookie);
	return new Response(null, { status: 303, headers });
}

/** Where to go after sign-in, if it is a path of this site: a link must not send staff elsewhere. */
export function safeNext(next: string | undefined): string | undefined {
	const here = 'http://site.invalid';
	const url = next?.startsWith('/') ? URL.parse(next, here) : null;
	if (url?.origin !== here) return undefined;
	const path = `${url.pathname}${url.search}`;
	// Dots are resolved only now: `/.//elsewhere/` has become an address on another site.
	return /^\/[/\\]/.test(path) ? undefined : path;
}

/** A query that carries `next` from page to page. */
export function withNext(path: string, next: string | undefined): string {
	return next === undefined ? path : `${path}?next=${encodeURIComponent(next)}`;
}
