import { expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { acting, anItem, aReport } from '../../tests/desk-builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { teachMatcher } from '../desk-matcher.ts';
import { storeAreas } from '../store/areas.ts';
import { openItem } from './group-report.ts';
import { mergeTwoItems } from './merge-items.ts';
import { undoLast } from './undo-desk-act.ts';

const store = freshSqlite();

/** A desk with two items and a report that waits. */
async function aDesk() {
	const areas = storeAreas(store());
	await areas.items.add(anItem('dam', { claim: '青石水库大坝裂了' }));
	await areas.items.add(anItem('ferry', { claim: '码头渡船停开了' }));
	await areas.reports.add(aReport('waits', { content: '超市的盐被抢光了' }));
	const matcher = await teachMatcher({ ...areas, areas: () => [] });
	const parts = {
		...areas,
		...matcher,
		work: areas.deskWork,
		log: areas.deskLog,
		contents: areas.bulkReports.contents,
		acting: acting('li', noon),
	};
	const liked = (text: string) => matcher.suggest(text).map(({ item }) => item);
	return { parts, liked };
}

const first = (id: string) => ({ id, version: 1 });

test('after a merge is taken back its claim is known of its own item alone', async () => {
	const { parts, liked } = await aDesk();
	expect(await mergeTwoItems(parts, first('dam'), first('ferry'))).toMatchObject({
		kind: 'merged',
	});
	expect(liked('青石水库大坝裂了')).toEqual(['dam', 'ferry']);
	await undoLast(parts);
	expect(liked('青石水库大坝裂了')).toEqual(['dam']);
	expect(liked('码头渡船停开了')).toEqual(['ferry']);
});

test('an item that is taken back is suggested no more', async () => {
	const { parts, liked } = await aDesk();
	await openItem(parts, 'waits', { claim: '盐没有了', harm: 2, spread: 2 });
	const [made = ''] = liked('盐没有了');
	expect(['dam', 'ferry']).not.toContain(made);
	await undoLast(parts);
	expect(liked('盐没有了，超市的盐被抢光了')).not.toContain(made);
});

test('a variant is not merged into what it is a variant of, either way', async () => {
	const { parts } = await aDesk();
	await openItem(parts, 'waits', { claim: '盐没有了', harm: 2, spread: 2, variantOf: 'dam' });
	const [variant] = (await parts.items.list(9)).filter(({ claim }) => claim === '盐没有了');
	const id = variant?.id ?? '';
	expect(await mergeTwoItems(parts, first(id), first('dam'))).toEqual({ kind: 'is-variant' });
	expect(await mergeTwoItems(parts, first('dam'), first(id))).toEqual({ kind: 'is-variant' });
});
