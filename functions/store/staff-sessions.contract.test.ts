import { describe, expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { aStaffMember } from '../../tests/staff.ts';
import { eachStore } from '../../tests/stores.ts';
import { staffSessions } from './staff-sessions.ts';

eachStore((store) => {
	/** Somebody with a session for each hour at which one began. */
	async function signedInAt(...hours: readonly number[]): Promise<string> {
		const { db } = store();
		const { id: userId } = await aStaffMember(store());
		for (const hour of hours) {
			const id = `${userId} ${hour}`;
			const createdAt = atHour(hour).toISOString();
			const updatedAt = atHour(hour + 1).toISOString();
			const session = { id, token: id, userId, createdAt, updatedAt };
			const expiresAt = atHour(hour + 12).toISOString();
			await db
				.insertInto('session')
				.values({ ...session, expiresAt })
				.execute();
		}
		return userId;
	}
	const times = { now: atHour(12), beganAfter: atHour(-100) };
	const began = async (account: string, at = times) =>
		(await staffSessions(store().db).of(account, at)).map(({ began: each }) => each);

	describe('the sessions of an account', () => {
		test('are those that go on, the newest first, with their last use', async () => {
			const account = await signedInAt(0, 1, 3);
			await signedInAt(2);
			expect(await began(account)).toEqual([atHour(3), atHour(1)]);
			const [newest] = await staffSessions(store().db).of(account, times);
			expect(newest).toEqual({ id: `${account} 3`, began: atHour(3), used: atHour(4) });
		});

		test('that began too long ago do not go on, however much they are used', async () => {
			const account = await signedInAt(1, 3);
			expect(await began(account, { ...times, beganAfter: atHour(1) })).toEqual([atHour(3)]);
		});

		test('end one by one, and only for the account whose they are', async () => {
			const [account, other] = [await signedInAt(1, 3), await signedInAt(2)];
			const sessions = staffSessions(store().db);
			expect(await sessions.end(account, `${other} 2`)).toBe(false);
			expect(await sessions.end(account, `${account} 1`)).toBe(true);
			expect(await sessions.end(account, `${account} 1`)).toBe(false);
			expect(await sessions.has(account, `${account} 1`)).toBe(false);
			expect([await began(account), await began(other)]).toEqual([[atHour(3)], [atHour(2)]]);
		});

		test('end all but one, with sign-ins that are half done', async () => {
			const { db } = store();
			const [account, other] = [await signedInAt(1, 2, 3), await signedInAt(2)];
			for (const value of [account, other]) {
				const at = noon.toISOString();
				const dates = { expiresAt: atHour(9).toISOString(), createdAt: at, updatedAt: at };
				const row = { id: value, identifier: value, value, ...dates };
				await db.insertInto('verification').values(row).execute();
			}
			expect(await staffSessions(db).endOthers(account, `${account} 2`)).toBe(2);
			expect([await began(account), await began(other)]).toEqual([[atHour(2)], [atHour(2)]]);
			const left = await db.selectFrom('verification').select('value').execute();
			expect(left).toEqual([{ value: other }]);
		});
	});
});
