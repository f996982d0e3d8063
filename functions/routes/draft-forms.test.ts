import { describe, expect, test } from 'vitest';
import { noticeText, yellowWarning } from '../../tests/builders.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { cmsForTests, saveOf } from '../cms/cms-for-tests.ts';
import type { Releaser } from '../release/releaser.ts';
import { draftRows, secondSignatureRows } from '../staff-drafts.ts';
import type { AuditLog } from '../store/audit.ts';
import { publishingRoutes } from './publishing.ts';

const store = freshSqlite();
const cms = await cmsForTests();
const path = 'notices/n-1.zh-CN.md';
const red = noticeText({ ...yellowWarning, warningColor: 'red' });
const draft = { collection: 'notices', ref: 'n-1', version: '1' };

/** Somebody signed in who sends forms of the staff page. */
async function aPublisher(role: 'publisher' | 'editor' = 'publisher') {
	const staff = staffParts(store());
	const person = await aPerson(staff, [role]);
	await person.signIn();
	const routes = publishingRoutes({
		staff,
		releaser: {} as Releaser,
		confirmation: {} as Parameters<typeof publishingRoutes>[0]['confirmation'],
		audit: cms.parts.audit,
		cms: cms.parts,
		wakeSender: () => undefined,
		now: cms.parts.now,
	});
	const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	return async (form: string, fields: Readonly<Record<string, string>>) => {
		const body = new URLSearchParams(fields);
		return routes.request(`/staff/drafts/${form}`, { method: 'POST', headers: { cookie }, body });
	};
}

const save = (text: string, version: number | null = null) =>
	cms.editor('persistEntry', saveOf(path, text, version));

describe('on the staff page', () => {
	test('a publisher signs and publishes a draft', async () => {
		await save(noticeText());
		const send = await aPublisher();
		expect((await send('sign', draft)).status).toBe(303);
		expect((await draftRows(cms.parts))[0]).toMatchObject({
			status: 'pending_publish',
			title: '云溪镇请减少聚集',
			needed: 1,
		});
		expect((await send('publish', draft)).status).toBe(303);
		expect(await cms.textAt(path)).toContain('云溪镇请减少聚集');
	});

	test('nobody signs a version that they have not seen', async () => {
		await save(noticeText());
		await save(noticeText({ title: '第二稿' }), 1);
		const send = await aPublisher();
		const refused = await send('sign', draft);
		expect(refused.status).toBe(422);
		expect(await refused.text()).toContain('已被别人修改');
		expect((await cms.parts.drafts.get('notices', 'n-1'))?.status).toBe('draft');
	});

	test('an editor signs nothing, and each try is in the log', async () => {
		await save(noticeText());
		const send = await aPublisher('editor');
		const forms = ['sign', 'publish', 'emergency', 'return', 'countersign'];
		for (const form of forms)
			expect((await send(form, { ...draft, reason: '原因' })).status).toBe(403);
		const refused = await (cms.parts.audit as AuditLog).list({ action: 'request.refused' });
		expect(refused.map(({ details }) => details['asked'])).toEqual(
			forms.map((form) => `drafts/${form}`),
		);
	});

	test('a returned draft carries the reason to its author', async () => {
		await save(noticeText());
		const send = await aPublisher();
		expect((await send('return', { ...draft, reason: '' })).status).toBe(422);
		expect((await send('return', { ...draft, reason: '请写明截止时间' })).status).toBe(303);
		expect((await draftRows(cms.parts))[0]?.notes).toMatchObject([{ text: '请写明截止时间' }]);
	});

	test('what was typed comes back when a form is refused', async () => {
		await save(noticeText());
		const send = await aPublisher();
		const refused = await send('return', { ...draft, version: '9', reason: '请写明截止时间' });
		expect(await refused.json()).toMatchObject({
			values: { reason: '请写明截止时间', ref: 'n-1' },
		});
	});

	test('a red warning goes out on one signature with a reason, and wants another person’s', async () => {
		await save(red);
		const send = await aPublisher();
		await send('sign', draft);
		expect((await send('publish', draft)).status).toBe(422);
		expect((await send('emergency', draft)).status).toBe(422);
		expect((await send('emergency', { ...draft, reason: '正在泄洪' })).status).toBe(303);
		const [waiting] = await secondSignatureRows(cms.parts);
		expect(waiting).toMatchObject({ reason: '正在泄洪', path: '/notices/n-1/', overdue: false });
		const { hash = '' } = waiting ?? {};
		expect((await send('countersign', { ...draft, hash })).status).toBe(422);
		const other = await aPublisher();
		expect((await other('countersign', { ...draft, hash })).status).toBe(303);
		expect(await secondSignatureRows(cms.parts)).toEqual([]);
	});

	test('a text that took the place of one published in an emergency asks for no second signature', async () => {
		await save(red);
		const send = await aPublisher();
		await send('sign', draft);
		await send('emergency', { ...draft, reason: '正在泄洪' });
		await cms.commit({ [path]: noticeText() });
		expect(await secondSignatureRows(cms.parts)).toEqual([]);
	});

	test('all of it is in the log', async () => {
		await save(red);
		const send = await aPublisher();
		await send('sign', draft);
		await send('emergency', { ...draft, reason: '正在泄洪' });
		const log = await (cms.parts.audit as AuditLog).list();
		expect(log.map(({ action }) => action)).toEqual([
			'draft.saved',
			'draft.signed',
			'entry.published-in-emergency',
		]);
	});
});
