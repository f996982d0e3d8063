import { expect, test } from 'vitest';
import { desksForTests, withReports } from '../../tests/a-desk.ts';
import { aReport } from '../../tests/desk-builders.ts';

const aDesk = desksForTests();
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

test('what was set aside is listed, last first, with the day on which it will be deleted', async () => {
	const desk = aDesk();
	await withReports(desk, 3);
	const li = desk.as('li');
	await li('/reports/r-2/state', { state: 'spam' });
	await li('/reports/r-1/state', { state: 'trashed' });
	const { body } = await li('/aside');
	expect(body.reports).toMatchObject([
		{ id: 'r-1', aside: 'trashed', deleteAfter: aReport('r-1').deleteAfter.toISOString() },
		{ id: 'r-2', aside: 'spam' },
	]);
	const { body: state } = await li('/state');
	expect([state.asideCount, ids(state.reports)]).toEqual([2, ['r-3']]);
});

test('what was set aside can be brought back long after, one or many at once', async () => {
	const desk = aDesk();
	await withReports(desk, 3);
	const li = desk.as('li');
	const spam = { act: 'spam', reports: ['r-1', 'r-2', 'r-3'] };
	await li('/bulk', { ...spam, shown: { reports: 3, items: 0 } });
	await li('/reports/r-1/state', { state: 'normal' });
	const back = { act: 'restore', reports: ['r-1', 'r-2', 'r-3'] };
	const { body: shown } = await li('/bulk/preview', back);
	expect(shown).toMatchObject({ reports: 2, items: 0, gone: 1 });
	expect((await li('/bulk', { ...back, shown })).status).toBe(200);
	expect(ids((await li('/state')).body.reports).sort()).toEqual(['r-1', 'r-2', 'r-3']);
	expect((await li('/aside')).body.reports).toEqual([]);
});

test('more than anybody reads at once is listed in pages, each report once', async () => {
	const desk = aDesk();
	await withReports(desk, 501);
	const reports = Array.from({ length: 501 }, (_, index) => `r-${index + 1}`);
	const li = desk.as('li');
	await li('/bulk', { act: 'spam', reports, shown: { reports: 501, items: 0 } });
	const { body: first } = await li('/aside');
	const { body: second } = await li(`/aside?${new URLSearchParams({ after: first.next })}`);
	expect(second).not.toHaveProperty('next');
	expect(new Set([...ids(first.reports), ...ids(second.reports)]).size).toBe(501);
});

test('calls for help go into an item when somebody has looked at each, and are left out else', async () => {
	const desk = aDesk();
	await withReports(desk, 0);
	for (const id of ['help-1', 'help-2', 'help-3'])
		await desk.areas.reports.add(aReport(id, { crisis: true, contentHash: undefined }));
	const li = desk.as('li');
	expect(ids((await li('/reports/help-1/suggestions')).body.map(asId))).toEqual(['i-1', 'i-2']);
	await li('/reports/help-1/group', { item: 'i-1' });
	const act = { act: 'group', item: 'i-1', reports: ['help-2', 'help-3'] };
	expect((await li('/bulk/preview', act)).body).toMatchObject({ reports: 0, crisis: 2 });
	const { body: shown } = await li('/bulk/preview', { ...act, calls: true });
	expect(shown).toMatchObject({ reports: 2, crisis: 0 });
	await li('/bulk', { ...act, calls: true, shown });
	expect(await desk.areas.reports.ofItem('i-1')).toHaveLength(3);
	expect((await li('/undo', {})).status).toBe(200);
	expect(ids((await li('/state')).body.reports).sort()).toEqual(['help-2', 'help-3']);
});

function asId({ item }: { readonly item: string }) {
	return { id: item };
}
