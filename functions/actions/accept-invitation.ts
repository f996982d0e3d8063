import type { Kysely } from 'kysely';
import type { AuditAction } from '../../src/domain/audit-actions.ts';
import { isGuessable } from '../auth/guessable-password.ts';
import { isAcceptablePassword, type Passwords } from '../auth/passwords.ts';
import { auditLog } from '../store/audit.ts';
import type { Database } from '../store/database.ts';
import { type Invitation, invitations } from '../store/invitations.ts';
import { exclusively } from '../store/locks.ts';
import { staffAccounts } from '../store/staff-accounts.ts';

export interface Acceptance {
	readonly token: string;
	/** For a new account only; a reset keeps the name. */
	readonly name: string;
	/** For the first administrator only; an invitation has its address. */
	readonly email: string;
	readonly password: string;
}

export type AcceptOutcome =
	| { readonly outcome: 'account-made' | 'password-set'; readonly account: string }
	| { readonly outcome: 'no-such-link' | 'weak-password' | 'guessable-password' | 'has-account' };

interface Needs {
	readonly db: Kysely<Database>;
	readonly passwords: Pick<Passwords, 'hash'>;
	/** What the portal is called: no password is made of it. */
	readonly portalNames?: readonly string[];
	readonly now: Date;
}

/** Uses a one-time link: makes the account it invites to, or sets a new password. Two attempts at once make one. */
export async function acceptInvitation(
	{ db, passwords, portalNames = [], now }: Needs,
	acceptance: Acceptance,
): Promise<AcceptOutcome> {
	if (!isAcceptablePassword(acceptance.password)) return { outcome: 'weak-password' };
	// Hashing is dear: nobody gets it done without a link.
	const found = await invitations(db).find(acceptance.token, now);
	if (!found) return { outcome: 'no-such-link' };
	const account = await staffAccounts(db).find(found.subject);
	const { name, email } = acceptance;
	const own = [name, email, found.subject, account?.name ?? '', account?.email ?? ''];
	if (isGuessable(acceptance.password, [...own, ...portalNames]))
		return { outcome: 'guessable-password' };
	const passwordHash = await passwords.hash(acceptance.password);
	return exclusively(db, 'staff', async (transaction) => {
		const invitation = await invitations(transaction).consume(acceptance.token, now);
		if (!invitation) return { outcome: 'no-such-link' };
		return invitation.purpose === 'reset'
			? setPassword(transaction, { account: invitation.subject, passwordHash, now })
			: makeAccount(transaction, invitation, { ...acceptance, passwordHash, now });
	});
}

async function setPassword(
	db: Kysely<Database>,
	{ account, passwordHash, now }: { account: string; passwordHash: string; now: Date },
): Promise<AcceptOutcome> {
	const accounts = staffAccounts(db);
	const staff = await accounts.find(account);
	if (!staff || staff.disabled) return { outcome: 'no-such-link' };
	await accounts.setPassword(account, passwordHash, now);
	// Whoever knew the old password is out.
	await accounts.endSessions(account);
	await record(db, { at: now, account, action: 'staff.password-set' });
	return { outcome: 'password-set', account };
}

async function makeAccount(
	db: Kysely<Database>,
	{ purpose, subject, roles }: Invitation,
	{
		name,
		email,
		passwordHash,
		now,
	}: Omit<Acceptance, 'token'> & { passwordHash: string; now: Date },
): Promise<AcceptOutcome> {
	const accounts = staffAccounts(db);
	const isFirst = purpose === 'first-administrator';
	if (isFirst && (await accounts.hasAny())) return { outcome: 'no-such-link' };
	const address = isFirst ? email : subject;
	if (await accounts.findByEmail(address)) return { outcome: 'has-account' };
	const account = await accounts.create({ name, email: address, roles, passwordHash }, now);
	await record(db, { at: now, account, action: 'staff.account-made', details: { roles, purpose } });
	return { outcome: 'account-made', account };
}

function record(
	db: Kysely<Database>,
	{
		account,
		details = {},
		...event
	}: { at: Date; account: string; action: AuditAction; details?: object },
): Promise<void> {
	return auditLog(db).append({
		...event,
		actor: account,
		subject: account,
		details: { ...details },
	});
}
