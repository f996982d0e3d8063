import { type Context, Hono } from 'hono';
import type { OwnAccountData } from '../../src/domain/answers.ts';
import type { Language } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { changePassword, newPasswordFault } from '../actions/change-password.ts';
import { endSessions } from '../actions/end-sessions.ts';
import { passwordLength } from '../auth/passwords.ts';
import { renewBackupCodes } from '../auth/second-factor.ts';
import { longestSessionMs, type StaffMember, staffSession } from '../auth/staff.ts';
import { auditLog } from '../store/audit.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { staffSessions } from '../store/staff-sessions.ts';
import { busySignIn, withRetryAfter } from './password-turns.ts';
import { givePassword, headersNow, meOf, type Proof, proveAgain } from './prove-again.ts';
import { toSignIn } from './staff-home.ts';
import { formOf, type StaffForm, seeOther, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';
import { portalNames } from './staff-welcome.ts';

/** `/staff/account/`: the own password, sessions and second factor of whoever is signed in. */
export function ownAccountRoutes(parts: StaffParts, language: Language): Hono {
	const routes = new Hono();
	routes.get('/', (context) => {
		const done = changes.find((each) => each === context.req.query('done'));
		return forOwner(parts, context, language, (owner) => show(owner, done ? { done } : {}));
	});
	routes.post('/password/', (context) => forOwner(parts, context, language, setPassword));
	routes.post('/sessions/', (context) => forOwner(parts, context, language, end));
	routes.post('/backup-codes/', (context) => forOwner(parts, context, language, makeCodes));
	return routes;
}

/** Who asks for something about the own account. */
interface Owner {
	readonly parts: StaffParts;
	readonly context: Context;
	readonly language: Language;
	readonly staff: StaffMember;
}

/** Nothing but passwords is typed here, so there is nothing to give back to who is no longer signed in. */
async function forOwner(
	parts: StaffParts,
	context: Context,
	language: Language,
	answer: (owner: Owner) => Promise<Response>,
): Promise<Response> {
	const session = await staffSession(parts.auth, context.req.raw.headers);
	if (!session) return toSignIn(parts, language, staffPath(language, 'account/'));
	const { staff, cookies } = session;
	const answered = await answer({ parts, context, language, staff });
	for (const cookie of cookies) answered.headers.append('Set-Cookie', cookie);
	return answered;
}

const changes = ['password', 'sessions'] as const;

interface Shown {
	readonly status?: number;
	readonly problems?: readonly Problem[];
	readonly done?: NonNullable<OwnAccountData['done']>;
	readonly backupCodes?: readonly string[];
}

async function show(
	{ parts, context, language, staff }: Owner,
	{ status = 200, problems = [], ...shown }: Shown,
): Promise<Response> {
	const { db } = parts;
	const now = parts.now();
	const beganAfter = new Date(now.getTime() - longestSessionMs);
	const sessions = await staffSessions(db).of(staff.id, { now, beganAfter });
	const data: OwnAccountData = {
		email: staff.email,
		hasPassword: await staffAccounts(db).hasPassword(staff.id),
		twoFactor: staff.twoFactor,
		sessions: sessions.map(({ id, began, used }) => ({
			id,
			began: began.toISOString(),
			used: used.toISOString(),
			isThis: id === staff.session,
		})),
		...shown,
	};
	const answer = { problems, me: meOf(staff, now), data };
	return parts.show(context, staffPath(language, 'account/'), answer, status);
}

async function setPassword(owner: Owner): Promise<Response> {
	const { parts, context, staff } = owner;
	const form = await formOf(context);
	const { password = '', newPassword = '' } = form;
	const fault = newPasswordProblem(owner, form);
	// Before the present password is looked at: a slip in the new one is no guess at it.
	if (fault) return show(owner, { status: 422, problems: [fault] });
	const needs = { ...parts, audit: auditLog(parts.db) };
	const proof = await givePassword(needs, context, staff, password);
	if ('problem' in proof) return refuse(owner, proof, 'password');
	const proved = { ...owner, staff: proof.staff };
	const { id: account, session } = proof.staff;
	const change = { account, session, password: newPassword };
	const changed = await parts.passwordTurns.take(account, 'staff', () =>
		changePassword({ ...parts, now: parts.now() }, change),
	);
	if (changed === 'busy')
		return withRetryAfter(await show(proved, { status: 503, problems: [busySignIn] }));
	return done(owner, 'password');
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
	await endSessions({ db: parts.db, now: parts.now() }, { account, session, kept });
	return done(owner, 'sessions');
}

/** Asks for the password always: else whoever finds a desk left open could take codes along for later. */
async function makeCodes(owner: Owner): Promise<Response> {
	const { parts, context, staff } = owner;
	if (!staff.twoFactor) return show(owner, {});
	const { password = '' } = await formOf(context);
	const audit = auditLog(parts.db);
	const proof = await givePassword({ ...parts, audit }, context, staff, password);
	if ('problem' in proof) return refuse(owner, proof);
	const proved = { ...owner, staff: proof.staff };
	const backupCodes = await parts.passwordTurns.take(staff.id, 'staff', () =>
		renewBackupCodes(parts.auth, headersNow(context), password),
	);
	if (backupCodes === 'busy')
		return withRetryAfter(await show(proved, { status: 503, problems: [busySignIn] }));
	const event = { actor: staff.id, action: 'staff.backup-codes-made' as const, subject: staff.id };
	await audit.append({ at: parts.now(), ...event, details: {} });
	return show(proved, { backupCodes });
}

function refuse(
	owner: Owner,
	{ status, problem }: Exclude<Proof, { staff: StaffMember }>,
	field = '',
): Promise<Response> {
	return show(owner, { status, problems: [{ ...problem, field }] });
}

/** With a GET, so that reloading sends nothing twice. */
function done(
	{ parts, language }: Owner,
	change: NonNullable<OwnAccountData['done']>,
): Promise<Response> {
	const path = `${staffPath(language, 'account/')}?done=${change}`;
	return Promise.resolve(seeOther(parts.config, path));
}
