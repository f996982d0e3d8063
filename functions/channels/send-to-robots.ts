import type { Announcement } from '../../src/domain/announcement.ts';
import { alertText } from '../../src/domain/announcement.ts';
import { defaultLanguage } from '../../src/domain/languages.ts';
import type { Logger } from '../log.ts';
import type { RobotMessages } from '../store/robot-messages.ts';
import { type Robot, robotRequest } from './robots.ts';

export interface RobotSenderParts {
	readonly messages: RobotMessages;
	readonly robots: readonly Robot[];
	readonly siteUrl: string;
	readonly fictionalMark: string;
	readonly now: () => Date;
	readonly log: Logger;
}

/** All three services take 20 messages a minute from one robot; more are refused for minutes. */
const gapMs = 3_000;
const retryMs = 30_000;
const mostAttempts = 20;
const timeoutMs = 10_000;
const longestDelayMs = 24 * 3_600_000;

/** Sends what is due, to each robot one message at a time. A message is accounted for like a push. */
export async function sendToRobots(parts: RobotSenderParts): Promise<void> {
	await Promise.all(parts.robots.map((robot) => sendNext(parts, robot)));
}

async function sendNext(parts: RobotSenderParts, robot: Robot): Promise<void> {
	const now = parts.now();
	const message = await parts.messages.claim(robot.id, now, new Date(now.getTime() + retryMs));
	if (!message) return;
	if (isTooLate(message.announcement, now)) return parts.messages.failed(message, 'too late');
	const text = robotText(message.announcement, parts);
	const error = await post(robot, text, now);
	if (error === undefined)
		return parts.messages.delivered(message, new Date(now.getTime() + gapMs));
	parts.log.error('robot did not take a message', { robot: robot.id, key: message.key, error });
	if (message.attempts >= mostAttempts) await parts.messages.failed(message, error);
}

/** A group is not told of yesterday, nor of what is over. */
function isTooLate({ sent, expires }: Announcement, now: Date): boolean {
	const latest = sent.getTime() + longestDelayMs;
	return now.getTime() > Math.min(expires?.getTime() ?? latest, latest);
}

/** `undefined` when the robot took the text. HTTP 200 with another `errcode` than 0 is a failure. */
async function post(robot: Robot, text: string, now: Date): Promise<string | undefined> {
	const { url, body } = robotRequest(robot, text, now);
	try {
		const answer = await fetch(url, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body,
			redirect: 'error',
			signal: AbortSignal.timeout(timeoutMs),
		});
		if (!answer.ok) return `status ${answer.status}`;
		const said: unknown = await answer.json();
		const code = codeOf(said);
		return code === 0 ? undefined : `code ${code}`;
	} catch (error) {
		// The message of a network error may hold the secret address.
		return error instanceof Error ? error.name : 'unreachable';
	}
}

/** WeCom and DingTalk say `errcode`, Feishu `code`. */
function codeOf(said: unknown): unknown {
	if (typeof said !== 'object' || said === null) return 'no answer';
	if ('errcode' in said) return said.errcode;
	return 'code' in said ? said.code : 'no code';
}

/** Title, summary and address; at most some 1,100 bytes, where the narrowest service takes 2,048. */
function robotText(
	announcement: Announcement,
	{ siteUrl, fictionalMark }: Pick<RobotSenderParts, 'siteUrl' | 'fictionalMark'>,
): string {
	const text = alertText(announcement, defaultLanguage);
	return [
		`${fictionalMark}${text?.title ?? ''}`,
		text?.body,
		`${siteUrl}${text?.path ?? '/'}`,
	].join('\n');
}
