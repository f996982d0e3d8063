import { describe, expect, test } from 'vitest';
import type { TwoFactorPageData } from '../../src/domain/answers.ts';
import { password, totp } from '../../tests/staff.ts';
import { aBrowser, aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { acceptInvitation } from '../actions/accept-invitation.ts';
import { resetPassword } from '../actions/reset-password.ts';
import { createPasswordTurns } from '../routes/password-turns.ts';
import type { StaffParts } from '../routes/staff-parts.ts';
import { auditLog } from '../store/audit.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { createAuth } from './auth.ts';
import { endings, watchAccounts } from './overtaken.ts';

const store = freshSqlite();
const chosen = 'seven quiet herons at dusk';
const change = { password, newPassword: chosen, again: chosen };

/** Staff pages where something happens between the look at a password and the session that it opens. */
function partsWithPause() {
	const parts = staffParts(store());
	let meanwhile: () => Promise<unknown> = async () => undefined;
	const auth = createAuth({
		...parts,
		engine: store().engine,
		config: { ...parts.config, requireSecondFactor: 'none' },
		secret: 'x7Vb2kQ9fLw4sTn8RzYc1pHd6mJe3gAu5oKi0vBhWqE',
		passwords: {
			...parts.passwords,
			async verify(attempt) {
				const isRight = await parts.passwords.verify(attempt);
				await meanwhile();
				return isRight;
			},
		},
		log: { error: () => undefined },
	});
	/** Does something once, before the next sign-in is let in. */
	const during = (act: () => Promise<unknown>) => {
		meanwhile = async () => {
			meanwhile = async () => undefined;
			await act();
		};
	};
	const verifyTOTP: typeof auth.api.verifyTOTP = Object.assign(async (given: never) => {
		const answer = await auth.api.verifyTOTP(given);
		await meanwhile();
		return answer;
	}, auth.api.verifyTOTP);
	const paused = { ...auth, api: { ...auth.api, verifyTOTP } };
	// Turns of its own: what it waits for takes one, too.
	const slow: StaffParts = { ...parts, auth: paused, passwordTurns: createPasswordTurns() };
	return { parts, slow, during };
}

describe('a sign-in that is under way', () => {
	test('with a password that its owner changes meanwhile opens nothing', async () => {
		const { parts, slow, during } = partsWithPause();
		const owner = await aPerson(parts, ['editor']);
		await owner.signIn();
		during(() => owner.post('/staff/account/password/', change));
		const thief = aBrowser(slow);
		const answer = await thief.post('/staff/sign-in/', { email: owner.staff.email, password });
		expect(answer.status).toBe(401);
		expect((await thief.get('/staff/')).status).toBe(303);
		expect(await sessionsOf(owner.staff.id)).toBe(1);
		expect((await owner.get('/staff/')).status).toBe(200);
	});

	test('with the password alone opens nothing where a second factor is set up meanwhile', async () => {
		const { parts, slow, during } = partsWithPause();
		const owner = await aPerson(parts, ['editor']);
		await owner.signIn();
		const { code } = await beginSetUp(owner);
		during(() => owner.post('/staff/two-factor/', { step: 'confirm', code }));
		const thief = aBrowser(slow);
		const answer = await thief.post('/staff/sign-in/', { email: owner.staff.email, password });
		expect(answer.status).toBe(401);
		expect(await sessionsOf(owner.staff.id)).toBe(1);
		expect((await owner.get('/staff/')).status).toBe(200);
	});

	test('that waits for a code is over when the password that began it is changed meanwhile', async () => {
		const { parts, slow, during } = partsWithPause();
		const owner = await aPerson(parts, ['editor']);
		await owner.signIn();
		const { code, nextCode } = await beginSetUp(owner);
		await owner.post('/staff/two-factor/', { step: 'confirm', code });
		during(() => owner.post('/staff/account/password/', change));
		const thief = aBrowser(slow);
		await thief.post('/staff/sign-in/', { email: owner.staff.email, password });
		const given = await thief.post('/staff/two-factor/', { code: nextCode });
		expect(given.status).toBe(401);
		expect(await sessionsOf(owner.staff.id)).toBe(1);
	});

	test('and gives its code while the password is changed is over', async () => {
		const { parts, slow, during } = partsWithPause();
		const owner = await aPerson(parts, ['editor']);
		await owner.signIn();
		const { code, nextCode } = await beginSetUp(owner);
		await owner.post('/staff/two-factor/', { step: 'confirm', code });
		const thief = aBrowser(slow);
		await thief.post('/staff/sign-in/', { email: owner.staff.email, password });
		during(() => owner.post('/staff/account/password/', change));
		const given = await thief.post('/staff/two-factor/', { code: nextCode });
		expect((await thief.shown(given)).problems).toMatchObject([{ code: 'sign-in-expired' }]);
		expect(await sessionsOf(owner.staff.id)).toBe(1);
	});

	test('of who is let out while confirming a second factor leaves neither the factor nor a session', async () => {
		const { parts, slow, during } = partsWithPause();
		const owner = await aPerson(parts, ['editor']);
		await owner.signIn();
		const thief = { ...owner, ...aBrowser(slow) };
		await thief.post('/staff/sign-in/', { email: owner.staff.email, password });
		const { code } = await beginSetUp(thief);
		const needs = { db: parts.db, passwords: parts.passwords, now: new Date() };
		during(() => resetByLink(needs, owner.staff.id));
		const given = await thief.post('/staff/two-factor/', { step: 'confirm', code });
		expect(given.headers.get('location')).toMatch(/^\/staff\/sign-in\//);
		expect(await sessionsOf(owner.staff.id)).toBe(0);
		expect((await staffAccounts(parts.db).find(owner.staff.id))?.twoFactor).toBe(false);
	});

	test('goes on when somebody else changes a password', async () => {
		const { parts, slow, during } = partsWithPause();
		const other = await aPerson(parts, ['editor']);
		await other.signIn();
		during(() => other.post('/staff/account/password/', change));
		const owner = await aPerson(slow, ['editor']);
		expect((await owner.signIn()).status).toBe(303);
		expect((await owner.get('/staff/')).status).toBe(200);
	});
});

test.each([...endings])('%s overtakes a sign-in, and only one to its account', async (action) => {
	const { db } = store();
	const watch = await watchAccounts(db);
	await auditLog(db).append({ at: new Date(), actor: 'li', action, subject: 'li', details: {} });
	expect(await watch.isOvertaken('li')).toBe(true);
	expect(await watch.isOvertaken('chen')).toBe(false);
	expect(await (await watchAccounts(db)).isOvertaken('li')).toBe(false);
});

async function beginSetUp(person: Awaited<ReturnType<typeof aPerson>>) {
	const begun = await person.shown(await person.post('/staff/two-factor/', { password }));
	const { secret = '' } = begun.data as TwoFactorPageData;
	const now = Date.now();
	return { code: totp(secret, new Date(now)), nextCode: totp(secret, new Date(now + 30_000)) };
}

/** What an administrator does for who forgot the password, and the person with the link. */
async function resetByLink(
	needs: { db: StaffParts['db']; passwords: StaffParts['passwords']; now: Date },
	account: string,
): Promise<void> {
	const made = await resetPassword(needs, { by: 'operator', account });
	const token = made.outcome === 'link-made' ? made.token : '';
	await acceptInvitation(needs, { token, name: '', email: '', password: chosen });
}

async function sessionsOf(account: string): Promise<number> {
	const sessions = store().db.selectFrom('session').selectAll().where('userId', '=', account);
	return (await sessions.execute()).length;
}
