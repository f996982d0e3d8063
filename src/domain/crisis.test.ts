import { expect, test } from 'vitest';
import { callsForHelp, speaksOfSuicide } from './crisis.ts';

test.each([
	'不想活了',
	'想\u200b死',
	'ｗａｎｔ　ｔｏ　ｄｉｅ',
	'吞了一瓶安眠药',
	'活够了',
	'我割了手腕',
	'站在楼顶要跳下去',
	'他拿刀追我',
	'吃老鼠药',
	'服药过量',
	'有人晕倒了',
	'休克了',
	'胸口疼得厉害',
	'孩子溺水了',
	'触电了',
	'煤气中毒',
	'爷爷中风了',
	'他打我',
	'孩子被打了',
	'快救命',
	'听说自来水厂被投毒，有人中毒了是真的吗',
	'她要上吊',
	'有人要跳桥',
	'割脉了',
	'寻短见',
	'想离开这个世界',
	'孩子没呼吸了',
	'我爸没气了',
	'喘不过气来了',
	'吐血',
	'羊水破了',
	'吃东西噎住了',
	'老人心梗',
	'他掐我脖子',
	'农药喝下去了',
	'喝了半瓶农药',
	'我把药全吃了',
	'有人被埋',
	'房子塌了压人',
	'我们被困在屋顶上',
	'不 想 活 了',
	'我想輕生',
	'要跳樓',
	'喝農藥',
	'爺爺沒有呼吸',
	'他觸電了',
	'he stopped breathing',
	'I can’t breathe',
	'she is choking',
	'My baby is not responding',
	'I want to kill my self',
	'chest pain',
	'he is hitting me',
	'Voglio morire',
	'mio marito mi picchia',
	'Il nonno non respira',
])('%s calls for help', (text) => {
	expect(callsForHelp(text)).toBe(true);
});

test.each([
	'请拨打我县12345热线核实',
	'大门被打开了',
	'孩子被打了疫苗',
	'救命稻草',
	'家里煤气罐没气了',
	'水压不够，压力太小',
	'农药化肥要涨价',
	'The website is not responding',
])('%s does not', (text) => {
	expect(callsForHelp(text)).toBe(false);
});

test('a question about a rumor does not', () => {
	expect(callsForHelp('今晚封城吗')).toBe(false);
	expect(callsForHelp('Stasera chiudono la città?')).toBe(false);
});

test.each([
	['他自杀身亡', true],
	['她结束了自己的生命', true],
	['died by suicide', true],
	['si è tolto la vita', true],
	['They took their own lives', true],
	['想找人说说', false],
	['死亡证明怎么办', false],
	['Save a life', false],
	['发生自杀式袭击，请远离广场', false],
	['A suicide bombing in the square', false],
])('%s speaks of suicide: %s', (text, expected) => {
	expect(speaksOfSuicide(text)).toBe(expected);
});
