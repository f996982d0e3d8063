import { getMigrations } from 'better-auth/db/migration';
import { describe, expect, test } from 'vitest';
import { aStaffMember, password, passwordHash } from '../../tests/staff.ts';
import { staffParts } from '../../tests/staff-site.ts';
import { eachStore } from '../../tests/stores.ts';
import { auditLog } from '../store/audit.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { longestSessionMs, staffOf, staffSession } from './staff.ts';

eachStore((store) => {
	describe('createAuth', () => {
		test('finds the tables it expects', async () => {
			const { auth } = staffParts(store());
			const { toBeCreated, toBeAdded } = await getMigrations(auth.options);
			expect([...toBeCreated, ...toBeAdded]).toEqual([]);
		});

		test('signs staff in with the roles they have now', async () => {
			const parts = staffParts(store());
			const staff = await aStaffMember(store(), { passwordHash: await passwordHash() });
			const headers = await signIn(parts, staff.email);
			expect(await staffOf(parts.auth, headers)).toMatchObject({
				id: staff.id,
				roles: ['editor'],
				twoFactor: false,
			});
			await staffAccounts(store().db).setRoles(staff.id, ['publisher', 'admin'], new Date());
			expect((await staffOf(parts.auth, headers))?.roles).toEqual(['publisher', 'admin']);
		});

		test('asks for the password once a week, however much somebody works', async () => {
			const parts = staffParts(store());
			const staff = await aStaffMember(store(), { passwordHash: await passwordHash() });
			const headers = await signIn(parts, staff.email);
			const { staff: known } = (await staffSession(parts.auth, headers)) ?? {};
			const last = (known?.signedInAt.getTime() ?? 0) + longestSessionMs;
			expect(await staffSession(parts.auth, headers, new Date(last))).toBeDefined();
			expect(await staffSession(parts.auth, headers, new Date(last + 1))).toBeUndefined();
		});

		test('records that a session began, and not from where', async () => {
			const parts = staffParts(store());
			const staff = await aStaffMember(store(), { passwordHash: await passwordHash() });
			await signIn(parts, staff.email);
			expect(await auditLog(store().db).list()).toMatchObject([
				{ actor: staff.id, action: 'staff.session-started' },
			]);
			const { internalAdapter } = await parts.auth.$context;
			expect(await internalAdapter.listSessions(staff.id)).toMatchObject([
				{ ipAddress: '', userAgent: '' },
			]);
		});

		test.each([
			['prolongs a session that is used', 3_600_000, true],
			['ends a session that nobody used for 12 hours', -1, false],
		])('%s', async (_, remaining, isSignedIn) => {
			const parts = staffParts(store());
			const staff = await aStaffMember(store(), { passwordHash: await passwordHash() });
			const headers = await signIn(parts, staff.email);
			const { internalAdapter } = await parts.auth.$context;
			const [session] = await internalAdapter.listSessions(staff.id);
			const expiresAt = new Date(Date.now() + remaining);
			await internalAdapter.updateSession(session?.token ?? '', { expiresAt });
			expect((await staffOf(parts.auth, headers)) !== undefined).toBe(isSignedIn);
			const [later] = await internalAdapter.listSessions(staff.id);
			const left = Number(later?.expiresAt ?? 0) - Date.now();
			expect(left > 11 * 3_600_000).toBe(isSignedIn);
		});

		test('keeps a disabled person out, at sign-in and in a session', async () => {
			const parts = staffParts(store());
			const staff = await aStaffMember(store(), { passwordHash: await passwordHash() });
			const headers = await signIn(parts, staff.email);
			await staffAccounts(store().db).setDisabled(staff.id, true, new Date());
			expect(await staffOf(parts.auth, headers)).toBeUndefined();
			const body = { email: staff.email, password };
			const answer = await parts.auth.api.signInEmail({ body, asResponse: true });
			expect(answer.status).toBe(403);
		});
	});
});

async function signIn({ auth }: ReturnType<typeof staffParts>, email: string): Promise<Headers> {
	const body = { email, password };
	const answer = await auth.api.signInEmail({ body, asResponse: true });
	const cookies = answer.headers.getSetCookie().map((set) => set.split(';')[0]);
	return new Headers({ cookie: cookies.join('; ') });
}
