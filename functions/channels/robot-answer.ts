import type { RobotKind } from './robots.ts';

/** What a service's answer means for the message: taken, to be sent again after a while, or never to be taken. */
export type RobotAnswer =
	| { readonly kind: 'taken' }
	| { readonly kind: 'later'; readonly afterMs: number; readonly error: string }
	| { readonly kind: 'refused'; readonly error: string };

const minuteMs = 60_000;

/** The services' own words for "too many messages", and how long they then want to be left alone. */
const tooMany: { readonly [kind in RobotKind]: Readonly<Record<number, number>> } = {
	wecom: { 45009: minuteMs },
	dingtalk: { 130101: 10 * minuteMs },
	feishu: { 11232: minuteMs },
};

/** Refusals that no repetition mends: an operator has to change something. */
const settings: { readonly [kind in RobotKind]: Readonly<Record<number, string>> } = {
	wecom: {},
	dingtalk: {},
	feishu: {
		9499: 'the message is malformed',
		19021: 'the signing secret is wrong, or the clock',
		19022: 'this server’s address is not on the robot’s list',
		19024: 'the robot asks for a keyword that the text lacks',
	},
};

const usualRetryMs = 30_000;

/** Reads an answer: WeCom and DingTalk say `errcode`, Feishu `code`. HTTP 200 with another code than 0 is a failure. */
export function readRobotAnswer(kind: RobotKind, said: unknown): RobotAnswer {
	const code = codeOf(said);
	if (code === 0) return { kind: 'taken' };
	const error = `code ${code ?? 'missing'}`;
	if (code === undefined) return { kind: 'later', afterMs: usualRetryMs, error };
	const reason = settings[kind][code];
	if (reason !== undefined) return { kind: 'refused', error: `${error}: ${reason}` };
	return { kind: 'later', afterMs: tooMany[kind][code] ?? usualRetryMs, error };
}

function codeOf(said: unknown): number | undefined {
	if (typeof said !== 'object' || said === null) return undefined;
	const { errcode, code } = said as { errcode?: unknown; code?: unknown };
	const given = errcode ?? code;
	return typeof given === 'number' ? given : undefined;
}
