import { expect, test } from 'vitest';
import type { StaffFeedbackData } from '../../src/domain/answers.ts';
import { toDay } from '../../src/domain/time.ts';
import { anItem, aReport } from '../../tests/desk-builders.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { items } from '../store/items.ts';
import { readerFeedback } from '../store/reader-feedback.ts';
import { reports } from '../store/reports.ts';

const store = freshSqlite();

const secretText = '我妈说今晚封城，我很害怕';

/** Two people asked about a lockdown, one about water, lately; the claim about water is answered on a page. */
async function aDesk() {
	const now = new Date();
	const known = items(store().db);
	const all = reports(store().db);
	await known.add(anItem('lockdown', { claim: '全县封城', firstSeenAt: now }));
	await known.add(
		anItem('water', { claim: '停水', firstSeenAt: now, state: 'answered', closedAt: now }),
	);
	const asked = [
		['a', 'lockdown'],
		['b', 'lockdown'],
		['c', 'water'],
	] as const;
	for (const [id, item] of asked) {
		await all.add(aReport(id, { content: `${secretText} ${id}`, receivedAt: now }));
		await all.group(id, item);
	}
}

async function anEditor() {
	const response = {
		item: 'water',
		ref: 'water-stays',
		title: '供水正常',
		wordings: [],
		state: 'answered',
		verdict: 'false',
		corrections: 0,
		heardAt: new Date(),
	} as const;
	const editor = await aPerson({ ...staffParts(store()), responses: () => [response] }, ['editor']);
	await editor.signIn();
	return editor;
}

test('what people ask and no page answers is listed in the moderators’ words', async () => {
	await aDesk();
	const editor = await anEditor();
	const { data } = await editor.shown(await editor.get('/staff/feedback/'));
	expect((data as StaffFeedbackData).asked).toEqual([
		{ claim: '全县封城', reason: 'unanswered', askers: 2 },
	]);
});

test('the rumor log has each claim with its verdict and page, and nothing that a resident wrote', async () => {
	await aDesk();
	const editor = await anEditor();
	const answer = await editor.get('/staff/feedback/rumor-log.csv');
	const text = await answer.text();
	expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
	expect(text.split('\r\n')).toHaveLength(4);
	expect(text).toContain('"停水"');
	expect(text).toContain('http://localhost:4321/rumors/water-stays/');
	expect(text).not.toContain(secretText);
});

test('the log is for those who may read the desk', async () => {
	const admin = await aPerson(staffParts(store()), ['admin']);
	expect((await admin.get('/staff/feedback/rumor-log.csv')).status).toBe(303);
	await admin.signIn();
	expect((await admin.get('/staff/feedback/rumor-log.csv')).status).toBe(403);
});

const path = '/staff/feedback/';

async function aGap(id: string, text: string) {
	const day = toDay(new Date());
	await readerFeedback(store().db).addGap({ id, day, path: '/guides/flood-plan/', text });
}

test('what a reader missed is marked as dealt with, with a note and by whom, and the rate tells', async () => {
	await aGap('g-1', '没有写时间');
	await aGap('g-2', '没有写地点');
	const editor = await anEditor();
	const form = { gap: 'g-1', state: 'handled', note: '已补上时间' };
	expect((await editor.post(path, form)).status).toBe(303);
	const { data } = await editor.shown(await editor.get(path));
	const { gaps, rate } = data as StaffFeedbackData;
	expect(rate).toEqual({ all: 2, handled: 1 });
	expect(gaps.find(({ id }) => id === 'g-1')?.handling).toMatchObject({
		state: 'handled',
		note: '已补上时间',
		by: editor.staff.name,
	});
	expect(gaps.find(({ id }) => id === 'g-2')?.handling).toBeUndefined();
});

test('a note that is too long is refused and comes back as it was typed', async () => {
	await aGap('g-1', '没有写时间');
	const editor = await anEditor();
	const note = '长'.repeat(201);
	const answer = await editor.post(path, { gap: 'g-1', state: 'handled', note });
	expect(answer.status).toBe(422);
	const { problems, values } = await editor.shown(answer);
	expect(problems).toMatchObject([{ code: 'too-long', field: 'note-g-1' }]);
	expect(values).toMatchObject({ gap: 'g-1', note });
});

test('a member of staff says for which body they read, one that the county has', async () => {
	const editor = await anEditor();
	expect((await editor.post(path, { verb: 'body', body: 'nobody' })).status).toBe(422);
	expect((await editor.post(path, { verb: 'body', body: 'cdc' })).status).toBe(303);
	const { data } = await editor.shown(await editor.get(path));
	expect(data).toMatchObject({ body: 'cdc' });
});
