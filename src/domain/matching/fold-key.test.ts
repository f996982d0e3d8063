import { describe, expect, test } from 'vitest';
import { foldKey } from './fold-key.ts';

test.each([
	['今晚零点全县封城', '听说今晚零点要全县封城了，是真的吗？'],
	['云溪镇停水三天', '请问云溪镇会不会停水3天啊，急急急！'],
	['学校停课到暑假，中考推迟', '您好，学校要停课到暑假、中考也推迟了吗'],
	['县医院停诊', '群里都在传，县医院停诊！！谢谢大家'],
	['超市明天就关门', '超市明天关门'],
	['The bridge is closed today', 'Hello, is it true that the bridge is closed today?'],
])('“%s” and “%s” are one line', (one, other) => {
	expect(foldKey(one)).toBeDefined();
	expect(foldKey(other)).toBe(foldKey(one));
});

describe('another line is', () => {
	test.each([
		['云溪镇停水三天', '石门乡停水三天'],
		['云溪镇停水三天', '停水三天就好了'],
		['云溪镇停水三天', '云溪镇停水两天'],
		['3月6日开学', '3月9日开学'],
		['明天全县停课', '后天全县停课'],
		['今晚封城', '今晚不封城'],
		['今晚不会封城', '今晚会不会封城'],
		['县医院要停诊', '县医院不要停诊'],
		['停水是真的', '停水是假的'],
		['从云溪到松坪不通车', '从松坪到云溪不通车'],
		['甲村打了乙村的人', '乙村打了甲村的人'],
		['血氧<90才收治', '血氧>90才收治'],
		['喝酒能杀病毒', '喝醋能杀病毒'],
		['请问题库里的答案对', '请答案库里的问题对'],
		['高三还款延期', '高三款延期'],
		['药店卖的口罩', '药店卖的口罩是真的吗'],
	])('“%s” than “%s”', (one, other) => {
		expect(foldKey(one)).not.toBe(foldKey(other));
	});
});

test('two texts whose addresses were taken out are two lines: they may be about two houses', () => {
	expect(foldKey('沙湾镇某户有人确诊要封')).toBeDefined();
	expect(foldKey('沙湾镇〔住址〕有人确诊要封')).toBeUndefined();
});

test.each(['真的吗', '请问这是真的吗？', '❌❌❌', '大家看看这个 a.example/x'])(
	'“%s” says too little to stand with another',
	(text) => {
		expect(foldKey(text)).toBeUndefined();
	},
);
