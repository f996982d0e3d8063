import { hour } from '../../src/domain/time.ts';
import { resetPassword } from '../actions/reset-password.ts';
import { resetTwoFactor } from '../actions/reset-two-factor.ts';
import { linkLifetime, welcomeUrl } from '../auth/one-time-link.ts';
import type { StaffChange, StaffChangeNeeds } from '../auth/staff-change.ts';
import { operator } from '../banner/follow-banner.ts';
import type { Config } from '../config.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { openStoreBeside } from '../store/store.ts';

/** Does something to an account; what to tell the operator, or why it was not done. */
type Act = (
	needs: StaffChangeNeeds,
	change: StaffChange,
) => Promise<{ readonly done: string } | { readonly refused: string }>;

/**
 * `reset-second-factor EMAIL`: for an administrator whose phone is lost while no other can help; beside a running portal or
 * without one. The password stays. Gives the exit code.
 */
export function resetSecondFactor(
	config: Config,
	args: readonly string[],
	now = new Date(),
): Promise<number> {
	return toAccount({ config, args, now, verb: 'reset-second-factor' }, async (needs, change) => {
		await resetTwoFactor(needs, change);
		return {
			done: 'They sign in with the password alone until a second factor is set up again; all sessions have ended.',
		};
	});
}

/**
 * `reset-password EMAIL`: for an administrator who forgot it while no other can help. Prints a link for a new one; until it is
 * used the old one holds. Gives the exit code.
 */
export function resetForgottenPassword(
	config: Config,
	args: readonly string[],
	now = new Date(),
): Promise<number> {
	return toAccount({ config, args, now, verb: 'reset-password' }, async (needs, change) => {
		const result = await resetPassword(needs, change);
		if (result.outcome !== 'link-made')
			return { refused: 'This account is disabled: an administrator can enable it.' };
		const hours = linkLifetime.reset / hour;
		return {
			done: `Give them this link, and nobody else; it sets a new password once, within ${hours} hours:\n${welcomeUrl(config, result.token)}`,
		};
	});
}

async function toAccount(
	{
		config,
		args: [email],
		now,
		verb,
	}: {
		readonly config: Config;
		readonly args: readonly string[];
		readonly now: Date;
		readonly verb: string;
	},
	act: Act,
): Promise<number> {
	if (!email) {
		process.stderr.write(`Say whose: npm run mingbai -- ${verb} li.ming@example.gov.cn\n`);
		return 2;
	}
	const store = await openStoreBeside(config);
	try {
		const staff = await staffAccounts(store.db).findByEmail(email);
		if (!staff) {
			process.stderr.write(`There is no account with the address ${email}.\n`);
			return 1;
		}
		const said = await act({ db: store.db, now }, { by: operator, account: staff.id });
		if ('refused' in said) process.stderr.write(`${said.refused}\n`);
		else process.stdout.write(`${said.done}\n`);
		return 'refused' in said ? 1 : 0;
	} finally {
		await store.close();
	}
}
