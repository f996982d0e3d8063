import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { aStaffMember } from '../../tests/staff.ts';
import { eachStore } from '../../tests/stores.ts';
import { endedAccess } from './ended-access.ts';
import { invitations } from './invitations.ts';
import { spentTokens } from './spent-tokens.ts';

eachStore((store) => {
	test('what opens nothing any more is deleted, and what still opens something stays', async () => {
		const { db } = store();
		const { id: userId } = await aStaffMember(store());
		const dates = (at: Date) => ({
			expiresAt: at.toISOString(),
			createdAt: noon.toISOString(),
			updatedAt: noon.toISOString(),
		});
		for (const [id, at] of [
			['over', atHour(1)],
			['open', atHour(2)],
		] as const) {
			const session = { id, token: id, userId, ...dates(at) };
			await db.insertInto('session').values(session).execute();
			const step = { id, identifier: id, value: userId, ...dates(at) };
			await db.insertInto('verification').values(step).execute();
			await spentTokens(db).spend(id, { now: noon, expiresAt: at });
		}
		const made = { purpose: 'invitation', roles: ['editor'] } as const;
		const over = { ...made, subject: 'a@county.example', expiresAt: atHour(1) };
		const open = { ...made, subject: 'b@county.example', expiresAt: atHour(2) };
		await invitations(db).issue(over, noon);
		const token = await invitations(db).issue(open, noon);
		await endedAccess(db).forget(atHour(1));
		for (const table of ['session', 'verification', 'invitations', 'spent_tokens'] as const)
			expect(await db.selectFrom(table).selectAll().execute(), table).toHaveLength(1);
		expect(await invitations(db).find(token, atHour(1))).toBeDefined();
		expect(await spentTokens(db).spend('open', { now: atHour(1), expiresAt: atHour(2) })).toBe(
			false,
		);
	});
});
