import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Language } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { zodProblems } from '../../src/domain/zod-problems.ts';
import { oidcProvider } from '../auth/auth.ts';
import { watchAccounts } from '../auth/overtaken.ts';
import { anyStaffSession } from '../auth/staff.ts';
import { auditLog } from '../store/audit.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { staffSessions } from '../store/staff-sessions.ts';
import { clientAddress } from './client-address.ts';
import { busySignIn, withRetryAfter } from './password-turns.ts';
import { formOf, safeNext, seeOther, staffPath, trustedHeaders, withNext } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

const signInSchema = z.object({
	email: z.string().trim().min(1).max(254),
	password: z.string().min(1).max(1024),
});

/** `/staff/sign-in/`: e-mail and password, or the county's identity provider. */
export function signInRoutes(parts: StaffParts, language: Language): Hono {
	const routes = new Hono();

	routes.get('/', async (context) => {
		const next = safeNext(context.req.query('next'));
		const session = await anyStaffSession(parts.auth, context.req.raw.headers);
		// Everything else sends here whoever has yet to set up a second factor.
		if (session?.lacksSecondFactor)
			return seeOther(parts.config, withNext(staffPath(language, 'two-factor/'), next));
		if (session) return seeOther(parts.config, next ?? staffPath(language, ''));
		const problems = context.req.query('error') ? [problem('provider-refused')] : [];
		return show(parts, context, language, { next, problems, status: 200 });
	});

	routes.post('/', async (context) => {
		const form = await formOf(context);
		const next = safeNext(form.next);
		const parsed = signInSchema.safeParse(form, { reportInput: true });
		const again = (status: number, problems: readonly Problem[]) =>
			show(parts, context, language, { next, problems, status, email: form.email });
		if (!parsed.success) return again(422, zodProblems(parsed.error));
		const signedIn = await inTurn(parts, context, parsed.data);
		if (signedIn === 'busy') return withRetryAfter(await again(503, [busySignIn]));
		if ('problem' in signedIn) return again(signedIn.status, [signedIn.problem]);
		const { cookies, needsSecondFactor } = signedIn;
		const onward = next ?? staffPath(language, '');
		const secondFactor = withNext(staffPath(language, 'two-factor/'), next);
		return seeOther(parts.config, needsSecondFactor ? secondFactor : onward, cookies);
	});

	// A link and not a form: `form-action 'self'` also forbids a form that is redirected to another site.
	routes.get('/provider/', (context) =>
		toProvider(parts, language, safeNext(context.req.query('next'))),
	);

	return routes;
}

/** What the sign-in page shows: whether staff can come through the county's identity provider. */
interface SignInPageData {
	readonly identityProvider: boolean;
}

function show(
	parts: StaffParts,
	context: Context,
	language: Language,
	again: {
		readonly status: number;
		readonly problems: readonly Problem[];
		readonly next: string | undefined;
		readonly email?: string | undefined;
	},
): Promise<Response> {
	const values = { email: again.email ?? '', next: again.next ?? '' };
	const data: SignInPageData = { identityProvider: parts.config.oidc !== undefined };
	const answer = { values, problems: again.problems, data };
	return parts.show(context, staffPath(language, 'sign-in/'), answer, again.status);
}

type SignedIn =
	| { readonly cookies: readonly string[]; readonly needsSecondFactor: boolean }
	| { readonly status: number; readonly problem: Problem };

/** The shapes that better-auth documents for a sign-in and for an error. */
interface Told {
	readonly token?: string;
	readonly twoFactorRedirect?: boolean;
	readonly code?: string;
}

/** A flood from elsewhere takes no turns of those who come from where staff signed in. */
function inTurn(
	parts: StaffParts,
	context: Context,
	body: z.output<typeof signInSchema>,
): Promise<SignedIn | 'busy'> {
	const address = clientAddress(context, parts.config.trustedProxies);
	const lane = parts.signInLimit.isOfStaff(address) ? 'staff' : 'stranger';
	return parts.passwordTurns.take(address, lane, () => signIn(parts, context, { address, body }));
}

async function signIn(
	{ auth, config, db, now, signInLimit }: StaffParts,
	context: Context,
	{ address, body }: { readonly address: string; readonly body: z.output<typeof signInSchema> },
): Promise<SignedIn> {
	const { waitSeconds } = await signInLimit.attempt(address, body.email);
	if (waitSeconds > 0) {
		return { status: 429, problem: problem('too-many-sign-ins', '', { seconds: waitSeconds }) };
	}
	const headers = trustedHeaders(context, config);
	const watch = await watchAccounts(db);
	const answer = await auth.api.signInEmail({ body, headers, asResponse: true });
	const told = (await answer.json()) as Told;
	if (!answer.ok) {
		await recordRefusal({ db, signInLimit }, body.email, now());
		return { status: 401, problem: refusal(told.code) };
	}
	const account = (await staffAccounts(db).findByEmail(body.email))?.id ?? '';
	if (await watch.isOvertaken(account)) {
		await staffSessions(db).endBegun(account, told.token);
		return { status: 401, problem: refusal(undefined) };
	}
	await signInLimit.succeeded(address, body.email);
	return {
		cookies: answer.headers.getSetCookie(),
		needsSecondFactor: told.twoFactorRedirect === true,
	};
}

/** Somebody who guesses at an account leaves a trace there; what is typed for accounts that do not exist is kept nowhere. */
async function recordRefusal(
	{ db, signInLimit }: Pick<StaffParts, 'db' | 'signInLimit'>,
	email: string,
	at: Date,
): Promise<void> {
	const staff = await staffAccounts(db).findByEmail(email);
	if (!staff) return;
	const count = await signInLimit.refused(staff.id);
	if (count === undefined) return;
	const event = { actor: staff.id, action: 'staff.sign-in-refused' as const, subject: staff.id };
	await auditLog(db).append({ at, ...event, details: { count } });
}

/** Whether an account exists is told only to who knows its password. */
function refusal(code: string | undefined): Problem {
	return code === 'BANNED_USER'
		? problem('account-disabled')
		: problem('wrong-email-or-password', 'password');
}

async function toProvider(
	{ auth, config }: StaffParts,
	language: Language,
	next: string | undefined,
): Promise<Response> {
	const signInPage = `${config.basePath}${staffPath(language, 'sign-in/')}`;
	const callbackURL = `${config.basePath}${next ?? staffPath(language, '')}`;
	const body = { provider: oidcProvider, callbackURL, errorCallbackURL: signInPage };
	const answer = await auth.api.signInSocial({ body, asResponse: true });
	// The shape that better-auth documents for this endpoint.
	const { url } = (await answer.json()) as { url?: string };
	if (!url) return seeOther(config, `${staffPath(language, 'sign-in/')}?error=provider`);
	const headers = new Headers({ Location: url, 'Cache-Control': 'no-store' });
	for (const cookie of answer.headers.getSetCookie()) headers.append('Set-Cookie', cookie);
	return new Response(null, { status: 303, headers });
}
