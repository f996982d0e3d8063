import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { eachStore } from '../../tests/stores.ts';
import { type AuditEvent, auditLog } from './audit.ts';
import type { Store } from './store.ts';

eachStore((store) => {
	describe('auditLog', () => {
		test('gives back what was appended, in order', async () => {
			const audit = auditLog(store().db);
			await audit.append(anEvent({ action: 'staff.invited', details: { roles: ['editor'] } }));
			await audit.append(anEvent({ action: 'staff.disabled' }));
			expect(await audit.list()).toMatchObject([
				{ sequence: 1, action: 'staff.invited', details: { roles: ['editor'] } },
				{ sequence: 2, action: 'staff.disabled' },
			]);
		});

		test('lists by actor, action, subject and time, and from an entry on, either way', async () => {
			const audit = auditLog(store().db);
			await audit.append(anEvent({ actor: 'li', action: 'draft.saved' }));
			await audit.append(anEvent({ actor: 'wang', action: 'draft.saved', subject: 'notices/a' }));
			const evening = new Date('2026-03-06T20:00:00+08:00');
			await audit.append(anEvent({ actor: 'wang', action: 'draft.signed', at: evening }));
			const sequences = async (filter: Parameters<typeof audit.list>[0]) =>
				(await audit.list(filter)).map(({ sequence }) => sequence);
			expect(await sequences({ actor: 'wang' })).toEqual([2, 3]);
			expect(await sequences({ action: 'draft.saved' })).toEqual([1, 2]);
			expect(await sequences({ subject: 'notices/' })).toEqual([2]);
			expect(await sequences({ from: evening })).toEqual([3]);
			expect(await sequences({ to: evening })).toEqual([1, 2]);
			expect(await sequences({ order: 'newest-first', before: 3 })).toEqual([2, 1]);
			expect(await sequences({ after: 1, limit: 1 })).toEqual([2]);
		});

		test('stays one chain when many append at once', async () => {
			const audit = auditLog(store().db);
			await Promise.all(Array.from({ length: 12 }, () => audit.append(anEvent({}))));
			expect(await audit.verify()).toEqual({ state: 'intact', entries: 12, checked: 12 });
		});

		test('is intact while it is empty', async () => {
			expect(await auditLog(store().db).verify()).toEqual({
				state: 'intact',
				entries: 0,
				checked: 0,
			});
		});

		test('keeps an entry only with the transaction it belongs to', async () => {
			const { db } = store();
			const undone = db.transaction().execute(async (transaction) => {
				await auditLog(transaction).append(anEvent({}));
				throw new Error('undo');
			});
			await expect(undone).rejects.toThrow('undo');
			expect(await auditLog(db).verify()).toEqual({ state: 'intact', entries: 0, checked: 0 });
		});

		test.each(['update audit_entries set actor = $$', 'delete from audit_entries'])(
			'refuses: %s',
			async (statement) => {
				const { db } = store();
				await auditLog(db).append(anEvent({}));
				const query = sql.raw(statement.replace('$$', "'nobody'"));
				await expect(query.execute(db)).rejects.toThrow('append-only');
			},
		);

		test('finds an entry that was changed behind its back', async () => {
			const audit = auditLog(store().db);
			for (let count = 0; count < 3; count += 1) await audit.append(anEvent({}));
			await withoutTriggers(
				store(),
				`update audit_entries set actor = 'nobody' where sequence = 2`,
			);
			expect(await audit.verify()).toEqual({ state: 'broken', sequence: 2 });
		});

		test('is checked from near its end when that is enough, and whole when it is asked for', async () => {
			const audit = auditLog(store().db);
			for (let count = 0; count < 5; count += 1) await audit.append(anEvent({}));
			expect(await audit.verify(2)).toEqual({ state: 'intact', entries: 5, checked: 2 });
			expect(await audit.verify(9)).toEqual({ state: 'intact', entries: 5, checked: 5 });
			await withoutTriggers(
				store(),
				`update audit_entries set actor = 'nobody' where sequence = 2`,
			);
			expect(await audit.verify(2)).toEqual({ state: 'intact', entries: 5, checked: 2 });
			expect(await audit.verify(4)).toEqual({ state: 'broken', sequence: 2 });
			expect(await audit.verify()).toEqual({ state: 'broken', sequence: 2 });
		});

		test('is checked as before once its oldest entries are deleted, and says that they were', async () => {
			const audit = auditLog(store().db);
			const at = (hours: number) => new Date(Date.UTC(2026, 2, 6, hours));
			for (const hours of [1, 2, 3, 4]) await audit.append(anEvent({ at: at(hours) }));
			expect(await audit.forget(at(1), at(9))).toBe(0);
			expect(await audit.forget(at(3), at(9))).toBe(2);
			expect((await audit.list()).map(({ sequence, action }) => [sequence, action])).toEqual([
				[3, 'staff.enabled'],
				[4, 'staff.enabled'],
				[5, 'audit.forgotten'],
			]);
			expect(await audit.verify()).toEqual({ state: 'intact', entries: 5, checked: 3 });
			expect(await audit.verify(2)).toEqual({ state: 'intact', entries: 5, checked: 2 });
			expect(await audit.verify(9)).toEqual({ state: 'intact', entries: 5, checked: 3 });
			await audit.append(anEvent({ at: at(10) }));
			expect(await audit.forget(at(20), at(21))).toBe(4);
			expect(await audit.verify()).toEqual({ state: 'intact', entries: 7, checked: 1 });
			await expect(sql`delete from audit_entries`.execute(store().db)).rejects.toThrow(
				'append-only',
			);
		});

		test('is broken when more of its beginning is missing than was deleted for its age', async () => {
			const audit = auditLog(store().db);
			const at = (hours: number) => new Date(Date.UTC(2026, 2, 6, hours));
			for (const hours of [1, 2, 3, 4]) await audit.append(anEvent({ at: at(hours) }));
			await audit.forget(at(2), at(9));
			await withoutTriggers(store(), 'delete from audit_entries where sequence = 2');
			expect(await audit.verify()).toEqual({ state: 'broken', sequence: 2 });
		});

		test('keeps everything from an entry on that a wrong clock put into the future', async () => {
			const audit = auditLog(store().db);
			const at = (hours: number) => new Date(Date.UTC(2026, 2, 6, hours));
			for (const hours of [1, 999, 2]) await audit.append(anEvent({ at: at(hours) }));
			expect(await audit.forget(at(3), at(9))).toBe(1);
			expect((await audit.list())[0]?.sequence).toBe(2);
		});

		test('finds that entries at the end are missing', async () => {
			const audit = auditLog(store().db);
			for (let count = 0; count < 3; count += 1) await audit.append(anEvent({}));
			await withoutTriggers(store(), 'delete from audit_entries where sequence = 3');
			expect(await audit.verify()).toEqual({ state: 'broken', sequence: 3 });
		});
	});
});

function anEvent(event: Partial<AuditEvent>): AuditEvent {
	const at = new Date('2026-03-06T12:00:00+08:00');
	return { at, actor: 'li', action: 'staff.enabled', subject: 'wang', details: {}, ...event };
}

async function withoutTriggers({ db, engine }: Store, statement: string): Promise<void> {
	const drops = {
		sqlite: ['drop trigger audit_entries_no_update', 'drop trigger audit_entries_no_delete'],
		postgres: ['drop trigger audit_entries_no_change on audit_entries'],
	};
	for (const drop of drops[engine]) await sql.raw(drop).execute(db);
	await sql.raw(statement).execute(db);
}
