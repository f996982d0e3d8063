import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { noon } from '../../../tests/builders.ts';
import { aStaffMember } from '../../../tests/staff.ts';
import { eachStore } from '../../../tests/stores.ts';
import type { Store } from '../store.ts';
import { up as sessionsByProvider } from './0038-sessions-by-provider.ts';
import { up as atProvider } from './0039-at-provider.ts';

eachStore((store) => {
	test('sessions that can only have begun at the identity provider, and those known to, keep that they did', async () => {
		const { db, engine } = store();
		await db.schema.alterTable('session').dropColumn('atProvider').execute();
		// As a migration sees it: without the tables of today.
		const before = db as unknown as Kysely<unknown>;
		await sessionsByProvider(before, engine);
		const withPassword = await aStaffMember(store());
		const without = await aStaffMember(store());
		await db.deleteFrom('account').where('userId', '=', without.id).execute();
		await addSession(store(), { id: 'by password', userId: withPassword.id });
		await addSession(store(), { id: 'at the provider', userId: withPassword.id, byProvider: true });
		await addSession(store(), { id: 'from before', userId: without.id });

		await atProvider(before, engine);

		const rows = await db
			.selectFrom('session')
			.select(['id', 'atProvider'])
			.orderBy('id')
			.execute();
		expect(rows.map((row) => [row.id, row.atProvider && new Date(row.atProvider)])).toEqual([
			['at the provider', noon],
			['by password', null],
			['from before', noon],
		]);
	});
});

async function addSession(
	{ db, engine }: Store,
	{ id, userId, byProvider }: { id: string; userId: string; byProvider?: true },
): Promise<void> {
	const at = noon.toISOString();
	const began = engine === 'sqlite' ? Number(byProvider ?? 0) : (byProvider ?? null);
	await sql`
		insert into "session" ("id", "token", "userId", "createdAt", "updatedAt", "expiresAt", "byProvider")
		values (${id}, ${id}, ${userId}, ${at}, ${at}, ${at}, ${began})
	`.execute(db);
}
