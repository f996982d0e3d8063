import { expect, test } from 'vitest';
import { Matcher } from './matcher.ts';

function aMatcher(): Matcher {
	const matcher = new Matcher({ slotBits: 12 });
	matcher.add('lockdown', '今晚零点全县封城，超市都要关门');
	matcher.add('garlic', '大蒜泡白酒能预防新型肺炎');
	matcher.add('water', '全县从明天开始停水三天，大家赶快存水');
	return matcher;
}

function bestOf(matcher: Matcher, text: string): string | undefined {
	return matcher.suggest(text)[0]?.item;
}

test('a shortened and reordered copy finds its item first', () => {
	expect(bestOf(aMatcher(), '听说超市关门，零点要封城')).toBe('lockdown');
});

test('a two-character Chinese word is enough to be offered', () => {
	expect(bestOf(aMatcher(), '停水')).toBe('water');
});

test('English words find their item in any form', () => {
	const matcher = aMatcher();
	matcher.add('school', 'All schools are closing until summer');
	expect(bestOf(matcher, 'is the school closed?')).toBe('school');
});

test('a text in Traditional Chinese finds its item when it is simplified', () => {
	const simplify = (text: string) => text.replace('縣', '县').replace('開', '开');
	const matcher = new Matcher({ slotBits: 12, simplify });
	matcher.add('opening', '全县开学');
	expect(bestOf(matcher, '全縣開學')).toBe('opening');
});

test('a confirmed wording teaches the matcher', () => {
	const matcher = aMatcher();
	expect(matcher.suggest('自来水要断供')[0]?.score ?? 0).toBeLessThan(0.3);
	matcher.add('water', '自来水公司说要断供');
	expect(bestOf(matcher, '自来水要断供')).toBe('water');
});

test('a wording that is taken back teaches no longer', () => {
	const matcher = aMatcher();
	matcher.add('garlic', '自来水公司说要断供');
	matcher.remove('garlic', '自来水公司说要断供');
	expect(bestOf(matcher, '自来水公司')).not.toBe('garlic');
	expect(bestOf(matcher, '大蒜')).toBe('garlic');
});

test('an item whose only wording was taken back is not offered', () => {
	const matcher = aMatcher();
	matcher.remove('garlic', '大蒜泡白酒能预防新型肺炎');
	expect(bestOf(matcher, '大蒜泡白酒')).toBeUndefined();
});

test('two wordings together are found by a text that has half of each', () => {
	const matcher = aMatcher();
	matcher.add('vaccine', '云溪镇有人打针倒下');
	matcher.add('vaccine', '疫苗害死老人家属在闹');
	matcher.add('protest', '家属在闹医院收费');
	expect(bestOf(matcher, '云溪镇打针害死老人')).toBe('vaccine');
});

test('a claim that many put in the same words stays easy to find', () => {
	const matcher = aMatcher();
	for (let time = 0; time < 200; time += 1) matcher.add('lockdown', `今晚封城第${time}遍`);
	expect(bestOf(matcher, '要封城')).toBe('lockdown');
});

test('the wording that comes with a suggestion is the one most alike', () => {
	const matcher = aMatcher();
	matcher.add('water', '自来水公司说要断供');
	expect(matcher.suggest('自来水断供')[0]?.wording).toBe('自来水公司说要断供');
});

test('nothing in common is nothing to suggest', () => {
	expect(aMatcher().suggest('hello')).toEqual([]);
});

test('among thousands of items the one that is asked about comes first', () => {
	const matcher = new Matcher();
	for (let item = 0; item < 3000; item += 1)
		matcher.add(`item-${item}`, `第${item}村${item * 7}号通知：今晚停水，明天来水，请相互转告`);
	expect(bestOf(matcher, '第1234村今晚停水吗')).toBe('item-1234');
});
