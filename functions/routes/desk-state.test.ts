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

test('an item tells how often its answer was found by who was about to ask', async () => {
	const desk = aDesk();
	await withReports(desk, 0);
	const found = { item: 'i-1', language: 'zh-CN' } as const;
	for (const day of ['2026-03-13', '2026-03-14', '2026-03-14'])
		await desk.areas.doorAnswers.count({ ...found, day });
	expect((await desk.as('li')('/items/i-1')).body.foundAtDoor).toBe(3);
	expect((await desk.as('li')('/items/i-2')).body.foundAtDoor).toBe(0);
});
