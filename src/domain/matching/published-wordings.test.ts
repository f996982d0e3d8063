import { expect, test } from 'vitest';
import { atHour, noon } from '../../../tests/builders.ts';
import { claimOf } from './claim-text.ts';
import { answerAmong, answersByText } from './published-wordings.ts';
import { simplified } from './simplified.ts';

const lockdown = {
	item: 'i-1',
	title: '没有封城，可以进出',
	wordings: ['示例县零点封城，只进不出', '没有封城，可以进出', '示例县今晚要封城'],
	areas: ['999900'],
	heardAt: noon,
};
const said = (text: string) => ({ text, claim: claimOf(simplified(text)) ?? '' });
const answered = (text: string, telling = {}) =>
	answerAmong(
		answersByText([lockdown], () => []),
		said(text),
		{ at: noon.getTime(), ...telling },
	);

test.each([
	'示例县零点封城，只进不出',
	'听说示例县零点封城，只进不出，是真的吗？',
	'示例县今晚要封城',
])('“%s” is answered as it is published', (text) => {
	expect(answered(text)).toBe('i-1');
});

test('a text in Traditional characters is answered as it is published', () => {
	expect(answered('聽說示例縣零點封城，只進不出，是真的嗎？')).toBe('i-1');
});

test('the fact is not answered as a rumor', () => {
	expect(answered('没有封城，可以进出')).toBeUndefined();
});

test('what is said of 今晚 is not answered by what was published on another day', () => {
	expect(answered('示例县今晚要封城', { at: atHour(48).getTime() })).toBeUndefined();
});

test('what is told of a township is answered by what is said of its county, and not of another township', () => {
	expect(answered('示例县今晚要封城', { area: '999900101' })).toBe('i-1');
	const answers = answersByText([{ ...lockdown, areas: ['999900102'] }], () => []);
	expect(answerAmong(answers, said('示例县今晚要封城'), { area: '999900101' })).toBeUndefined();
});

test('a wording of two responses is answered by neither', () => {
	const answers = answersByText([lockdown, { ...lockdown, item: 'i-2' }], () => []);
	expect(answerAmong(answers, said('示例县今晚要封城'), { at: noon.getTime() })).toBeUndefined();
});
