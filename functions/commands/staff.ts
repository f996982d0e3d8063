import { resetTwoFactor } from '../actions/reset-two-factor.ts';
import { operator } from '../banner/follow-banner.ts';
import type { Config } from '../config.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { openStoreBeside } from '../store/store.ts';

/**
 * `reset-second-factor EMAIL`: for an administrator whose phone is lost while no other can help; beside a running portal or
 * without one. The password stays. Gives the exit code.
 */
export async function resetSecondFactor(
	config: Config,
	[email]: readonly string[],
	now = new Date(),
): Promise<number> {
	if (!email) {
		process.stderr.write(
			'Say whose: npm run mingbai -- reset-second-factor li.ming@example.gov.cn\n',
		);
		return 2;
	}
	const store = await openStoreBeside(config);
	try {
		const staff = await staffAccounts(store.db).findByEmail(email);
		if (!staff) {
			process.stderr.write(`There is no account with the address ${email}.\n`);
			return 1;
		}
		await resetTwoFactor({ db: store.db, now }, { by: operator, account: staff.id });
	} finally {
		await store.close();
	}
	process.stdout.write(
		`${email} signs in with the password alone until a second factor is set up again; all sessions have ended.\n`,
	);
	return 0;
}
