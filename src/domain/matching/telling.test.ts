import { expect, test } from 'vitest';
import { hour } from '../time.ts';
import { isOfADay, isSameTelling, itemToJoin } from './telling.ts';

test.each([
	'今晚零点起全县封路',
	'明天停课',
	'下周一停电',
	'21点泄洪',
	'16号开学',
	'周六停电',
	'the dam breaks tonight',
])('“%s” is of the day on which it is told', (text) => {
	expect(isOfADay(text)).toBe(true);
});

test.each(['全县要停水三天', '3月5日21时停水', '自来水有毒', 'the water is poisoned'])(
	'“%s” holds on any day',
	(text) => {
		expect(isOfADay(text)).toBe(false);
	},
);

const told = { area: 'yunxi', at: 0 };

test.each([
	['another area', '自来水有毒', { area: 'shimen', at: 0 }],
	['another day', '今晚封路', { area: 'yunxi', at: 25 * hour }],
	['the next day, less than 24 hours later', '明天停水', { area: 'yunxi', at: 23 * hour }],
	['the next day', '三天后全县封路', { area: 'yunxi', at: 25 * hour }],
	['the next day', '过两天学校停课', { area: 'yunxi', at: 25 * hour }],
	['another weekend', '周末全县停水', { area: 'yunxi', at: 200 * hour }],
	['another day', 'schools close in 3 days', { area: 'yunxi', at: 200 * hour }],
	['another year', '今年中考取消', { area: 'yunxi', at: 366 * 24 * hour }],
])('the same words of %s are another telling', (_what, text, other) => {
	expect(isSameTelling(text, told, other)).toBe(false);
});

test.each([
	['no area', '自来水有毒', { at: 0 }],
	['the area around it', '自来水有毒', { area: 'yun', at: 0 }],
	['another day, when they speak of none', '自来水有毒', { area: 'yunxi', at: 4320 * hour }],
	['the same hours', '今晚封路', { area: 'yunxi', at: 15 * hour }],
])('the same words of %s are the same telling', (_what, text, other) => {
	expect(isSameTelling(text, told, other)).toBe(true);
});

test('the same words heard on the same day are one telling, whenever they were passed on', () => {
	const heard = { heardOn: '2026-03-01' };
	const late = { ...heard, at: 72 * hour };
	expect(isSameTelling('今晚封路', { ...heard, at: 0 }, late)).toBe(true);
});

const text = '自来水有毒';

test('the same words heard on two days are two tellings, however soon they came', () => {
	const [one, other] = [{ heardOn: '2026-11-28' }, { heardOn: '2026-11-29' }];
	expect(isSameTelling('明天停水', { ...one, at: 0 }, { ...other, at: hour })).toBe(false);
});

test('a text joins the item of its own area', () => {
	const earlier = [
		{ area: 'yunxi', item: 'a' },
		{ area: 'shimen', item: 'b' },
	];
	expect(itemToJoin(text, { area: 'yunxi' }, earlier)).toBe('a');
});

test('who names no area waits when the text belongs to an item in each of two', () => {
	const earlier = [
		{ area: 'yunxi', item: 'a' },
		{ area: 'shimen', item: 'b' },
	];
	expect(itemToJoin(text, {}, earlier)).toBeUndefined();
	expect(itemToJoin(text, {}, earlier.slice(0, 1))).toBe('a');
});

test('one that named no area opens an item to no other area', () => {
	const earlier = [{ area: 'yunxi', item: 'a' }, { item: 'a' }];
	expect(itemToJoin(text, { area: 'shimen' }, earlier)).toBeUndefined();
	expect(itemToJoin(text, { area: 'shimen' }, [{ item: 'a' }])).toBe('a');
});
