import { expect, test } from 'vitest';
import type {
	DraftRow,
	SecondSignatureRow,
	Signer,
	StaffPageData,
} from '../src/domain/staff-answers.ts';
import { noon } from './builders.ts';
import { staffHome } from './staff-home.ts';

const zhou: Signer = { id: 'a1', name: '周主任' };
const lin: Signer = { id: 'a2', name: '林主任' };

/** What the staff page shows a publisher. */
function shownTo(me: Signer, rows: Partial<StaffPageData>): Promise<string> {
	return staffHome({ ...me, roles: ['publisher'] }, rows);
}

const red: DraftRow = {
	collection: 'notices',
	ref: 'a',
	title: '水库泄洪红色预警',
	status: 'pending_publish',
	version: 4,
	author: zhou.name,
	savedAt: noon.toISOString(),
	preview: '/preview/x/',
	signedBy: [zhou],
	needed: 2,
	notes: [],
};

const emergency: SecondSignatureRow = {
	collection: 'notices',
	ref: 'a',
	hash: 'h',
	title: '水库泄洪红色预警',
	path: '/notices/a/',
	by: zhou,
	reason: '水库即将泄洪',
	at: noon.toISOString(),
	due: noon.toISOString(),
	overdue: false,
};

const waits = '还要另一位签发人签';

test('who has signed is told that another must, and is not asked to sign again', async () => {
	const hers = await shownTo(zhou, { drafts: [red] });
	expect(hers).toContain(waits);
	expect(hers).not.toContain('/drafts/sign"');
	expect(hers).toContain('/drafts/emergency"');
	const his = await shownTo(lin, { drafts: [red] });
	expect(his).not.toContain(waits);
	expect(his).toContain('/drafts/sign"');
});

test('what has its signatures is published by anybody of them', async () => {
	const signed = { ...red, signedBy: [zhou, lin] };
	expect(await shownTo(zhou, { drafts: [signed] })).toContain('/drafts/publish"');
});

test('who published alone in an emergency is not asked for the second signature', async () => {
	const hers = await shownTo(zhou, { secondSignatures: [emergency] });
	expect(hers).toContain('水库即将泄洪');
	expect(hers).toContain(waits);
	expect(hers).not.toContain('/drafts/countersign"');
	expect(await shownTo(lin, { secondSignatures: [emergency] })).toContain('/drafts/countersign"');
});
