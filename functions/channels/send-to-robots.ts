import type { Announcement } from '../../src/domain/announcement.ts';
import { alertText } from '../../src/domain/announcement.ts';
import { defaultLanguage } from '../../src/domain/languages.ts';
import type { Logger } from '../log.ts';
import type { RobotMessage, RobotMessages } from '../store/robot-messages.ts';
import { type RobotAnswer, readRobotAnswer } from './robot-answer.ts';
import { type Robot, robotRequest } from './robots.ts';
import { mostBytes, splitText } from './split-text.ts';

export interface RobotSenderParts {
	readonly messages: RobotMessages;
	readonly robots: readonly Robot[];
	readonly siteUrl: string;
	readonly fictionalMark: string;
	readonly now: () => Date;
	readonly log: Logger;
}

/** Both languages, because a group may read either. */
const exerciseMark = '【演练 EXERCISE】';

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
	if (robot.exercise === (message.announcement.status === 'actual'))
		return parts.messages.failed(message, 'another group');
	const texts = splitText(robotText(message.announcement, parts), mostBytes[robot.kind]);
	const answer = await post(robot, texts[message.partsSent] ?? '', now);
	const next = new Date(now.getTime() + gapMs);
	switch (answer.kind) {
		case 'taken':
			return message.partsSent + 1 < texts.length
				? parts.messages.partDelivered(message, next)
				: parts.messages.delivered(message, next);
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

/** A group is not told of yesterday, nor of what is over. */
function isTooLate({ sent, expires }: Announcement, now: Date): boolean {
	const latest = sent.getTime() + longestDelayMs;
	return now.getTime() > Math.min(expires?.getTime() ?? latest, latest);
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

/** Title, summary and address; an exercise says so before anything else. */
function robotText(
	announcement: Announcement,
	{ siteUrl, fictionalMark }: Pick<RobotSenderParts, 'siteUrl' | 'fictionalMark'>,
): string {
	const text = alertText(announcement, defaultLanguage);
	return [
		`${announcement.status === 'actual' ? '' : exerciseMark}${fictionalMark}${text?.title ?? ''}`,
		text?.body,
		`${siteUrl}${text?.path ?? '/'}`,
	].join('\n');
}
