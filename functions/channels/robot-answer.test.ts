import { expect, test } from 'vitest';
import { readRobotAnswer } from './robot-answer.ts';

test.each([
	['wecom', { errcode: 0, errmsg: 'ok' }, { kind: 'taken' }],
	['dingtalk', { errcode: '0', errmsg: 'ok' }, { kind: 'taken' }],
	['feishu', { code: 0, msg: 'success' }, { kind: 'taken' }],
	['wecom', { errcode: 45009 }, { kind: 'later', afterMs: 60_000 }],
	['dingtalk', { errcode: 130101 }, { kind: 'later', afterMs: 600_000 }],
	['dingtalk', { errcode: 410100 }, { kind: 'later', afterMs: 600_000 }],
	['feishu', { code: 11232 }, { kind: 'later', afterMs: 60_000 }],
	['wecom', { errcode: 93000 }, { kind: 'refused', error: 'address 93000' }],
	['wecom', { errcode: 93004 }, { kind: 'refused', error: 'disabled 93004' }],
	['wecom', { errcode: 45002 }, { kind: 'refused', error: 'too-long 45002' }],
	['dingtalk', { errcode: 310000 }, { kind: 'refused', error: 'security 310000' }],
	['dingtalk', { errcode: 300001 }, { kind: 'refused', error: 'address 300001' }],
	['dingtalk', { errcode: 400013 }, { kind: 'refused', error: 'disabled 400013' }],
	['dingtalk', { errcode: 430102 }, { kind: 'refused', error: 'content 430102' }],
	['feishu', { code: 19001 }, { kind: 'refused', error: 'address 19001' }],
	['feishu', { code: 19021 }, { kind: 'refused', error: 'signature 19021' }],
	['feishu', { code: 19022 }, { kind: 'refused', error: 'ip 19022' }],
	['feishu', { code: 19024 }, { kind: 'refused', error: 'keyword 19024' }],
	['feishu', { code: 93000 }, { kind: 'later', error: 'code 93000' }],
	['dingtalk', { errcode: -1 }, { kind: 'later', afterMs: 30_000 }],
	['wecom', {}, { kind: 'later', error: 'code missing' }],
	['wecom', { errcode: 'busy' }, { kind: 'later', error: 'code missing' }],
	['wecom', null, { kind: 'later', error: 'code missing' }],
] as const)('%s says %o', (kind, said, answer) => {
	expect(readRobotAnswer(kind, said)).toMatchObject(answer);
});
