import { expect, test } from 'vitest';
import { anItem, aReport } from '../tests/desk-builders.ts';
import { freshSqlite } from '../tests/stores.ts';
import { teachMatcher } from './desk-matcher.ts';
import { suggestionsForReport } from './desk-suggestions.ts';
import { storeAreas } from './store/areas.ts';
import type { NewReport } from './store/reports.ts';

const store = freshSqlite();
const settings = () => ({ areas: [] });

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
	const found = await suggestionsForReport({ ...areas, matcher, settings }, report);
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

/** What a moderator is offered for a report, where another is in an item. */
async function offeredBeside(known: Partial<NewReport>, report: Partial<NewReport>) {
	const areas = storeAreas(store());
	await areas.items.add(anItem('i-1', { claim: known.content ?? '' }));
	await areas.reports.add(aReport('known', known));
	await areas.reports.group('known', 'i-1');
	await areas.reports.add(aReport('r', report));
	const matcher = await teachMatcher({ ...areas, areas: () => ['云溪镇'] });
	const found = await areas.reports.get('r');
	if (!found) throw new Error('not stored');
	return suggestionsForReport({ ...areas, matcher, settings }, found);
}

test('the same words of another area are offered with the areas', async () => {
	const same = { content: '自来水有毒', contentHash: 'same' };
	const [first] = await offeredBeside({ ...same, area: 'yunxi' }, { ...same, area: 'shimen' });
	expect(first?.differences).toEqual([{ kind: 'place', ours: 'shimen', theirs: 'yunxi' }]);
});

test('an item that has the same page is offered, however unlike the words', async () => {
	const linkHashes = ['page'];
	const [first] = await offeredBeside(
		{ content: '要停水了吗', linkHashes },
		{ content: '恢复供应', linkHashes },
	);
	expect(first).toMatchObject({ item: 'i-1', score: 0.6 });
});

test.each([
	['自来水有毒，别喝', '自来水有毒', true],
	['云溪镇自来水有毒', '自来水有毒', false],
	['今天有人说水塔坏了', '自来水有毒', false],
	['女童昨天在县城走失，家里人都在找', '男童昨天在县城走失，家里人都在找', false],
	['全县学校停课', '全县学校停课到月底', false],
])('one key may take “%s” into “%s”: %s', async (content, known, oneKey) => {
	const offers = await offeredBeside({ content: known }, { content });
	expect(offers.some((each) => each.oneKey)).toBe(oneKey);
});
