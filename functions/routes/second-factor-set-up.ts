import type { Context } from 'hono';
import type { TwoFactorPageData } from '../../src/domain/answers.ts';
import type { Language } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { qrPath } from '../../src/domain/qr.ts';
import { endSessions } from '../actions/end-sessions.ts';
import { endings, watchAccounts } from '../auth/overtaken.ts';
import { backupCodesOf, beginTwoFactor, confirmTwoFactor } from '../auth/second-factor.ts';
import { anyStaffSession, type StaffMember } from '../auth/staff.ts';
import { auditLog } from '../store/audit.ts';
import { spentTokens } from '../store/spent-tokens.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { staffSessions } from '../store/staff-sessions.ts';
import { inTransaction } from '../store/transaction.ts';
import { busySignIn, withRetryAfter } from './password-turns.ts';
import { atPassword, givePassword, headersNow, takeSession } from './prove-again.ts';
import { toSignIn } from './staff-home.ts';
import { type StaffForm, safeNext, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

/** Shows `/staff/two-factor/` at a step. */
export type Page = (
	context: Context,
	data: Omit<TwoFactorPageData, 'isDemanded'>,
	answer?: { status?: number; problems?: readonly Problem[]; next?: string },
) => Promise<Response>;

/** Somebody at the set-up of the own second factor. */
interface SetUp {
	readonly form: StaffForm;
	readonly page: Page;
	readonly staff: StaffMember;
	readonly language: Language;
}

/** Takes the password, and shows what the authenticator is to be given. */
export async function begin(
	parts: StaffParts,
	context: Context,
	{ form, page, staff, language }: SetUp,
): Promise<Response> {
	const { password = '' } = form;
	const next = safeNext(form.next) ?? '';
	const needs = { ...parts, audit: auditLog(parts.db) };
	const proof = await givePassword(needs, context, staff, password);
	if ('problem' in proof && proof.status === 401) return signInAgain(parts, language);
	if ('problem' in proof) {
		const problems = [atPassword(proof.problem)];
		return page(context, { step: 'set-up' }, { status: proof.status, problems, next });
	}
	const result = await parts.passwordTurns.take(staff.id, 'staff', () =>
		beginTwoFactor(parts.auth, headersNow(context), password),
	);
	if (result === 'busy')
		return withRetryAfter(
			await page(context, { step: 'set-up' }, { status: 503, problems: [busySignIn], next }),
		);
	switch (result.outcome) {
		case 'begun': {
			const { secret, uri } = result;
			return page(context, { step: 'confirm', secret, qr: qrPath(uri) }, { next });
		}
		case 'already-on':
			return page(context, { step: 'done' }, { next });
		case 'session-over':
			return signInAgain(parts, language);
	}
}

/** Turns the second factor on with a first code. */
export async function confirm(
	parts: StaffParts,
	context: Context,
	{ form, page, staff, language }: SetUp,
): Promise<Response> {
	const { auth, db, now } = parts;
	const next = safeNext(form.next) ?? '';
	const watch = await watchAccounts(db);
	const needs = { auth, spent: spentTokens(db), now: now() };
	const result = await confirmTwoFactor(needs, headersNow(context), form.code ?? '');
	if (result.outcome === 'session-over') return signInAgain(parts, language);
	if (result.outcome === 'wrong') {
		const problems = [problem('wrong-code', 'code')];
		return page(context, { step: 'confirm' }, { status: 422, problems, next });
	}
	if (await watch.isOvertaken(staff.id, lettingOut)) {
		await takeBack(parts, staff, result.token);
		return signInAgain(parts, language);
	}
	takeSession(context, result.cookies);
	const event = { actor: staff.id, action: 'staff.two-factor-set-up' as const, subject: staff.id };
	await auditLog(db).append({ at: needs.now, ...event, details: {} });
	await endSessionsWithoutFactor({ auth, db }, context, { staff, now: needs.now });
	const backupCodes = await backupCodesOf(auth, staff.id);
	return page(context, { step: 'done', backupCodes }, { next });
}

/** What lets nobody in any more who was in. A set-up does not: it may be the first press of the same button. */
const lettingOut = new Set([...endings].filter((action) => action !== 'staff.two-factor-set-up'));

/** The factor of somebody who was let out meanwhile is not that of the account's owner. */
async function takeBack(
	{ db, now }: StaffParts,
	{ id }: StaffMember,
	token: string,
): Promise<void> {
	await inTransaction(db, async (transaction) => {
		await staffSessions(transaction).endBegun(id, token);
		await staffAccounts(transaction).removeTwoFactor(id, now());
	});
}

/** What began with the password alone must not go on as if a code had been given: somebody else may know the password. */
async function endSessionsWithoutFactor(
	{ auth, db }: Pick<StaffParts, 'auth' | 'db'>,
	context: Context,
	{ staff: { id }, now }: { readonly staff: StaffMember; readonly now: Date },
): Promise<void> {
	const session = await anyStaffSession(auth, headersNow(context));
	const kept = session?.staff.session;
	const ended = kept ? await endSessions({ db, now }, { account: id, kept }) : 'session-over';
	// Where the own one has ended meanwhile, as for who pressed twice, nothing tells which of the others gave a code.
	if (ended === 'session-over') await staffAccounts(db).endSessions(id);
}

/** Begins the set-up anew: who is signed in after all is led back at once. */
export function signInAgain(parts: StaffParts, language: Language): Response {
	return toSignIn(parts, language, staffPath(language, 'two-factor/'));
}
