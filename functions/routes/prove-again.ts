import type { Context, MiddlewareHandler } from 'hono';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { isRecentSignIn } from '../../src/domain/recent-sign-in.ts';
import type { StaffMember } from '../auth/staff.ts';
import type { AuditLog } from '../store/audit.ts';
import { clientAddress } from './client-address.ts';
import { busySignIn } from './password-turns.ts';
import { trustedHeaders } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

/** What asking for the password again needs. */
export interface ProofParts
	extends Pick<StaffParts, 'auth' | 'signInLimit' | 'passwordTurns' | 'now'> {
	readonly config: Pick<StaffParts['config'], 'trustedProxies'>;
	readonly audit: Pick<AuditLog, 'append'>;
}

export type Proof =
	/** Who acts. */
	{ readonly staff: StaffMember } | { readonly status: 403 | 429 | 503; readonly problem: Problem };

/**
 * Lets through who signed in a short while ago, or gives the password with the form. A form that need not always be proved lets
 * everybody through who leaves the field empty. Guesses are counted with those at the sign-in, and leave the same trace.
 */
export async function proveAgain(
	{ auth, audit, config, now, signInLimit, passwordTurns }: ProofParts,
	context: Context,
	staff: StaffMember,
	{ password = '', isNeeded }: { readonly password?: string | undefined; isNeeded: boolean },
): Promise<Proof> {
	if (isRecentSignIn(staff.signedInAt, now()) || (password === '' && !isNeeded)) return { staff };
	if (password === '') return { status: 403, problem: problem('password-again') };
	const address = clientAddress(context, config.trustedProxies);
	const { waitSeconds } = await signInLimit.attempt(address, staff.email);
	if (waitSeconds > 0)
		return { status: 429, problem: problem('too-many-sign-ins', '', { seconds: waitSeconds }) };
	const headers = trustedHeaders(context, config);
	const answer = await passwordTurns.take(address, 'staff', () =>
		auth.api.proveAgain({ body: { password }, headers, asResponse: true }),
	);
	if (answer === 'busy') return { status: 503, problem: busySignIn };
	if (!answer.ok) {
		const event = { actor: staff.id, action: 'staff.sign-in-refused' as const, subject: staff.id };
		const count = await signInLimit.refused(staff.id);
		if (count !== undefined) await audit.append({ at: now(), ...event, details: { count } });
		return { status: 403, problem: problem('wrong-password') };
	}
	await signInLimit.succeeded(address, staff.email);
	context.set(newSession, answer.headers.getSetCookie());
	return { staff: { ...staff, signedInAt: now() } };
}

/** Where the cookies of a session stand that began while a request was answered. */
const newSession = 'newSession';

/** Gives the cookies of a session that began with an act to its answer, whatever became of the act. */
export const giveNewSession: MiddlewareHandler = async (context, next) => {
	await next();
	const cookies: readonly string[] = context.get(newSession) ?? [];
	for (const cookie of cookies) context.header('Set-Cookie', cookie, { append: true });
};

/** Who a page is shown to, and whether its acts ask for the password. */
export function meOf({ id, name, roles, signedInAt }: StaffMember, now: Date) {
	return { id, name, roles, asksPassword: !isRecentSignIn(signedInAt, now) };
}
