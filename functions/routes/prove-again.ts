import type { Context, MiddlewareHandler } from 'hono';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { isRecentSignIn } from '../../src/domain/recent-sign-in.ts';
import { watchAccounts } from '../auth/overtaken.ts';
import type { StaffMember } from '../auth/staff.ts';
import type { AuditLog } from '../store/audit.ts';
import { clientAddress } from './client-address.ts';
import { busySignIn, withRetryAfter } from './password-turns.ts';
import { trustedHeaders } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

/** What asking for the password again needs. */
export interface ProofParts
	extends Pick<StaffParts, 'auth' | 'db' | 'signInLimit' | 'passwordTurns' | 'now'> {
	readonly config: Pick<StaffParts['config'], 'trustedProxies'>;
	readonly audit: Pick<AuditLog, 'append'>;
}

export type Proof =
	/** Who acts. */
	| { readonly staff: StaffMember }
	| { readonly status: 401 | 403 | 429 | 503; readonly problem: Problem };

/**
 * Lets through who signed in a short while ago, or gives the password with the form. A form that need not always be proved lets
 * everybody through who leaves the field empty. Guesses are counted with those at the sign-in, and leave the same trace.
 */
export async function proveAgain(
	parts: ProofParts,
	context: Context,
	staff: StaffMember,
	{ password = '', isNeeded }: { readonly password?: string | undefined; isNeeded: boolean },
): Promise<Proof> {
	if (isRecentSignIn(staff.signedInAt, parts.now()) || (password === '' && !isNeeded))
		return { staff };
	if (password === '') return { status: 403, problem: problem('password-again') };
	return givePassword(parts, context, staff, password);
}

/** A refusal at the field of the password, where what was typed there is wrong. */
export function atPassword(refusal: Problem): Problem {
	return refusal.code === 'wrong-password' ? { ...refusal, field: 'password' } : refusal;
}

/** The password of who is signed in, however short a while ago. */
export async function givePassword(
	{ auth, audit, config, db, now, signInLimit, passwordTurns }: ProofParts,
	context: Context,
	staff: StaffMember,
	password: string,
): Promise<Proof> {
	const address = clientAddress(context, config.trustedProxies);
	const { waitSeconds } = await signInLimit.attempt(address, staff.email);
	if (waitSeconds > 0)
		return { status: 429, problem: problem('too-many-sign-ins', '', { seconds: waitSeconds }) };
	const headers = trustedHeaders(context, config);
	const watch = await watchAccounts(db);
	const answer = await passwordTurns.take(address, 'staff', () =>
		auth.api.proveAgain({ body: { password }, headers, asResponse: true }),
	);
	if (answer === 'busy') {
		context.set(foundNoTurn, true);
		return { status: 503, problem: busySignIn };
	}
	// The session has ended meanwhile, as for who pressed twice: that is no wrong password.
	if (answer.status === 401 || (answer.ok && (await watch.isOvertaken(staff.id))))
		return { status: 401, problem: problem('sign-in-required') };
	if (!answer.ok) {
		const event = { actor: staff.id, action: 'staff.sign-in-refused' as const, subject: staff.id };
		const count = await signInLimit.refused(staff.id);
		if (count !== undefined) await audit.append({ at: now(), ...event, details: { count } });
		return { status: 403, problem: problem('wrong-password') };
	}
	await signInLimit.succeeded(address, staff.email);
	takeSession(context, answer.headers.getSetCookie());
	// What the endpoint says.
	const { session } = (await answer.json()) as { session: string };
	return { staff: { ...staff, session, signedInAt: now() } };
}

/** Where the cookies of a session stand that began while a request was answered. */
const newSession = 'newSession';
/** Where it stands that the password was not looked at. */
const foundNoTurn = 'foundNoTurn';

function cookiesOf(context: Context): readonly string[] {
	return context.get(newSession) ?? [];
}

/** Puts the session that an act began in the place of the one that the request came with. */
export function takeSession(context: Context, cookies: readonly string[]): void {
	context.set(newSession, cookies);
}

/** The headers of a request, with the session that began while it was answered in the place of the one that ended. */
export function headersNow(context: Context): Headers {
	const headers = new Headers(context.req.raw.headers);
	const cookies = cookiesOf(context).map((each) => each.split(';')[0]);
	if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
	return headers;
}

/**
 * Gives the answer of an act what came of asking for the password, whatever became of the act: the cookies of the session that
 * began, or when to try again.
 */
export const giveWhatProofLeft: MiddlewareHandler = async (context, next) => {
	await next();
	for (const cookie of cookiesOf(context)) context.header('Set-Cookie', cookie, { append: true });
	if (context.get(foundNoTurn)) withRetryAfter(context.res);
};

/** Who a page is shown to, and whether its acts ask for the password. */
export function meOf({ id, name, roles, signedInAt }: StaffMember, now: Date) {
	return { id, name, roles, asksPassword: !isRecentSignIn(signedInAt, now) };
}
