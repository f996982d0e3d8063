import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { StaffReportsData } from '../../src/domain/answers.ts';
import { someSettings } from '../../tests/builders.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { findReceipt } from '../actions/look-up-receipt.ts';
import { auditLog } from '../store/audit.ts';
import { items } from '../store/items.ts';
import { reports } from '../store/reports.ts';
import { staffReportRoutes } from './staff-reports.ts';

const store = freshSqlite();

async function signedIn(role: 'moderator' | 'editor') {
	const { db } = store();
	const staff = staffParts(store());
	const person = await aPerson(staff, [role]);
	await person.signIn();
	const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	const parts = {
		staff,
		joining: {},
		reports: reports(db),
		settings: () => someSettings(),
		audit: auditLog(db),
		now: () => new Date(),
	};
	const app = new Hono().route('/', staffReportRoutes(parts));
	const send = async (body?: FormData | URLSearchParams) => {
		const init = body ? { method: 'POST', body } : {};
		const answer = await app.request('/staff/reports/', { ...init, headers: { cookie } });
		const page = (await answer.json()) as {
			data: StaffReportsData;
			problems: { code: string; field: string }[];
			values: Record<string, string>;
		};
		return { status: answer.status, ...page };
	};
	return { send, staff: person.staff };
}

const waiting = () => reports(store().db).waiting(10);
const typed = {
	content: '来电问：明天停水吗，回电13812345678',
	channel: 'neighbors',
	intake: 'hotline',
	area: '999900101',
	askerLanguage: 'it',
};

describe('a report that a moderator types in', () => {
	test('waits like any other, and has a receipt for the person who asked', async () => {
		const { send, staff } = await signedIn('moderator');
		const { status, data } = await send(new URLSearchParams(typed));
		expect(status).toBe(201);
		expect(data.removed).toEqual(['phone']);
		expect(await waiting()).toMatchObject([
			{ intake: 'hotline', language: 'it', standing: 'proven', area: '999900101' },
		]);
		const parts = { reports: reports(store().db), items: items(store().db), responses: () => [] };
		expect((await findReceipt(parts, data.receipt ?? ''))?.standing).toEqual({ state: 'received' });
		const last = (await auditLog(store().db).list()).at(-1);
		expect(last).toMatchObject({ action: 'report.typed-in', actor: staff.id });
	});

	test('with something missing is shown again with all that was typed', async () => {
		const { send } = await signedIn('moderator');
		const { status, problems, values } = await send(new URLSearchParams({ ...typed, content: '' }));
		expect(status).toBe(422);
		expect(problems).toMatchObject([{ code: 'required', field: 'content' }]);
		expect(values).toMatchObject({ intake: 'hotline', area: '999900101' });
		expect(await waiting()).toEqual([]);
	});

	test('that calls for help shows at once whom to call', async () => {
		const { send } = await signedIn('moderator');
		const { data } = await send(new URLSearchParams({ ...typed, content: '来电人说不想活了' }));
		expect(data.crisis).toBe(true);
	});
});

test('who does not sort reports enters none', async () => {
	const { send } = await signedIn('editor');
	expect((await send(new URLSearchParams(typed))).status).toBe(403);
	expect(await waiting()).toEqual([]);
});

describe('a file', () => {
	const withFile = (text: string) => {
		const form = new FormData();
		form.set('step', 'import');
		form.set('file', new File([text], 'a.csv'));
		return form;
	};
	const csv = 'content\n停水了吗\n封路了吗\n';

	test('is looked through first, and imported when it is sent again from there', async () => {
		const { send } = await signedIn('moderator');
		const { data } = await send(withFile(csv));
		expect(data.import).toMatchObject({ isPreview: true, added: 2, text: csv });
		expect(await waiting()).toEqual([]);
		const again = new URLSearchParams({ step: 'import', text: data.import?.text ?? '' });
		expect((await send(again)).data.import).toMatchObject({ isPreview: false, added: 2 });
		expect((await send(again)).data.import).toMatchObject({ added: 0, known: 2 });
		expect(await waiting()).toHaveLength(2);
	});

	test('that is missing or too large is refused', async () => {
		const { send } = await signedIn('moderator');
		const none = new FormData();
		none.set('step', 'import');
		expect((await send(none)).problems).toMatchObject([{ code: 'import-no-file' }]);
		const large = await send(withFile('x'.repeat(13 * 1024 * 1024)));
		expect(large.problems).toMatchObject([{ code: 'too-large', field: 'file' }]);
	});
});
