import { type ChannelFault, faultText } from '../../src/domain/channel-fault.ts';
import type { RobotKind } from './robots.ts';

/** What a service's answer means for the message: taken, to be sent again after a while, or never to be taken. */
export type RobotAnswer =
	| { readonly kind: 'taken' }
	| { readonly kind: 'later'; readonly afterMs: number; readonly error: string }
	| { readonly kind: 'refused'; readonly error: string };

const minuteMs = 60_000;

/** The services' own words for "too many messages", and how long they then want to be left alone. */
const tooMany: { readonly [kind in RobotKind]: Readonly<Record<number, number>> } = {
	wecom: { 45009: minuteMs, 45033: minuteMs },
	dingtalk: { 130101: 10 * minuteMs, 410100: 10 * minuteMs, 660026: 10 * minuteMs },
	feishu: { 11232: minuteMs },
};

/** The codes of faults that no repetition mends. DingTalk gives more than one for an address that it does not know. */
const faults: { readonly [kind in RobotKind]: Readonly<Record<number, ChannelFault>> } = {
	wecom: {
		40058: 'malformed',
		44004: 'malformed',
		45002: 'too-long',
		93000: 'address',
		93004: 'disabled',
		93008: 'address',
	},
	dingtalk: {
		40035: 'malformed',
		43004: 'malformed',
		300001: 'address',
		300005: 'address',
		310000: 'security',
		400013: 'disabled',
		400101: 'address',
		400102: 'disabled',
		400105: 'malformed',
		400106: 'address',
		430101: 'content',
		430102: 'content',
		430104: 'content',
	},
	feishu: {
		9499: 'malformed',
		19001: 'address',
		19021: 'signature',
		19022: 'ip',
		19024: 'keyword',
	},
};

const usualRetryMs = 30_000;

/** Reads an answer: WeCom and DingTalk say `errcode`, Feishu `code`. HTTP 200 with another code than 0 is a failure. */
export function readRobotAnswer(kind: RobotKind, said: unknown): RobotAnswer {
	const code = codeOf(said);
	if (code === 0) return { kind: 'taken' };
	if (code === undefined) return { kind: 'later', afterMs: usualRetryMs, error: 'code missing' };
	const fault = faults[kind][code];
	if (fault !== undefined) return { kind: 'refused', error: faultText(fault, code) };
	return { kind: 'later', afterMs: tooMany[kind][code] ?? usualRetryMs, error: `code ${code}` };
}

/** DingTalk's documentation shows its code as a number and as a text. */
function codeOf(said: unknown): number | undefined {
	if (typeof said !== 'object' || said === null) return undefined;
	const { errcode, code } = said as { errcode?: unknown; code?: unknown };
	const given = errcode ?? code;
	const isCode = typeof given === 'number' || (typeof given === 'string' && /^-?\d+$/.test(given));
	return isCode ? Number(given) : undefined;
}
