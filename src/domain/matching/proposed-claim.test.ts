import { expect, test } from 'vitest';
import { longestClaim } from '../report.ts';
import { proposedClaim } from './proposed-claim.ts';

test.each([
	['听说今晚零点全县封城', '今晚零点全县封城'],
	['您好，请问一下，云溪镇明天停水三天是真的吗？', '云溪镇明天停水三天'],
	['急急急！！！网传县医院停诊，这是真的吗', '县医院停诊'],
	['紧急通知：今晚全县消杀，请关好门窗。收到请转发', '今晚全县消杀，请关好门窗'],
	['各位业主：自来水有毒，不能喝', '自来水有毒，不能喝'],
	['真的吗？群里都在传高速口封了', '高速口封了'],
	['学校是不是要停课到暑假', '学校要停课到暑假'],
	['会不会停电啊，谢谢', '会停电'],
	['刚刚听说超市有人确诊，求辟谣', '超市有人确诊'],
	['看看这个 https://a.example/x 说喝酒能防病毒', '看看这个 说喝酒能防病毒'],
	['大家好！', ''],
	['真的吗', ''],
	['❌❌❌', ''],
	['Is it true that the bridge in Yunxi is closed?', 'The bridge in Yunxi is closed'],
	['Hi, I heard that the water is not safe. Thanks', 'The water is not safe'],
])('of “%s” the claim “%s” is proposed', (text, claim) => {
	expect(proposedClaim(text)).toBe(claim);
});

test.each(['急救中心今天停诊', '转发五百次要罚款', '问题疫苗流入本县', '请问题库在哪里下载'])(
	'a word that only begins like a greeting stays: %s',
	(text) => {
		expect(proposedClaim(text)).toBe(text);
	},
);

test('what was taken out is in no proposal', () => {
	expect(proposedClaim('听说退款要联系〔电话〕，银行卡会被冻结')).toBe('银行卡会被冻结');
	expect(proposedClaim('打〔电话〕问')).toBe('');
});

test('a denial and a number stay as they were written', () => {
	expect(proposedClaim('听说明天不停水了，改成4月3日，是吗')).toBe('明天不停水了，改成4月3日');
});

test('a proposal is at most as long as a claim may be, and ends with a part of the sentence', () => {
	const claim = proposedClaim('石门乡停水到月底，'.repeat(60));
	expect([...claim].length).toBeLessThanOrEqual(longestClaim);
	expect(claim).toMatch(/到月底$/);
});
