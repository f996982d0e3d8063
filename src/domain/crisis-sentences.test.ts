import { Converter } from 'opencc-js/cn2t';
import { describe, expect, test } from 'vitest';
import { learnFromLists, sentencesOf } from '../../tests/learn-calls.ts';
import { callsForHelp } from './crisis.ts';
import { isLikeACall } from './crisis-likeness.ts';
import { bias, weights } from './crisis-weights.ts';

describe('a call for help is heard', () => {
	test.each(sentencesOf('calls'))('%s', (text) => {
		expect(callsForHelp(text)).toBe(true);
	});
});

describe('who asks, complains, jokes or spreads a rumor does not call for help', () => {
	test.each(sentencesOf('quiet'))('%s', (text) => {
		expect(callsForHelp(text)).toBe(false);
	});
});

test('of sentences that nobody had seen when the rules were made, three of four calls are heard, and one in eight others taken for one', () => {
	const [calls, others] = [sentencesOf('held-out-calls'), sentencesOf('held-out-quiet')];
	expect(calls.filter(callsForHelp).length / calls.length).toBeGreaterThanOrEqual(0.75);
	expect(others.filter(callsForHelp).length / others.length).toBeLessThanOrEqual(0.125);
});

test('what is weighed is what the lists teach', () => {
	expect({ bias, weights }).toEqual(learnFromLists());
});

test('of a long text each sentence is looked at', () => {
	const story = '县城的超市今天上午开门，货架上什么都有，请大家不要抢购。'.repeat(12);
	expect(callsForHelp(story)).toBe(false);
	const alike = '他在门口，我把柜子推过去顶住了';
	expect(isLikeACall(alike)).toBe(true);
	expect(callsForHelp(`${story}${alike}。${story}`)).toBe(true);
});

test('nothing that was learned of English is used for Italian', () => {
	expect(callsForHelp('I vaccini fanno male? Me lo ha detto mia zia')).toBe(false);
	expect(callsForHelp('È vero che i supermercati chiudono e no, io non ci credo')).toBe(false);
});

test('a call in traditional characters is heard as one in simplified ones', () => {
	const traditional = Converter({ from: 'cn', to: 'tw' });
	const calls = [
		'遗书写好了',
		'从楼顶跳下去',
		'老公打断了我的腿',
		'孩子触电了叫不醒',
		'车里有人出不来，水淹上来了',
	];
	expect(calls.filter((text) => !callsForHelp(traditional(text)))).toEqual([]);
});

test.each(['听说有人中毒了，是真的吗', '听说有人跳楼是真的吗', '他说杀人了，是不是谣言'])(
	'who hears that somebody else is in danger may be beside them: %s',
	(text) => {
		expect(callsForHelp(text)).toBe(true);
	},
);
