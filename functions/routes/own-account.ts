import { type Context, Hono } from 'hono';
import type { Language } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { changePassword, newPasswordFault } from '../actions/change-password.ts';
import { endSessions } from '../actions/end-sessions.ts';
import { passwordLength } from '../auth/passwords.ts';
import { renewBackupCodes } from '../auth/second-factor.ts';
import { staffSession } from '../auth/staff.ts';
import { auditLog } from '../store/audit.ts';
import { accountChanged, type Owner, showAccount } from './own-account-page.ts';
import { busySignIn, withRetryAfter } from './password-turns.ts';
import { atPassword, givePassword, headersNow, type Proof, proveAgain } from './prove-again.ts';
import { toSignIn } from './staff-home.ts';
import { formOf, type StaffForm, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';
import { portalNames } from './staff-welcome.ts';

/** `/staff/account/`: the own password, sessions and second factor of whoever is signed in. */
export function ownAccountRoutes(parts: StaffParts, language: Language): Hono {
	const routes = new Hono();
	routes.get('/', (context) => {
		const done = changes.find((each) => each === context.req.query('done'));
		return forOwner(parts, context, language, (owner) => showAccount(owner, done ? { done } : {}));
	});
	routes.post('/password/', (context) => forOwner(parts, context, language, setPassword));
	routes.post('/sessions/', (context) => forOwner(parts, context, language, end));
	routes.post('/backup-codes/', (context) => forOwner(parts, context, language, makeCodes));
	return routes;
}

/** Nothing but passwords is typed here, so there is nothing to give back to who is no longer signed in. */
async function forOwner(
	parts: StaffParts,
	context: Context,
	language: Language,
	answer: (owner: Owner) => Promise<Response>,
): Promise<Response> {
	const session = await staffSession(parts.auth, context.req.raw.headers);
	if (!session) return signInAgain({ parts, language });
	const { staff, cookies } = session;
	const answered = await answer({ parts, context, language, staff });
	for (const cookie of cookies) answered.headers.append('Set-Cookie', cookie);
	return answered;
}

const changes = ['password', 'sessions'] as const;

async function setPassword(owner: Owner): Promise<Response> {
	const { parts, context, staff } = owner;
	const form = await formOf(context);
	const { password = '', newPassword = '' } = form;
	const fault = newPasswordProblem(owner, form);
	// Before the present password is looked at: a slip in the new one is no guess at it.
	if (fault) return showAccount(owner, { status: 422, problems: [fault] });
	const needs = { ...parts, audit: auditLog(parts.db) };
	const proof = await givePassword(needs, context, staff, password);
	if ('problem' in proof) return refuse(owner, { ...proof, problem: atPassword(proof.problem) });
	const proved = { ...owner, staff: proof.staff };
	const { id: account, session } = proof.staff;
	const change = { account, session, password: newPassword };
	const changed = await parts.passwordTurns.take(account, 'staff', () =>
		changePassword({ ...parts, now: parts.now() }, change),
	);
	if (changed === 'busy')
		return withRetryAfter(await showAccount(proved, { status: 503, problems: [busySignIn] }));
	return changed === 'changed' ? accountChanged(owner, 'password') : signInAgain(owner);
}

/** Says why nothing was done, where the password did not prove who asks. */
function refuse(
	owner: Owner,
	{ status, problem }: Extract<Proof, { readonly problem: Problem }>,
): Promise<Response> | Response {
	if (status === 401) return signInAgain(owner);
	return showAccount(owner, { status, problems: [problem] });
}

/** Nothing was done, as the session has ended; who has another by now comes back to the page as it is. */
function signInAgain({ parts, language }: Pick<Owner, 'parts' | 'language'>): Response {
	return toSignIn(parts, language, staffPath(language, 'account/'));
}

function newPasswordProblem(
	{ parts, staff }: Owner,
	{ newPassword = '', again }: Pick<StaffForm, 'newPassword' | 'again'>,
): Problem | undefined {
	const own = [staff.name, staff.email, ...portalNames(parts)];
	switch (newPasswordFault(newPassword, own)) {
		case 'weak-password':
			return problem('weak-password', 'newPassword', passwordLength);
		case 'guessable-password':
			return problem('guessable-password', 'newPassword');
		case undefined:
			return again === newPassword ? undefined : problem('passwords-differ', 'again');
	}
}

async function end(owner: Owner): Promise<Response> {
	const { parts, context, staff } = owner;
	const { password, session } = await formOf(context);
	const needs = { ...parts, audit: auditLog(parts.db) };
	const proof = await proveAgain(needs, context, staff, { password, isNeeded: true });
	if ('problem' in proof) return refuse(owner, proof);
	const { id: account, session: kept } = proof.staff;
	const ended = await endSessions({ ...parts, now: parts.now() }, { account, session, kept });
	return ended === 'ended' ? accountChanged(owner, 'sessions') : signInAgain(owner);
}

/** Asks for the password always: else whoever finds a desk left open could take codes along for later. */
async function makeCodes(owner: Owner): Promise<Response> {
	const { parts, context, staff } = owner;
	if (!staff.twoFactor) return showAccount(owner, {});
	const { password = '' } = await formOf(context);
	const audit = auditLog(parts.db);
	const proof = await givePassword({ ...parts, audit }, context, staff, password);
	if ('problem' in proof) return refuse(owner, proof);
	const proved = { ...owner, staff: proof.staff };
	const backupCodes = await parts.passwordTurns.take(staff.id, 'staff', () =>
		renewBackupCodes(parts.auth, headersNow(context), password),
	);
	if (backupCodes === 'busy')
		return withRetryAfter(await showAccount(proved, { status: 503, problems: [busySignIn] }));
	if (backupCodes === 'session-over') return signInAgain(owner);
	const event = { actor: staff.id, action: 'staff.backup-codes-made' as const, subject: staff.id };
	await audit.append({ at: parts.now(), ...event, details: {} });
	return showAccount(proved, { backupCodes });
}
