import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../src/domain/roles.ts';
import { acceptInvitation } from './actions/accept-invitation.ts';
import { inviteStaff } from './actions/invite-staff.ts';
import { reportRumor } from './actions/report-rumor.ts';
import { createPasswords } from './auth/passwords.ts';
import { readConfig } from './config.ts';
import { sampleReports } from './demo-reports.ts';
import { closeOnSignal, listen } from './listen.ts';
import { jsonLogger } from './log.ts';
import { openPortal, type Portal } from './portal.ts';
import { reports } from './store/reports.ts';

/** Two publishers, because orange and red take two people. */
const staff: readonly { name: string; email: string; roles: readonly Role[] }[] = [
	{ name: '管理员', email: 'admin@demo.example', roles: ['admin'] },
	{ name: '编辑小林', email: 'editor@demo.example', roles: ['editor'] },
	{ name: '签发人老周', email: 'publisher@demo.example', roles: ['publisher'] },
	{ name: '签发人小沈', email: 'publisher2@demo.example', roles: ['publisher'] },
	{ name: '核查员小蓝', email: 'moderator@demo.example', roles: ['moderator'] },
];

const now = () => new Date();
const dataDir = await mkdtemp(join(tmpdir(), 'mingbai-demo-'));
const { PUSH_EXTRA_ORIGINS, ROBOTS, EXERCISE_ROBOTS, WEBHOOKS, EXERCISE_WEBHOOKS } = process.env;
const read = readConfig({
	PORT: process.env.PORT ?? '4321',
	HOST: 'localhost',
	DATA_DIR: dataDir,
	PUSH_EXTRA_ORIGINS,
	// Whoever tries a receiver of their own may: everything the demo says is marked as a demo.
	...{ ROBOTS, EXERCISE_ROBOTS, WEBHOOKS, EXERCISE_WEBHOOKS },
});
if ('problems' in read)
	throw new Error(read.problems.map((each) => `${each.variable} ${each.message}`).join('\n'));
const { config } = read;
const portal = await openPortal({ config, root: process.cwd(), now, log: jsonLogger(now) });
const passwords = await makeStaff(portal);
for (const report of sampleReports)
	await reportRumor({ reports: reports(portal.store.db), now: hoursAgo(report.hoursAgo) }, report);
const { server } = await listen(portal, config);
closeOnSignal(() => portal, server);
process.stdout.write(
	`Mingbai demo: ${config.siteUrl}/ (everything is in ${dataDir} and may be thrown away)\n\n`,
);
process.stdout.write(`Sign in at ${config.siteUrl}/staff/sign-in/ as\n`);
for (const [email, password] of passwords)
	process.stdout.write(`  ${email.padEnd(28)} ${password}\n`);

async function makeStaff({ store }: Portal): Promise<Map<string, string>> {
	const made = new Map<string, string>();
	for (const { name, email, roles } of staff) {
		const invited = await inviteStaff({ db: store.db, now: now() }, { by: 'demo', email, roles });
		if (invited.outcome !== 'invited') throw new Error(`${email}: ${invited.outcome}`);
		const password = randomBytes(9).toString('base64url');
		const acceptance = { token: invited.token, name, email, password };
		await acceptInvitation({ db: store.db, passwords: createPasswords(), now: now() }, acceptance);
		made.set(email, password);
	}
	return made;
}

function hoursAgo(hours: number): Date {
	return new Date(now().getTime() - hours * 3_600_000);
}
