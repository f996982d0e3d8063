import { expect, test } from 'vitest';
import { anItem, aReport } from '../tests/desk-builders.ts';
import { freshSqlite } from '../tests/stores.ts';
import { teachMatcher } from './desk-matcher.ts';
import { suggestionsForReport } from './desk-suggestions.ts';
import { storeAreas } from './store/areas.ts';

const store = freshSqlite();

/** What a moderator is offered for a text, with these claims on the desk. */
async function offered(claims: Readonly<Record<string, string>>, content: string) {
	const areas = storeAreas(store());
	for (const [id, claim] of Object.entries(claims)) await areas.items.add(anItem(id, { claim }));
	const matcher = await teachMatcher({
		items: areas.items,
		reports: areas.reports,
		areas: () => [],
	});
	await areas.reports.add(aReport('r', { content }));
	const report = await areas.reports.get('r');
	if (!report) throw new Error('not stored');
	const found = await suggestionsForReport({ ...areas, matcher }, report);
	return found.map(({ item }) => item);
}

const claims = {
	dam: '青石水库大坝裂了，下游今晚全部要搬走',
	ferry: '码头渡船从明天起停开，要坐船的提前走',
	school: '全县小学下周一不上课，老师已经在群里说了',
};

test('a claim that a text is about is offered, and first', async () => {
	expect((await offered(claims, '听说青石水库大坝裂了，下游要搬走？'))[0]).toBe('dam');
});

test('nothing is offered for a text that shares a common word and no more', async () => {
	expect(await offered(claims, '超市的盐被抢光了，今晚还有没有货')).toEqual([]);
});
