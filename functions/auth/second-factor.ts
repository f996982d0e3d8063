import type { Kysely } from 'kysely';
import type { Database } from '../store/database.ts';
import type { SpentTokens } from '../store/spent-tokens.ts';
import type { Auth } from './auth.ts';
import { watchAccounts } from './overtaken.ts';

/** What setting up and using a second factor needs. */
export interface SecondFactorNeeds {
	readonly auth: Auth;
	readonly spent: SpentTokens;
	readonly now: Date;
}

export type SetUpOutcome =
	/** `uri` is the `otpauth:` address that the QR code carries, and `secret` the part a person can type. */
	| { readonly outcome: 'begun'; readonly uri: string; readonly secret: string }
	| { readonly outcome: 'already-on' | 'session-over' };

/** Begins the set-up of a second factor for whoever is signed in and gave the password. */
export async function beginTwoFactor(
	auth: Auth,
	headers: Headers,
	password: string,
): Promise<SetUpOutcome> {
	const answer = await auth.api.enableTwoFactor({ body: { password }, headers, asResponse: true });
	if (answer.status === 401) return { outcome: 'session-over' };
	// The shape that better-auth documents for this endpoint.
	const { totpURI: uri, code } = (await answer.json()) as { totpURI?: string; code?: string };
	if (code === 'TOTP_ALREADY_ENABLED') return { outcome: 'already-on' };
	if (!uri) throw new Error(`no second factor was begun: ${code ?? answer.status}`);
	return { outcome: 'begun', uri, secret: new URL(uri).searchParams.get('secret') ?? '' };
}

export type ConfirmationOutcome =
	/** `token` is the secret of the session that began with the code. */
	| { readonly outcome: 'confirmed'; readonly token: string; readonly cookies: readonly string[] }
	| { readonly outcome: 'wrong' }
	| { readonly outcome: 'session-over' };

/** Turns the second factor on with a first code from the authenticator. */
export async function confirmTwoFactor(
	{ auth, spent, now }: SecondFactorNeeds,
	headers: Headers,
	typed: string,
): Promise<ConfirmationOutcome> {
	const code = plain(typed);
	const answer = await auth.api.verifyTOTP({ body: { code }, headers, asResponse: true });
	if (!answer.ok)
		return { outcome: (await refusalOf(answer)) === 'expired' ? 'session-over' : 'wrong' };
	const userId = await userOf(answer.clone());
	const token = await tokenOf(answer.clone());
	// The code that confirms must not also sign in.
	await isFirstUse(spent, userId, code, now);
	return { outcome: 'confirmed', token, cookies: answer.headers.getSetCookie() };
}

/** The backup codes of whoever has just turned the second factor on. Shown now and never again. */
export async function backupCodesOf(auth: Auth, userId: string): Promise<readonly string[]> {
	return (await auth.api.viewBackupCodes({ body: { userId } })).backupCodes;
}

/**
 * New backup codes for whoever is signed in and gave the password; the old ones are void. Shown now and never again.
 * `session-over` where the session has ended meanwhile.
 */
export async function renewBackupCodes(
	auth: Auth,
	headers: Headers,
	password: string,
): Promise<readonly string[] | 'session-over'> {
	const body = { password };
	const answer = await auth.api.generateBackupCodes({ body, headers, asResponse: true });
	if (answer.status === 401) return 'session-over';
	if (!answer.ok) throw new Error(`no backup codes were made: ${answer.status}`);
	// The shape that better-auth documents for this endpoint.
	const { backupCodes } = (await answer.json()) as { backupCodes: readonly string[] };
	return backupCodes;
}

export type SignInOutcome =
	| { readonly outcome: 'signed-in'; readonly cookies: readonly string[] }
	| { readonly outcome: 'wrong' | 'used' | 'locked' | 'expired' };

/** Completes a sign-in with a code of the authenticator or a backup code. */
export async function completeSignIn(
	{ auth, spent, now, db }: SecondFactorNeeds & { readonly db: Kysely<Database> },
	headers: Headers,
	typed: string,
): Promise<SignInOutcome> {
	const code = plain(typed);
	const isTotp = /^\d{6}$/.test(code);
	const check = isTotp ? auth.api.verifyTOTP : auth.api.verifyBackupCode;
	const watch = await watchAccounts(db);
	const answer = await check({ body: { code }, headers, asResponse: true });
	if (!answer.ok) return { outcome: await refusalOf(answer) };
	const userId = await userOf(answer.clone());
	if (await watch.isOvertaken(userId)) {
		await endSession(auth, answer);
		return { outcome: 'expired' };
	}
	if (isTotp && !(await isFirstUse(spent, userId, code, now))) {
		await endSession(auth, answer);
		return { outcome: 'used' };
	}
	return { outcome: 'signed-in', cookies: answer.headers.getSetCookie() };
}

/** People type codes with spaces, and Chinese input methods write full-width digits. */
function plain(typed: string): string {
	return typed.normalize('NFKC').replace(/\s/g, '');
}

async function userOf(answer: Response): Promise<string> {
	// The shape that better-auth documents for a verification.
	const { user } = (await answer.json()) as { user: { id: string } };
	return user.id;
}

/** A code is good for three steps of 30 s; within them it may be used once (RFC 6238 §5.2). */
function isFirstUse(spent: SpentTokens, userId: string, code: string, now: Date) {
	const expiresAt = new Date(now.getTime() + 120_000);
	return spent.spend(`totp ${userId} ${code}`, { now, expiresAt });
}

async function tokenOf(answer: Response): Promise<string> {
	// The shape that better-auth documents for a verification.
	const { token } = (await answer.json()) as { token: string };
	return token;
}

async function endSession(auth: Auth, answer: Response): Promise<void> {
	const { internalAdapter } = await auth.$context;
	await internalAdapter.deleteSession(await tokenOf(answer));
}

async function refusalOf(answer: Response): Promise<'wrong' | 'locked' | 'expired'> {
	if (answer.status === 429) return 'locked';
	// Errors of better-auth carry a code.
	const { code } = (await answer.json()) as { code?: string };
	const isOver =
		code === 'INVALID_TWO_FACTOR_COOKIE' || code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE';
	return isOver ? 'expired' : 'wrong';
}
