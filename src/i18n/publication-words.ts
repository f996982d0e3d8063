import { readFault } from '../domain/channel-fault.ts';
import type { Language } from '../domain/languages.ts';
import {
	isSettled,
	type PartCounts,
	type ShownPart,
	type ShownStep,
	wasEverLate,
} from '../domain/publication-steps.ts';
import { pushServiceOf } from '../domain/push-services.ts';
import type { PublicationRow, WordedStep } from '../domain/staff-answers.ts';
import { isStringKey, type Translate, translator } from './strings.ts';

/** Puts the steps of a publication in words, so that every place where staff see them says the same. */
export function wordPublication(
	about: Omit<PublicationRow, 'steps' | 'settled' | 'late'>,
	steps: readonly ShownStep[],
	language: Language,
): PublicationRow {
	const t = translator(language);
	return {
		...about,
		settled: isSettled(steps),
		late: steps.some(wasEverLate),
		steps: steps.map((step) => wordStep(step, t)),
	};
}

function wordStep(shown: ShownStep, t: Translate): WordedStep {
	const { step, state, afterMs, wasLate, parts } = shown;
	const took = afterMs === undefined ? '' : duration(afterMs, t);
	const said = [`${took}${wasLate ? t('staff.stepWasLate') : ''}`, detailOf(shown, t)];
	return {
		step,
		state,
		name: t(`staff.step.${step}`),
		word: t(`staff.stepState.${state}`),
		said: said.filter(Boolean).join(t('publication.comma')),
		parts: parts.map((part) => {
			const words = part.counts ? serviceWords(part, part.counts, t) : channelWords(part, t);
			return { state: part.state, text: t('publication.part', words) };
		}),
	};
}

function detailOf({ step, detail }: ShownStep, t: Translate): string {
	if (detail === undefined) return '';
	switch (step) {
		case 'released':
			return t('staff.releaseNumber', { number: detail });
		case 'queued':
			return t('publication.queued', { count: detail });
		case 'live':
		case 'feeds':
			return readBackProblem(detail, t);
		default:
			return t('publication.count.delivered', { count: detail });
	}
}

function readBackProblem(problem: string, t: Translate): string {
	const [, status] = /^status (\d+)$/.exec(problem) ?? [];
	if (status !== undefined) return t('publication.readBack.status', { status });
	if (problem === 'not rendered') return t('publication.readBack.notRendered');
	if (problem === 'another text') return t('publication.readBack.other');
	return t('publication.readBack.unreachable');
}

const ends = ['gone', 'refused', 'expired', 'pending'] as const;

/** How many were queued and delivered at a push service, how many were not, and how long it took. */
function serviceWords(
	{ name, afterMs, firstAfterMs }: ShownPart,
	counts: PartCounts,
	t: Translate,
): { name: string; said: string } {
	const ended = ends.filter((end) => counts[end] > 0);
	const said = (['total', 'delivered', ...ended] as const).map((count) =>
		t(`publication.count.${count}`, { count: counts[count] }),
	);
	if (firstAfterMs !== undefined)
		said.push(t('publication.firstDelivered', { after: duration(firstAfterMs, t) }));
	if (afterMs !== undefined && counts.delivered > 1)
		said.push(t('publication.lastDelivered', { after: duration(afterMs, t) }));
	return { name: serviceName(name, t), said: said.join(t('publication.comma')) };
}

/** The name that staff know a service by, or its host. */
function serviceName(origin: string, t: Translate): string {
	const url = URL.parse(origin);
	if (!url) return t('publication.service.unknown');
	const known = pushServiceOf(url.hostname);
	return known ? t(`publication.service.${known}`) : url.host;
}

function channelWords(
	{ name, state, afterMs, detail = '' }: ShownPart,
	t: Translate,
): { name: string; said: string } {
	return { name: channelName(name, t), said: channelSaid(state, afterMs, detail, t) };
}

function channelSaid(
	state: ShownPart['state'],
	afterMs: number | undefined,
	error: string,
	t: Translate,
): string {
	if (state === 'done')
		return afterMs === undefined
			? t('publication.told')
			: `${t('publication.told')} ${duration(afterMs, t)}`;
	const known = readFault(error);
	if (known) return t(`publication.fault.${known.fault}`, { code: known.code });
	if (error === '') return t('publication.waiting');
	const answer = answerText(error, t);
	return state === 'failed' ? answer : t('publication.again', { error: answer });
}

/** What a channel answered that may mend itself: a status, a service's own code, or nothing at all. */
function answerText(error: string, t: Translate): string {
	const [, kind, number = ''] = /^(status|code) (-?\d+)$/.exec(error) ?? [];
	if (kind === 'status') return t('publication.answer.status', { status: number });
	if (kind === 'code') return t('publication.answer.code', { code: number });
	return t('publication.answer.none');
}

/** `wecom-1a2b3c4d5e6f` is a robot of WeCom. */
function channelName(id: string, t: Translate): string {
	const [kind = '', rest = ''] = id.split('-');
	const key = `publication.channel.${kind}`;
	return isStringKey(key) ? t(key, { id: rest }) : id;
}

function duration(milliseconds: number, t: Translate): string {
	if (milliseconds < 100_000)
		return t('staff.stepAfter', { seconds: (milliseconds / 1000).toFixed(1) });
	const seconds = Math.round(milliseconds / 1000);
	return t('staff.stepAfterMinutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}
