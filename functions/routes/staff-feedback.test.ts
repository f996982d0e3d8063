import { expect, test } from 'vitest';
import type { StaffFeedbackData } from '../../src/domain/answers.ts';
import { anItem, aReport } from '../../tests/desk-builders.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { items } from '../store/items.ts';
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
