import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { eachStore } from '../../tests/stores.ts';
import { invitations } from './invitations.ts';
import { keyedValues } from './keyed-values.ts';
import { exclusively } from './locks.ts';
import { migrations, type PortalMigration } from './migrations/all.ts';
import { migrate } from './migrations/migrate.ts';
import { spentTokens } from './spent-tokens.ts';

const noon = new Date('2026-03-06T12:00:00+08:00');
const inMinutes = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

eachStore((store) => {
	describe('migrate', () => {
		test('has nothing to do the second time', async () => {
			expect(await migrate(store().db, store().engine)).toEqual([]);
		});

		test('leaves nothing of a migration that fails', async () => {
			const { db, engine } = store();
			const failing: PortalMigration = {
				name: '9999-failing',
				up: async (on) => {
					await on.schema.createTable('half_made').addColumn('id', 'integer').execute();
					throw new Error('power cut');
				},
			};
			await expect(migrate(db, engine, [...migrations, failing])).rejects.toThrow();
			await expect(sql`select * from half_made`.execute(db)).rejects.toThrow('half_made');
			expect(await migrate(db, engine)).toEqual([]);
		});

		test('keeps instants exact', async () => {
			const { db } = store();
			await spentTokens(db).spend('a', { now: noon, expiresAt: inMinutes(1) });
			const row = await db.selectFrom('spent_tokens').select('expires_at').executeTakeFirst();
			expect(row?.expires_at).toBe(inMinutes(1).getTime());
		});
	});

	describe('keyedValues', () => {
		test('gives what was set last', async () => {
			const values = keyedValues(store().db);
			await values.set('vapid-keys', 'one');
			await values.set('vapid-keys', 'two');
			expect(await values.get('vapid-keys')).toBe('two');
		});

		test('takes a text with a character that the engine cannot keep', async () => {
			const values = keyedValues(store().db);
			await values.set('a\0key', 'a\0value');
			expect(await values.get('a\0key')).toMatch(/^a.value$/s);
			expect(await values.get('another\0key')).toBeUndefined();
		});

		test('keeps the first of two that set only if absent', async () => {
			const values = keyedValues(store().db);
			expect(await values.setIfAbsent('vapid-keys', 'one')).toBe(true);
			expect(await values.setIfAbsent('vapid-keys', 'two')).toBe(false);
			expect(await values.get('vapid-keys')).toBe('one');
		});

		test('knows nothing of what was removed', async () => {
			const values = keyedValues(store().db);
			await values.set('pin', '7');
			await values.remove('pin');
			expect(await values.get('pin')).toBeUndefined();
		});
	});

	describe('exclusively', () => {
		test('never runs two at once', async () => {
			const { db } = store();
			await keyedValues(db).set('count', '0');
			const countUp = () =>
				exclusively(db, 'counting', async (transaction) => {
					const values = keyedValues(transaction);
					const count = Number(await values.get('count'));
					await values.set('count', String(count + 1));
				});
			await Promise.all(Array.from({ length: 8 }, countUp));
			expect(await keyedValues(db).get('count')).toBe('8');
		});
	});

	describe('spentTokens', () => {
		const times = { now: noon, expiresAt: inMinutes(2) };

		test('lets one of two attempts at once through', async () => {
			const tokens = spentTokens(store().db);
			const attempts = await Promise.all([tokens.spend('a', times), tokens.spend('a', times)]);
			expect(attempts.toSorted()).toEqual([false, true]);
		});

		test('forgets a token that is too old to be used', async () => {
			const { db } = store();
			await spentTokens(db).spend('a', times);
			await spentTokens(db).spend('b', { now: inMinutes(2), expiresAt: inMinutes(4) });
			expect(await db.selectFrom('spent_tokens').selectAll().execute()).toHaveLength(1);
		});
	});

	describe('invitations', () => {
		const invitation = {
			purpose: 'invitation',
			subject: 'li@example.gov.cn',
			roles: ['editor', 'moderator'],
			expiresAt: inMinutes(60),
		} as const;

		test('are used once, by one of two at once', async () => {
			const links = invitations(store().db);
			const token = await links.issue(invitation, noon);
			const uses = await Promise.all([links.consume(token, noon), links.consume(token, noon)]);
			expect(uses.filter(Boolean)).toEqual([invitation]);
		});

		test('stay good when they are only looked at', async () => {
			const links = invitations(store().db);
			const token = await links.issue(invitation, noon);
			await links.find(token, noon);
			expect(await links.consume(token, noon)).toEqual(invitation);
		});

		test('end at the very moment they expire', async () => {
			const links = invitations(store().db);
			const token = await links.issue(invitation, noon);
			expect(await links.find(token, inMinutes(60))).toBeUndefined();
			expect(await links.consume(token, inMinutes(60))).toBeUndefined();
		});

		test('void an earlier one for the same person', async () => {
			const links = invitations(store().db);
			const earlier = await links.issue(invitation, noon);
			await links.issue(invitation, noon);
			expect(await links.find(earlier, noon)).toBeUndefined();
		});

		test('leave those for others alone', async () => {
			const links = invitations(store().db);
			const other = await links.issue({ ...invitation, subject: 'wang@example.gov.cn' }, noon);
			await links.issue(invitation, noon);
			expect(await links.find(other, noon)).toBeDefined();
		});

		test('are not kept readable', async () => {
			const { db } = store();
			const token = await invitations(db).issue(invitation, noon);
			const rows = await db.selectFrom('invitations').selectAll().execute();
			expect(JSON.stringify(rows)).not.toContain(token);
		});
	});
});
