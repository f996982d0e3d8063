import { describe, expect, test } from 'vitest';
import { redact } from './redact.ts';

describe('what identifies a person is taken out', () => {
	test.each([
		['打13812345678问', '打〔电话〕问'],
		['+86 138-1234-5678', '〔电话〕'],
		['座机0571-88889999', '座机〔电话〕'],
		['身份证11010519491231002X', '身份证〔证件号〕'],
		['卡号6222 0212 3456 7890 128', '卡号〔银行卡号〕'],
		['写信给li.si@example.com吧', '写信给〔邮箱〕吧'],
		['车牌浙C·12345', '车牌〔车牌〕'],
		['加微信：wong7609', '加〔账号〕'],
		['幸福小区3号楼2单元501室', '幸福小区〔住址〕'],
		['打１３８１２３４５６７８问', '打〔电话〕问'],
		['138.1234.5678', '〔电话〕'],
		['138·123·45678', '〔电话〕'],
		['座机05551234567', '座机〔电话〕'],
		['座机（0571）8888 9999', '座机〔电话〕'],
		['身份证１１０１０５１９４９１２３１００２Ｘ', '身份证〔证件号〕'],
		['身份证110105 19491231 002X', '身份证〔证件号〕'],
		['共1 11010519491231002X', '共1 〔证件号〕'],
		['zhang＠qq.com', '〔邮箱〕'],
		['加v：abc12345', '加〔账号〕'],
		['幸福路12号301', '幸福路〔住址〕'],
		['幸福里12号3栋301', '幸福里12号〔住址〕'],
		['老身份证130503670401001', '老身份证〔证件号〕'],
		['130503 670401 001这个人', '〔证件号〕这个人'],
		['新能源车浙CD12345', '新能源车〔车牌〕'],
		['电话88889999', '电话〔电话〕'],
		['座机：8888-9999', '座机〔电话〕'],
		['QQ号 12345678', '〔账号〕'],
		['扣扣：12345678', '〔账号〕'],
		['line id: wong_7609', '〔账号〕'],
		['WhatsApp: helper2026', '〔账号〕'],
		['石门村128号', '石门村〔住址〕'],
		['门牌号：12号', '〔住址〕'],
		['+86 13812345678', '〔电话〕'],
		['6222021234567890128', '〔银行卡号〕'],
		['zhang.san@126.com 和 li@qq.com', '〔邮箱〕 和 〔邮箱〕'],
	])('%s', (text, expected) => {
		expect(redact(text).text).toBe(expected);
	});
});

test('counts, dates and numbers without a valid checksum stay', () => {
	const text = '3月6日新增12例，公告2026第7号，编号110105194912310021，共1234567890123456元';
	expect(redact(text)).toEqual({ text, found: [] });
});

test.each([
	'明政发〔2026〕第7号，2026-03-14 10:00起',
	'口罩138.50元，共1381人',
	'知道3号20点封城吗',
	'人民路3号2026年封',
	'the headline tomorrow: WeChat groups say lockdown',
	'拨打12345或0.138',
	'石门村3号封村',
	'今年累计130503670401001元',
	'县卫健委〔2026〕128号通知',
	'3月14日10时30分至15日8时，2026031410',
	'新增确诊1381234例，其中567891例无症状',
	'县道G104线128号路段',
	'电话12345、12356、96110',
	'浙江省2026年第15号公告',
	'QQ群里有人说停水',
	'微信群和朋友圈都在转',
])('%s stays as it is', (text) => {
	expect(redact(text)).toEqual({ text, found: [] });
});

test('full-width letters become plain and Chinese punctuation stays', () => {
	expect(redact('Ａ市：今晚，封城？（真的）').text).toBe('A市：今晚，封城？（真的）');
});

test('nothing is left of invisible characters', () => {
	expect(redact('\u200b\u3164\u00ad\u{e0041}').text).toBe('');
});

test('characters that hide what a text says are dropped', () => {
	expect(redact('封\u200b城\u202e！').text).toBe('封城！');
});

test('what was found is told, so that the asker can be told', () => {
	expect(redact('13812345678 a@b.cn').found).toEqual(['email', 'phone']);
});
