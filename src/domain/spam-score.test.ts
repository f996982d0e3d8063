import { describe, expect, test } from 'vitest';
import { suspectScore } from './report-standing.ts';
import { spamScore } from './spam-score.ts';

describe('looks like advertising', () => {
	test.each([
		'我也被骗过，后来联系微信wong7609追回了全部损失，可以帮大家',
		'【官方辟谣】网传封城不实，如需帮助请加微信：helper2026',
		'I can help you recover money, contact me on WhatsApp helper_2026',
		'内部预约名额，加我领取，VX：abc12345',
		'退款通道 https://t.cn/A6abc，加客服办理',
		'真相来了：已核实是谣言，咨询客服QQ 12345678',
	])('%s', (text) => {
		expect(spamScore(text)).toBeGreaterThanOrEqual(suspectScore);
	});
});

describe('is what residents write', () => {
	test.each([
		'群里说今晚零点全县封城，是真的吗？',
		'有人打电话说是疾控的，让我转账交检测费，号码13812345678',
		'群里有人说加微信wong7609就能退款，是不是骗子？',
		'口罩预约链接点进去要填身份证号，是不是骗子',
		'短视频里说县医院已经住满了，走廊都是病人',
		'有人冒充官方辟谣，让加微信helper2026，是诈骗吗',
		'https://example.gov.cn/notice/123 这个通知是真的吗',
		'微信群里都在转停水通知',
		'Someone says add WeChat abc12345 to get a refund. Is this a scam?',
	])('%s', (text) => {
		expect(spamScore(text)).toBeLessThan(suspectScore);
	});
});
