import { expect, test } from 'vitest';
import { answerFinder, type PublishedAnswer } from './published-answers.ts';

const anAnswer = (ref: string, ...wordings: string[]): PublishedAnswer => ({
	ref,
	title: ref,
	path: `/rumors/${ref}/`,
	word: '不实',
	wordings,
});

const find = answerFinder([
	anAnswer('water', '全县从明天开始停水三天', '供水正常'),
	anAnswer('road', '今晚零点全县封城，高速口都要堵上'),
	anAnswer('vinegar', 'Vinegar in the air kills the virus'),
]);
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

test('the first characters find nothing yet', () => {
	expect(refs('停水')).toEqual([]);
});
