import { describe, expect, test } from 'vitest';
import { parseRobot, robotRequest } from './robots.ts';

const at = (milliseconds: number) => new Date(milliseconds);

describe('a robot is known by its address', () => {
	test.each([
		['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=K', 'wecom', undefined],
		['https://oapi.dingtalk.com/robot/send?access_token=T#SECabc', 'dingtalk', 'SECabc'],
		['https://open.feishu.cn/open-apis/bot/v2/hook/TOKEN#s', 'feishu', 's'],
		['wecom:https://relay.county.example/robot', 'wecom', undefined],
		['feishu:http://localhost:8080/hook', 'feishu', undefined],
	])('%s', (text, kind, secret) => {
		expect(parseRobot(text)).toMatchObject({ kind, secret });
	});

	test.each([
		'',
		'https://example.com/',
		'wecom:http://relay.county.example/',
		'javascript:alert(1)',
	])('and refused otherwise: %s', (text) => {
		expect(parseRobot(text)).toBeUndefined();
	});
});

test('the name of a robot does not give its address away', () => {
	expect(parseRobot('https://open.feishu.cn/open-apis/bot/v2/hook/TOKEN')?.id).toMatch(
		/^feishu-[0-9a-f]{12}$/,
	);
});

test("DingTalk's signature is as its documentation computes it", () => {
	const robot = {
		id: 'd',
		kind: 'dingtalk' as const,
		url: 'https://oapi.dingtalk.com/robot/send?access_token=T',
		secret: 'SECtest',
		exercise: false,
	};
	const { url } = robotRequest(robot, 'x', at(1_700_000_000_000));
	expect(url).toContain('timestamp=1700000000000');
	expect(new URL(url).searchParams.get('sign')).toBe(
		'aZLLrriXgn05YbwaGR7knYsLeJADjr9NwLaNNKpxh4g=',
	);
});

test("Feishu's signature is as its documentation computes it", () => {
	const robot = {
		id: 'f',
		kind: 'feishu' as const,
		url: 'https://open.feishu.cn/x',
		secret: 'test-secret',
		exercise: false,
	};
	expect(JSON.parse(robotRequest(robot, '文', at(1_700_000_000_000)).body)).toEqual({
		timestamp: '1700000000',
		sign: 'mbm4Y4oluIPQ00qlBIhX8vAZ0EKv3nw0LuTb91jPL84=',
		msg_type: 'text',
		content: { text: '文' },
	});
});

test('WeCom takes the text alone', () => {
	const robot = {
		id: 'w',
		kind: 'wecom' as const,
		url: 'https://qyapi.weixin.qq.com/x',
		secret: undefined,
		exercise: false,
	};
	expect(JSON.parse(robotRequest(robot, '文', at(0)).body)).toEqual({
		msgtype: 'text',
		text: { content: '文' },
	});
});
