import { loudspeakerScript } from '../messages/loudspeaker.ts';
import type { Hazard, PreparedKind } from '../readiness.ts';
import type { Settings } from '../settings.ts';
import { noticeTemplate } from './notice-template.ts';

/** The words that lie ready for the first hour of a hazard, in Chinese, as a publisher reads and approves them. */
export function preparedTexts(
	hazard: Hazard,
	settings: Settings,
	now: Date,
): Readonly<Record<PreparedKind, readonly string[]>> {
	const holding = templateOf(hazard, 'holding', settings, now);
	const first = templateOf(hazard, 'first', settings, now);
	return {
		template: ['一、先发的一句话', ...wordsOf(holding), '二、第一条公告', ...wordsOf(first)],
		script: [loudspeakerScript(first, settings)],
		poster: [first.title, ...first.actions, ...first.avoid],
	};
}

/** What an approval is of: the words without the day and hour at which they are looked at. */
export function approvedWords(kind: PreparedKind, hazard: Hazard, settings: Settings): string {
	return preparedTexts(hazard, settings, new Date(0))[kind].join('\n');
}

function templateOf(hazard: Hazard, phase: 'holding' | 'first', settings: Settings, now: Date) {
	return noticeTemplate({ ref: 'prepared', phase, hazard, settings, now }).data;
}

function wordsOf(notice: ReturnType<typeof templateOf>): readonly string[] {
	const { title, summary, known, unknown, doing, actions, avoid, body } = notice;
	return [title, summary, ...known, ...unknown, ...doing, ...actions, ...avoid, body].filter(
		Boolean,
	);
}
