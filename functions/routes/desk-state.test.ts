import { expect, test } from 'vitest';
import { desksForTests, withReports } from '../../tests/a-desk.ts';
import { aReport } from '../../tests/desk-builders.ts';

const aDesk = desksForTests();

test('a report is listed with its screenshot and with how it was sent, waiting and in its item', async () => {
	const desk = aDesk();
	await withReports(desk, 0);
	const sent = { image: 'a-picture', standing: 'suspect' } as const;
	await desk.areas.reports.add(aReport('r-1', sent));
	const li = desk.as('li');
	expect((await li('/state')).body.reports).toMatchObject([{ id: 'r-1', ...sent }]);
	await li('/reports/r-1/group', { item: 'i-1' });
	expect((await li('/items/i-1')).body.reports).toMatchObject([{ id: 'r-1', ...sent }]);
});
