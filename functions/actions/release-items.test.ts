import { beforeEach, expect, test } from 'vitest';
import { noon, rumorText, settingsText, someSettings } from '../../tests/builders.ts';
import { anItem } from '../../tests/desk-builders.ts';
import { cmsForTests } from '../cms/cms-for-tests.ts';
import { itemEvidence } from '../store/item-evidence.ts';
import { items } from '../store/items.ts';
import { draftResponse } from './draft-response.ts';
import { releaseItems } from './release-items.ts';

const cms = await cmsForTests();
const desk = () => ({
	items: items(cms.db()),
	drafts: cms.parts.drafts,
	repository: cms.repository,
	now: noon,
});
const drafted = (now = noon) =>
	draftResponse(
		{
			...desk(),
			evidence: itemEvidence(cms.db()),
			audit: cms.parts.audit,
			settings: someSettings(),
			status: 'actual',
			by: { id: 'li', name: 'li', email: 'li@x.example' },
			now,
		},
		'i-1',
	);
const item = () => desk().items.get('i-1');

beforeEach(async () => {
	cms.parts = {
		...cms.parts,
		onThrownAway: (draft) => releaseItems(desk(), (ref) => ref === draft.ref),
	};
	await desk().items.add(anItem('i-1'));
});

test('an item whose draft was thrown away can be answered anew', async () => {
	await drafted();
	const slug = (await item())?.draftRef ?? '';
	const answer = await cms.publisher('deleteUnpublishedEntry', { collection: 'rumors', slug });
	expect(answer.status).toBe(200);
	expect((await item())?.draftRef).toBeUndefined();
	expect(await drafted(new Date(noon.getTime() + 60_000))).toMatchObject({ kind: 'drafted' });
});

test('an item keeps a response that is published, whatever becomes of a draft of it', async () => {
	await cms.commit({ 'rumors/r-1.zh-CN.md': rumorText() });
	await desk().items.change('i-1', 1, { draftRef: 'r-1', state: 'answered' });
	await releaseItems(desk(), () => true);
	expect(await item()).toMatchObject({ draftRef: 'r-1', state: 'answered' });
});

test('an item is open again when its published answer was taken off', async () => {
	await cms.commit({ 'settings/portal.yml': settingsText() });
	await desk().items.change('i-1', 1, { draftRef: 'r-1', state: 'answered', closedAt: noon });
	await releaseItems(desk(), () => true);
	const left = await item();
	expect(left).toMatchObject({ state: 'unstarted', reopenedAt: noon });
	expect([left?.draftRef, left?.closedAt]).toEqual([undefined, undefined]);
});

test('of two who begin an answer at once one is told, and no draft is left that nobody finds', async () => {
	const later = new Date(noon.getTime() + 1000);
	const outcomes = await Promise.all([drafted(), drafted(later)]);
	expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['conflict', 'drafted']);
	const [only, ...others] = await cms.parts.drafts.all();
	expect(others).toEqual([]);
	expect((await item())?.draftRef).toBe(only?.ref);
});
