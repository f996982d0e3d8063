import { expect, test } from 'vitest';
import type { DeskItem } from './api.ts';
import { findItems } from './find-items.ts';

function anItem(id: string, claim: string, changes: Partial<DeskItem> = {}): DeskItem {
	return {
		id,
		claim,
		state: 'unstarted',
		risk: 'low',
		harm: 1,
		spread: 1,
		version: 1,
		reports: 1,
		askers: 1,
		recentAskers: 1,
		firstSeenAt: '2026-03-14T04:00:00Z',
		due: {},
		...changes,
	};
}
const found = (items: readonly DeskItem[], text: string, most = 9) =>
	findItems(items, text, most).map(({ id }) => id);

test('an item is found by all words of its claim, in any order and form', () => {
	const items = [anItem('a', '云溪镇停水三天 WiFi也停'), anItem('b', '石门乡停水三天')];
	expect(found(items, '三天 云溪')).toEqual(['a']);
	expect(found(items, 'ｗｉｆｉ')).toEqual(['a']);
	expect(found(items, '停水')).toEqual(['a', 'b']);
});

test('an item is found by the title of what was published about it', () => {
	const response = { ref: 'r', title: '供水正常', state: 'answered' };
	expect(found([anItem('a', '停水三天', { response })], '供水')).toEqual(['a']);
});

test('open items stand before closed ones, and those that more people ask about before others', () => {
	const items = [
		anItem('closed', '停水', { state: 'answered', askers: 90 }),
		anItem('few', '停水'),
		anItem('many', '停水', { askers: 7 }),
	];
	expect(found(items, '停水')).toEqual(['many', 'few', 'closed']);
	expect(found(items, '停水', 1)).toEqual(['many']);
});

test('nothing is found before something is looked for', () => {
	expect(found([anItem('a', '停水')], '  ')).toEqual([]);
});
