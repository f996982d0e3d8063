import { expect, test } from 'vitest';
import { readRobotAnswer } from './robot-answer.ts';

test.each([
	['wecom', { errcode: 0, errmsg: 'ok' }, { kind: 'taken' }],
	['feishu', { code: 0, msg: 'success' }, { kind: 'taken' }],
	['wecom', { errcode: 45009 }, { kind: 'later', afterMs: 60_000 }],
	['dingtalk', { errcode: 130101 }, { kind: 'later', afterMs: 600_000 }],
	['feishu', { code: 11232 }, { kind: 'later', afterMs: 60_000 }],
	['feishu', { code: 19021 }, { kind: 'refused', error: expect.stringContaining('secret') }],
	['feishu', { code: 19024 }, { kind: 'refused', error: expect.stringContaining('keyword') }],
	['dingtalk', { errcode: 1 }, { kind: 'later', afterMs: 30_000 }],
	['wecom', {}, { kind: 'later', error: 'code missing' }],
	['wecom', null, { kind: 'later', error: 'code missing' }],
] as const)('%s says %o', (kind, said, answer) => {
	expect(readRobotAnswer(kind, said)).toMatchObject(answer);
});
