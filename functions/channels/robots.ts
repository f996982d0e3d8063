import { createHash, createHmac } from 'node:crypto';
import { type ChannelPart, partName, splitPart } from './channel-part.ts';

/** The group chats that have robots, and how each wants to be spoken to. */
export const robotKinds = ['wecom', 'dingtalk', 'feishu'] as const;
export type RobotKind = (typeof robotKinds)[number];

/** A robot of a group chat. Its address is a secret: whoever has it can speak in the group. */
export interface Robot {
	/** Names the robot in the ledger and in logs without giving its address away. */
	readonly id: string;
	readonly kind: RobotKind;
	readonly url: string;
	/** The signing secret, where the robot asks for signatures. */
	readonly secret: string | undefined;
	/** Whether its group hears exercises, and nothing but exercises. */
	readonly exercise: boolean;
	/** What its group hears, where that is not everything. */
	readonly part?: ChannelPart | undefined;
}

const hosts: Readonly<Record<string, RobotKind>> = {
	'qyapi.weixin.qq.com': 'wecom',
	'oapi.dingtalk.com': 'dingtalk',
	'open.feishu.cn': 'feishu',
};

/**
 * Reads a robot from `ADDRESS` or `ADDRESS#SECRET`, or from `KIND:ADDRESS` for a relay under another name, with what it
 * hears before it (`splitPart`).
 * `undefined` when the kind cannot be told, or the address is not encrypted and not on this machine.
 */
export function parseRobot(text: string, exercise = false): Robot | undefined {
	const { part, address: rest } = splitPart(text);
	const [, named, address = ''] = /^(?:(wecom|dingtalk|feishu):)?(https?:\/\/.+)$/.exec(rest) ?? [];
	const url = URL.parse(address);
	if (!url) return undefined;
	const kind = robotKinds.find((each) => each === named) ?? hosts[url.hostname];
	const isHere = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
	if (!kind || (url.protocol !== 'https:' && !isHere)) return undefined;
	const secret = url.hash === '' ? undefined : decodeURIComponent(url.hash.slice(1));
	url.hash = '';
	const name = createHash('sha256')
		.update(`${partName(part)}${url.href}`)
		.digest('hex');
	return { id: `${kind}-${name.slice(0, 12)}`, kind, url: url.href, secret, exercise, part };
}

/** One request to a robot. */
export interface RobotRequest {
	readonly url: string;
	readonly body: string;
}

/** A text as the robot's service takes it, signed where it asks for that. */
export function robotRequest(robot: Robot, text: string, now: Date): RobotRequest {
	switch (robot.kind) {
		case 'wecom':
			return { url: robot.url, body: JSON.stringify({ msgtype: 'text', text: { content: text } }) };
		case 'dingtalk':
			return {
				url: robot.secret ? dingtalkSigned(robot.url, robot.secret, now) : robot.url,
				body: JSON.stringify({ msgtype: 'text', text: { content: text }, at: { isAtAll: false } }),
			};
		case 'feishu': {
			const signature = robot.secret ? feishuSignature(robot.secret, now) : {};
			return {
				url: robot.url,
				body: JSON.stringify({ ...signature, msg_type: 'text', content: { text } }),
			};
		}
	}
}

/** DingTalk: HMAC-SHA-256 of `timestamp\nsecret` under the secret, in milliseconds, in the address. */
function dingtalkSigned(address: string, secret: string, now: Date): string {
	const timestamp = String(now.getTime());
	const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
	const url = new URL(address);
	url.searchParams.set('timestamp', timestamp);
	url.searchParams.set('sign', sign);
	return url.href;
}

/** Feishu: HMAC-SHA-256 of nothing under `timestamp\nsecret`, in seconds, in the body. */
function feishuSignature(secret: string, now: Date): { timestamp: string; sign: string } {
	const timestamp = String(Math.floor(now.getTime() / 1000));
	return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).digest('base64') };
}
