import { expect, test } from 'vitest';
import { answerFinder, type PublishedAnswer } from './published-answers.ts';

const anAnswer = (ref: string, ...wordings: string[]): PublishedAnswer => ({
	ref,
	title: ref,
	path: `/rumors/${ref}/`,
	word: '不实',
	wordings,
});

const areas = {
	'999900': ['示例县'],
	'999900102': ['云溪镇', 'Yunxi Town'],
	'999900201': ['石门乡', 'Shimen Township'],
};
const find = answerFinder({
	areas,
	answers: [
		anAnswer('water', '全县从明天开始停水三天', '供水正常'),
		anAnswer('road', '今晚零点全县封城，高速口都要堵上'),
		anAnswer('vinegar', 'Vinegar in the air kills the virus'),
		{ ...anAnswer('dam', '大坝要垮了，赶快上山'), areas: ['999900102'] },
		anAnswer('bus', '石门乡的班车停了'),
	],
});
const refs = (text: string) => find(text).map(({ ref }) => ref);

test('what is answered already is found in other words', () => {
	expect(refs('听说自来水要停三天')[0]).toBe('water');
	expect(refs('does vinegar kill the virus?')[0]).toBe('vinegar');
});

test('what nobody has answered finds nothing', () => {
	expect(refs('学校食堂换老板')).toEqual([]);
});

test.each([
	'杭州今晚零点封城，高速口都要堵上',
	'今晚零点不会封城，高速口都要堵上',
	'全县从明天开始停水五天',
])('“%s” needs another answer than the one that is published', (text) => {
	expect(refs(text)).toEqual([]);
});

test.each([
	['石门乡大坝要垮了，赶快上山', 'dam'],
	['听说石门的大坝要垮了', 'dam'],
	['The Shimen Township大坝要垮了', 'dam'],
	['云溪镇的班车停了', 'bus'],
])('“%s” is not answered by what is published for another township', (text, ref) => {
	expect(refs(text)).not.toContain(ref);
});

test.each([
	['云溪大坝要垮了', 'dam'],
	['示例县大坝要垮了', 'dam'],
	['大坝要垮了吗', 'dam'],
	['石门的班车停了吗', 'bus'],
	['示例县今晚零点封城', 'road'],
])('“%s” is answered by what is published for its own area', (text, ref) => {
	expect(refs(text)[0]).toBe(ref);
});

test('the first characters find nothing yet', () => {
	expect(refs('停水')).toEqual([]);
});
