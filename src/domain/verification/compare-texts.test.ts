import { describe, expect, test } from 'vitest';
import { compareTexts, isTooLong } from './compare-texts.ts';

const chinese = `云溪镇河水上涨，请到高处去
请在18:00前转移到镇中学；请带上身份证。
请不要喝自来水。
发布
示例县应急管理局
核对码 K7MX3R`;
const english = 'The river is rising. Please do not drink tap water!';
const authentic = [chinese, english];
const kinds = (pasted: string) => compareTexts(pasted, authentic).map(({ kind }) => kind);

test.each([
	['as it was published', chinese],
	['in one line', chinese.replaceAll('\n', '')],
	['with other white space and widths', '请 在 １８：００ 前转移到镇中学;请带上身份证'],
	['with a line broken by the channel', '请在18:00前转\n移到镇中学；'],
	['in part', '请不要喝自来水'],
	['in another language and case', 'THE RIVER IS RISING.  please do not drink tap water'],
	['with its label on one line', '发布：示例县应急管理局'],
])('the notice %s is its own', (_, pasted) => {
	expect(new Set(kinds(pasted))).toEqual(new Set(['own']));
});

test('a changed hour is found, and shown beside the original', () => {
	const [sentence] = compareTexts('请在20:00前转移到镇中学；', authentic);
	expect(sentence).toMatchObject({ kind: 'altered', original: '请在18:00前转移到镇中学；' });
	expect(sentence?.parts.filter(({ isOwn }) => !isOwn)).toEqual([{ text: '20:00', isOwn: false }]);
});

test('a sentence that lost its "do not" is not the notice’s own', () => {
	const [sentence] = compareTexts('喝自来水。', authentic);
	expect(sentence).toMatchObject({ kind: 'altered', original: '请不要喝自来水。' });
});

test('1800 is not 18:00', () => {
	expect(kinds('请在1800前转移到镇中学；')).toEqual(['altered']);
});

describe('a changed number is found', () => {
	const original =
		'体温<37.3℃可以上学。\n隔离3-5天。\n每次1/2片。\n降到-5℃。\n优惠50%。\n8:00—10:00停水。';
	const kind = (pasted: string) => compareTexts(pasted, [original]).map((each) => each.kind);

	test.each(['体温>37.3℃可以上学', '隔离35天', '每次12片', '降到5℃', '优惠50', '8:00停水'])(
		'in "%s"',
		(pasted) => {
			expect(kind(pasted)).toEqual(['altered']);
		},
	);

	test.each(['体温 ＜ 37.3 ℃可以上学', '隔离3—5天', '隔离3至5天', '8：00-10：00停水'])(
		'and none where "%s" says the same in other signs',
		(pasted) => {
			expect(kind(pasted)).toEqual(['own']);
		},
	);
});

test('a telephone number is the same with and without its hyphen', () => {
	for (const number of ['00005550120', '0000－5550120', '0000 5550120'])
		expect(compareTexts(`请打${number}`, ['请打0000-5550120']).map(({ kind }) => kind)).toEqual([
			'own',
		]);
});

test('marks before a text and numbers of a list are no part of its sentences', () => {
	expect(kinds('【已撤回】请不要喝自来水。')).toEqual(['foreign', 'own']);
	expect(kinds('1. 请不要喝自来水。\n（2）请带上身份证\n③请不要喝自来水')).toEqual([
		'own',
		'own',
		'own',
	]);
});

test('what was not looked at to its end is known to be too long', () => {
	expect(isTooLong('请不要喝自来水。'.repeat(401))).toBe(true);
	expect(isTooLong('长'.repeat(60_001))).toBe(true);
	expect(isTooLong(chinese)).toBe(false);
});

test('an added sentence is foreign, and the others stay own', () => {
	expect(kinds('请不要喝自来水。\n快去超市抢购大米！\n请带上身份证。')).toEqual([
		'own',
		'foreign',
		'own',
	]);
});

test('the parts of a sentence are together the sentence', () => {
	const pasted = '请在２０：００前，马上转移到镇小学；';
	const [sentence] = compareTexts(pasted, authentic);
	expect(sentence?.parts.map(({ text }) => text).join('')).toBe(pasted);
});

test.each([
	['markup', '<script>alert(1)</script>'.repeat(200)],
	['a hundred thousand characters', '请在20:00前转移到镇中学'.repeat(8_000)],
	['a hundred thousand sentences', '请转移到镇小学。'.repeat(12_000)],
	['marks that turn the writing round', '\u202e请不要喝自来水\u202c。'],
	['nothing but punctuation', '。，！？'.repeat(1_000)],
])('%s is compared in good time', (_, pasted) => {
	expect(compareTexts(pasted, authentic).length).toBeLessThanOrEqual(400);
});

test('marks that turn the writing round do not hide a change', () => {
	expect(kinds('\u202e请不要喝自来水\u202c。')).toEqual(['own']);
	expect(kinds('请\u202e要喝自来水。')).toEqual(['altered']);
});
