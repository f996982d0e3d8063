import { describe, expect, test } from 'vitest';
import { aNotice, someSettings } from '../../../tests/builders.ts';
import type { Settings } from '../settings.ts';
import { loudspeakerScript, readAloudSeconds, saidTwice } from './loudspeaker.ts';
import { smsParts, smsSize, smsText } from './sms.ts';
import { spokenChinese } from './spoken-chinese.ts';

const settings = someSettings();

describe('a text message', () => {
	test('names its source first, then what to do, until when, and whom to ask', () => {
		const notice = aNotice({ phones: ['0000-5550120'] });
		expect(smsText(notice, settings, 'zh-CN')).toBe(
			'【示例县疾控中心】云溪镇请减少聚集，发热先打电话。至3-20 18:00。咨询0000-5550120',
		);
		expect(smsText({ ...notice, summary: 'Call first.' }, settings, 'en')).toBe(
			'[Shili County CDC] Call first. Until 3-20 18:00. Ask 0000-5550120',
		);
	});

	test('names the partner that it comes from', () => {
		const partner = { code: 'shops', kind: 'market', name: { 'zh-CN': '商超协会', en: 'Shops' } };
		const county = someSettings({
			partners: [{ ...partner, speaksOf: { 'zh-CN': '货源' } }],
		} as Partial<Settings>);
		const notice = aNotice({ source: 'shops', phones: ['0000-5550120'] });
		expect(smsText(notice, county, 'zh-CN')).toBe(
			'【示例县疾控中心】云溪镇请减少聚集，发热先打电话。至3-20 18:00。来源：商超协会。咨询0000-5550120',
		);
		expect(smsText(notice, county, 'en')).toContain(' Until 3-20 18:00. Source: Shops. Ask ');
	});

	test.each([
		[70, 1],
		[71, 2],
		[134, 2],
		[135, 3],
	])('of %i characters takes %i parts', (length, parts) => {
		expect(smsParts('字'.repeat(length))).toBe(parts);
	});
});

test.each([
	['a'.repeat(160), 'GSM-7', 160, 1],
	['a'.repeat(161), 'GSM-7', 161, 2],
	['€'.repeat(80), 'GSM-7', 160, 1],
	[`${'a'.repeat(70)}’`, 'UCS-2', 71, 2],
	['🚨', 'UCS-2', 2, 1],
] as const)('the size of %s is told as it is carried', (text, encoding, units, parts) => {
	expect(smsSize(text)).toEqual({ encoding, units, parts });
});

describe('a loudspeaker script', () => {
	test('says its source first and last, and numbers digit by digit', () => {
		const notice = aNotice({ phones: ['0000-5550121'], actions: ['请戴口罩。', '有事打12356'] });
		expect(loudspeakerScript(notice, settings)).toBe(
			'示例县疾控中心通知。云溪镇请减少聚集，发热先打电话。请戴口罩。有事打幺二三五六。' +
				'有事请打零零零零，五五五零幺二幺。以上是示例县疾控中心发布，时间三月十四日，星期六，九点。',
		);
	});

	test('says first and last that it is an exercise', () => {
		const script = loudspeakerScript(aNotice({ status: 'exercise' }), settings);
		expect(script).toMatch(/^这是演练。.*这是演练。$/);
	});

	test.each([
		[
			'请在3月6日（周五）18:00前撤离，详见https://example.cn/a。',
			'请在三月六日，星期五，十八点前撤离，详见。',
		],
		['10:00–11:30演练', '十点到十一点半演练'],
		['打120，有120人', '打幺二零，有一百二十人'],
		['2个乡镇、12个村、2026年', '两个乡镇、十二个村、二零二六年'],
		['每桌不超过6人（示市政发〔2026〕9号）', '每桌不超过六人'],
		['下降3.5%', '下降百分之三点五'],
		['10005户，2050米', '一万零五户，二千零五十米'],
		['有事打疾控中心（0000-5550120）', '有事打疾控中心，零零零零，五五五零幺二零'],
		['请到镇中学（文成路12号）集合。', '请到镇中学，文成路十二号，集合。'],
		['请带药品（含婴儿用药）。', '请带药品，含婴儿用药。'],
		['（一）请关窗', '请关窗'],
		['1. 请关窗', '请关窗'],
		['１８：００前，1,200人转移', '十八点前，一千二百人转移'],
		['请打400-161-9995', '请打四零零，幺六幺，九九九五'],
		['010－12345678', '零幺零，幺二三四五六七八'],
		['110和119', '幺幺零和幺幺九'],
		['2026-03-14起', '二零二六年三月十四日起'],
		['最低-5℃，体温≥37.3℃', '最低零下五摄氏度，体温不低于三十七点三摄氏度'],
		['每次1/2片，每2小时一次', '每次二分之一片，每两小时一次'],
		['离河5km，雨量50mm', '离河五公里，雨量五十毫米'],
		['🚨请看www.shili.example', '请看'],
	])('reads %s as it is said', (text, said) => {
		expect(spokenChinese(text)).toBe(said);
	});

	test('takes as long as its characters and its pauses', () => {
		expect(readAloudSeconds(`${'字'.repeat(33)}。`)).toBe(11);
		expect(readAloudSeconds('')).toBe(0);
	});

	test('is said twice', () => {
		expect(saidTwice('通知。')).toBe('通知。\n\n下面再播一遍。\n\n通知。');
	});
});
