import type { Announcement } from '../../src/domain/announcement.ts';
import { alertText, markedTitle } from '../../src/domain/announcement.ts';
import { faultText } from '../../src/domain/channel-fault.ts';
import { defaultLanguage } from '../../src/domain/languages.ts';
import type { Logger } from '../log.ts';
import type { RobotMessage, RobotMessages } from '../store/robot-messages.ts';
import { type RobotAnswer, readRobotAnswer } from './robot-answer.ts';
import { type Robot, robotRequest } from './robots.ts';
import { mostBytes, splitText } from './split-text.ts';
import { whyUnheard } from './unheard.ts';

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

/** Sends what is due, to each robot one message at a time. A message is accounted for like a push. */
export async function sendToRobots(parts: RobotSenderParts): Promise<void> {
	await Promise.all(parts.robots.map((robot) => sendNext(parts, robot)));
}

async function sendNext(parts: RobotSenderParts, robot: Robot): Promise<void> {
	const now = parts.now();
	const message = await parts.messages.claim(robot.id, now, new Date(now.getTime() + retryMs));
	if (!message) return;
	const unheard = whyUnheard(message.announcement, robot, now);
	if (unheard) return parts.messages.failed(message, faultText(unheard));
	const texts = splitText(robotText(message.announcement, parts), mostBytes[robot.kind]);
	const answer = await post(robot, texts[message.partsSent] ?? '', now);
	const next = new Date(now.getTime() + gapMs);
	switch (answer.kind) {
		case 'taken':
			return message.partsSent + 1 < texts.length
				? parts.messages.partDelivered(message, next)
				: parts.messages.delivered(message, parts.now(), next);
		case 'refused':
			logRefusal(parts, message, answer.error);
			return parts.messages.failed(message, answer.error);
		case 'later': {
			logRefusal(parts, message, answer.error);
			if (message.attempts >= mostAttempts) return parts.messages.failed(message, answer.error);
			return parts.messages.later(message, new Date(now.getTime() + answer.afterMs), answer.error);
		}
	}
}

function logRefusal({ log }: RobotSenderParts, { robot, key }: RobotMessage, error: string): void {
	log.error('robot did not take a message', { robot, key, error });
}

async function post(robot: Robot, text: string, now: Date): Promise<RobotAnswer> {
	const { url, body } = robotRequest(robot, text, now);
	try {
		const answer = await fetch(url, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body,
			redirect: 'error',
			signal: AbortSignal.timeout(timeoutMs),
		});
		if (!answer.ok) return { kind: 'later', afterMs: retryMs, error: `status ${answer.status}` };
		return readRobotAnswer(robot.kind, await answer.json());
	} catch (error) {
		// The message of a network error may hold the secret address.
		const name = error instanceof Error ? error.name : 'unreachable';
		return { kind: 'later', afterMs: retryMs, error: name };
	}
}

/** Title, summary and address. */
function robotText(
	announcement: Announcement,
	{ siteUrl, fictionalMark }: Pick<RobotSenderParts, 'siteUrl' | 'fictionalMark'>,
): string {
	const text = alertText(announcement, defaultLanguage);
	return [
		markedTitle(announcement, defaultLanguage, fictionalMark),
		text?.body,
		`${siteUrl}${text?.path ?? '/'}`,
	].join('\n');
}
