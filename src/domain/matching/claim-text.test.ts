import { expect, test } from 'vitest';
import { claimOf, linksOf, normalizeClaim, withoutAsides } from './claim-text.ts';

test('width, case, links and punctuation do not make another text', () => {
	expect(normalizeClaim('ＡＢＣ！！封城…… https://a.example/x')).toBe(normalizeClaim('abc 封城'));
});

test('what stands right behind a link is still read', () => {
	expect(normalizeClaim('https://a.example/x今晚封城')).toBe('今晚封城');
});

test.each([
	'',
	'❌❌❌',
	'？！',
	'真的吗',
	'请问这是真的吗？',
	'网传，求证！',
	'真的假的',
	'is this true?',
	'https://a.example/x',
	'大家看看这个 a.example/x',
	'通知大家注意@所有人',
])('“%s” says too little to be one claim with another', (text) => {
	expect(claimOf(text)).toBeUndefined();
});

test('a sentence is one claim with its copies', () => {
	expect(claimOf('今晚１２点封城！')).toBe(claimOf('今晚12点封城'));
});

const siege = '今晚零点全县封城，高速口和国道都要堵上，只进不出，大家快囤货';

test.each([
	[
		'各位业主请注意以下重要消息请大家互相转告谢谢配合@所有人：明天全县封城三天',
		'各位业主请注意以下重要消息请大家互相转告谢谢配合@所有人：自来水厂投毒不能喝',
	],
	[`${siege}@云溪镇政府`, `${siege}@三岔镇政府`],
	[`${siege}https://county.example/a`, `${siege}https://evil.example/a`],
	[`${siege} https://county.example`, `${siege} https://evil.example`],
	[`${siege} https://a.example/app/#/p?id=1`, `${siege} https://a.example/app/#/p?id=2`],
	['血氧<90才收治', '血氧>90才收治'],
	['死亡率是5%', '死亡率是5‰'],
	['每人罚款¥100', '每人罚款$100'],
	['全县停水3.5天', '全县停水3-5天'],
	['气温降到-5度', '气温降到5度'],
	['打死了老人👍', '打死了老人👎'],
	['转发罚款五百元', '罚款五百元'],
	['病毒扩散到云溪', '病毒到云溪'],
	['医院需求证明才收治', '医院需明才收治'],
	['停水是真的', '停水是假的'],
	['No, water will be cut off in Yunxi', 'No water will be cut off in Yunxi'],
	['县医院说不会停诊、停药', '县医院说不会停诊，停药'],
	['这批疫苗不是真的吗', '这批疫苗不'],
	['听说考试取消了', '考试取消了'],
	['化工厂漏出毒气，扩散', '化工厂漏出毒气'],
	['fwd the money to the village head', 'the money to the village head'],
])('%s is another text than %s', (one, other) => {
	expect(claimOf(one)).toBeDefined();
	expect(claimOf(one)).not.toBe(claimOf(other));
});

test.each([
	'听说今晚零点封城',
	'今晚零点封城，是真的吗？',
	'请问网传今晚零点封城，求证！',
	'【紧急通知】今晚零点封城',
	'今晚零点封城 这是真的假的',
	'今晚零点封城，扩散！',
	'fwd：今晚零点封城',
])('“%s” asks about the claim that 今晚零点封城 is', (text) => {
	expect(claimOf(text)).toBe(claimOf('今晚零点封城'));
});

test.each(['听说，今晚不停水，是真的吗？', '今晚不停水！！', '【通知】今晚不停水。求证'])(
	'“%s” asks about the claim that 今晚不停水 is',
	(text) => {
		expect(claimOf(text)).toBe(claimOf('今晚不停水'));
	},
);

test.each([
	['药店卖的口罩是真的吗', '药店卖的口罩'],
	['请问药店卖的口罩，真的假的？', '药店卖的口罩'],
	['县医院打的疫苗靠谱吗', '县医院打的疫苗'],
	['这款口罩是真的吗', '这款口罩'],
	['药店卖的口罩是真的吗', '药店卖的口罩是假的'],
])('“%s” asks whether a thing is genuine, and is another text than “%s”', (asked, thing) => {
	expect(claimOf(asked)).not.toBe(claimOf(thing));
});

test('who asks whether a thing is genuine asks one question, in whatever words', () => {
	expect(claimOf('听说药店卖的口罩，真的假的？')).toBe(claimOf('药店卖的口罩是真的吗'));
});

test.each([
	['县里的学校停课了，是真的吗', '县里的学校停课了'],
	['隔壁村的牛都死了真的假的', '隔壁村的牛都死了'],
	['自来水是有毒的，是真的吗', '自来水是有毒的'],
	['药店卖的口罩不合格是真的吗', '药店卖的口罩不合格'],
	['这个药店关门了是真的吗', '这个药店关门了'],
])('“%s” asks about the claim “%s”', (asked, claim) => {
	expect(claimOf(asked)).toBe(claimOf(claim));
});

test('a long text is one claim with its copies that point at the same page', () => {
	expect(claimOf(`${siege} https://a.example/x?from=timeline`)).toBe(
		claimOf(`${siege}http://www.a.example/x/`),
	);
});

test('a mention ends where what is said begins', () => {
	expect(normalizeClaim('谢谢配合@所有人：明天封城')).toBe('谢谢配合 明天封城');
	expect(normalizeClaim('@所有人明天封城')).toBe('明天封城');
	expect(normalizeClaim('@王小明 明天封城')).toBe('明天封城');
});

test('pages of one application are told apart', () => {
	expect(
		linksOf('https://a.example/app/#/detail?id=1 https://a.example/app/#/detail?id=2'),
	).toEqual(['a.example/app#/detail?id=1', 'a.example/app#/detail?id=2']);
});

test('what is said around a claim is no part of it', () => {
	expect(withoutAsides(normalizeClaim('听说今晚封城，是真的吗？'))).toBe('今晚封城');
});

test('a text of nothing but asides keeps them', () => {
	expect(withoutAsides(normalizeClaim('是真的吗'))).toBe('是真的吗');
});

test('a page has one form, however it was passed on', () => {
	const forms = [
		'http://www.a.example/p/1?utm_source=wx&id=7#top',
		'https://a.example/p/1/?id=7&from=timeline',
		'看看https://a.example/p/1?id=7。',
	];
	expect(forms.flatMap((text) => linksOf(text))).toEqual(Array(3).fill('a.example/p/1?id=7'));
});

test.each([
	['https://pan.example/link?shareid=1001&uk=5', 'https://pan.example/link?shareid=2002&uk=5'],
	['https://v.example/list#video1', 'https://v.example/list#video2'],
])('%s is another page than %s', (one, other) => {
	expect(linksOf(one)).not.toEqual(linksOf(other));
});

test('everybody points at front pages: they are no page', () => {
	expect(linksOf('https://weibo.example/ 和 https://a.example')).toEqual([]);
});
