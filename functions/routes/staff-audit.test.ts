import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { AuditPageData } from '../../src/domain/answers.ts';
import { noon } from '../../tests/builders.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { type AuditEvent, auditLog } from '../store/audit.ts';

const store = freshSqlite();

async function anAdministrator() {
	const admin = await aPerson(staffParts(store()), ['admin']);
	await admin.signIn();
	const read = async (query = '') => {
		const answer = await admin.get(`/staff/audit/${query}`);
		return (await admin.shown(answer)).data as AuditPageData;
	};
	return { ...admin, read };
}

function append(event: Partial<AuditEvent> = {}): Promise<void> {
	return auditLog(store().db).append({
		at: noon,
		actor: 'gone',
		action: 'draft.saved',
		subject: 'notices/a',
		details: { version: 1 },
		...event,
	});
}

describe('/staff/audit/', () => {
	test('is for administrators', async () => {
		const publisher = await aPerson(staffParts(store()), ['publisher']);
		await publisher.signIn();
		expect((await publisher.get('/staff/audit/')).status).toBe(403);
		expect((await publisher.get('/staff/audit/export.csv')).status).toBe(403);
		const nobody = await aPerson(staffParts(store()), ['admin']);
		const asked = await nobody.get('/en/staff/audit/export.ndjson');
		expect(asked.headers.get('Location')).toBe('/en/staff/sign-in/?next=%2Fen%2Fstaff%2Faudit%2F');
	});

	test('tells who did what, by name, newest first', async () => {
		const admin = await anAdministrator();
		await append({ actor: admin.staff.id, action: 'draft.signed', details: { hash: 'abc' } });
		expect((await admin.read()).entries[0]).toMatchObject({
			actor: admin.staff.name,
			action: 'draft.signed',
			subject: 'notices/a',
			details: ['文字指纹：abc'],
		});
	});

	test.each([
		['?actor=gone', 2],
		['?action=draft.deleted', 1],
		['?action=nonsense&subject=notices%2F', 2],
		['?from=2026-03-14&to=2026-03-14', 2],
		['?from=2026-03-15&to=2026-03-16', 0],
		['?to=not-a-day&subject=notices/b', 1],
	])('filters by %s', async (query, count) => {
		const admin = await anAdministrator();
		await append();
		await append({ action: 'draft.deleted', subject: 'notices/b' });
		expect((await admin.read(query)).entries).toHaveLength(count);
	});

	test('leads on to older entries', async () => {
		const admin = await anAdministrator();
		for (let count = 0; count < 120; count += 1) await append();
		const first = await admin.read('?actor=gone');
		expect(first.entries).toHaveLength(100);
		const second = await admin.read(`?actor=gone&before=${first.older}`);
		expect(second.entries).toHaveLength(20);
		expect(second).not.toHaveProperty('older');
	});

	test('says that the chain is whole', async () => {
		const admin = await anAdministrator();
		await append();
		expect((await admin.read()).chain).toMatchObject({ state: 'intact' });
	});
});

describe('the exported log', () => {
	test('can be checked by anyone who has the file', async () => {
		const admin = await anAdministrator();
		await append({ details: { note: '逗号, "引号"' } });
		const file = await (await admin.get('/staff/audit/export.ndjson')).text();
		let previous = '';
		for (const line of file.trim().split('\n')) {
			const { previousHash, sequence, at, actor, action, subject, details, hash } =
				JSON.parse(line);
			expect(previousHash).toBe(previous);
			const time = Date.parse(at);
			const sealed = [
				previousHash,
				sequence,
				time,
				actor,
				action,
				subject,
				JSON.stringify(details),
			];
			previous = createHash('sha256').update(JSON.stringify(sealed)).digest('hex');
			expect(hash).toBe(previous);
		}
	});

	test('holds all that the filter finds, however many', async () => {
		const admin = await anAdministrator();
		for (let count = 0; count < 1005; count += 1) await append();
		const file = await (await admin.get('/staff/audit/export.csv?actor=gone')).text();
		expect(file.trim().split('\r\n')).toHaveLength(1006);
	}, 20_000);

	test('runs no formula in a spreadsheet', async () => {
		const admin = await anAdministrator();
		await append({ subject: '=HYPERLINK("https://evil.example")' });
		const file = await (await admin.get('/staff/audit/export.csv?actor=gone')).text();
		expect(file).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
	});
});
