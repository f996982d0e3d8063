import { expect, test } from 'vitest';
import { channelFaults, faultText } from '../domain/channel-fault.ts';
import type { ShownPart, ShownStep } from '../domain/publication-steps.ts';
import { wordPublication } from './publication-words.ts';

const about = {
	commit: 'c',
	collection: 'notices',
	ref: 'flood',
	title: '河水上涨',
	path: '/notices/flood/',
	by: '老周',
	askedAt: '2026-03-14T04:00:00.000Z',
};
const counts = { total: 12, delivered: 9, gone: 2, refused: 0, expired: 0, pending: 1 };

const worded = (step: Partial<ShownStep>, language: 'zh-CN' | 'en' = 'zh-CN') => {
	const shown = { step: 'alert' as const, state: 'done' as const, parts: [], ...step };
	return wordPublication(about, [shown], language).steps[0];
};
const partText = (part: Partial<ShownPart>, language: 'zh-CN' | 'en' = 'zh-CN') =>
	worded({ parts: [{ name: '', state: 'done', ...part }] }, language)?.parts[0]?.text;

test('a push service has the name that staff know, and only the numbers that matter', () => {
	const part = { name: 'https://fcm.googleapis.com', counts, firstAfterMs: 900, afterMs: 2140 };
	expect(partText(part)).toBe(
		'谷歌（Chrome 等，FCM）：排队12，送达9，已失效2，待送1，首份0.9秒，末份2.1秒',
	);
	expect(partText(part, 'en')).toBe(
		'Google (Chrome and others, FCM): queued 12, delivered 9, gone 2, pending 1, first after 0.9 s, last after 2.1 s',
	);
});

test.each([
	['https://wns2-by3p.notify.windows.com', '微软（Edge，WNS）'],
	['https://updates.push.services.mozilla.com', '火狐（Mozilla）'],
	['https://web.push.apple.com', '苹果（Safari）'],
	['https://push.example:8443', 'push.example:8443'],
	['', '未分服务的旧记录'],
])('%s is called %s', (name, called) => {
	expect(partText({ name, counts })).toContain(`${called}：`);
});

test('a robot that will never take a message says why, with the code that the service gave', () => {
	const refused = { name: 'wecom-1a2b', state: 'failed' as const, detail: 'address 93000' };
	expect(partText(refused)).toBe(
		'企业微信 1a2b：地址不对，或机器人已被移出群，请管理员核对（93000）',
	);
});

test.each(channelFaults)('the fault "%s" is said in words', (fault) => {
	const text = partText({ name: 'feishu-1', state: 'failed', detail: faultText(fault, 77) }, 'en');
	expect(text).not.toContain(`${fault} 77`);
	expect(text).toMatch(/^Feishu 1: /);
});

test('a channel that is asked again says what it answered', () => {
	const open = { name: 'webhook-1', state: 'open' as const };
	expect(partText({ ...open, detail: 'status 500' })).toBe(
		'Webhook 1：还没送达，会再试（状态码500）',
	);
	expect(partText({ ...open, detail: 'code 45009' }, 'en')).toContain('(code 45009)');
	expect(partText({ ...open, detail: 'TimeoutError' }, 'en')).toContain('(unreachable)');
	expect(partText(open)).toBe('Webhook 1：待送');
});

test('what could not be read back is said in words', () => {
	const open = { step: 'live' as const, state: 'late' as const };
	expect(worded({ ...open, detail: 'status 502' })?.said).toBe('公网地址返回状态码502');
	expect(worded({ ...open, detail: 'another text' }, 'en')?.said).toContain('old text');
	expect(worded({ ...open, detail: 'unreachable: TypeError' })?.said).toBe('连不上公网地址');
});

test('a long time is said in minutes', () => {
	expect(worded({ afterMs: 1_203_400 })?.said).toBe('20分3秒');
});
