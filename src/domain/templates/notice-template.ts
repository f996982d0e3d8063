import type { Entry } from '../entry.ts';
import type { Notice } from '../notice.ts';
import type { Settings } from '../settings.ts';
import { hour } from '../time.ts';
import { hazardAdvice } from './hazards.ts';
import { type PhaseWords, phaseWords } from './phases.ts';

/** The moments at which a county has to speak, as templates know them. */
export const templatePhases = [
	'holding',
	'first',
	'update',
	'correction',
	'sent-in-error',
	'all-clear',
] as const;
export type TemplatePhase = (typeof templatePhases)[number];

/** Phases that speak about an earlier notice. */
export const followingPhases = ['update', 'correction', 'all-clear', 'sent-in-error'] as const;

const lifecycles: { readonly [phase in TemplatePhase]: Notice['lifecycle'] } = {
	holding: 'issue',
	first: 'issue',
	update: 'update',
	correction: 'correction',
	'sent-in-error': 'withdrawal',
	'all-clear': 'lift',
};

/** How long a holding statement and a first notice stand, and when the next word is due. */
const validHours = 24;
const nextUpdateHours = 2;

/** A notice to start from: its facts, its words in Chinese and English, and the places to fill in. */
export function noticeTemplate(request: {
	readonly ref: string;
	readonly phase: TemplatePhase;
	readonly hazard: Notice['hazard'];
	readonly settings: Settings;
	/** The notice that this one speaks about. */
	readonly previous?: (Notice & { readonly ref: string }) | undefined;
	/** Whether a new notice is for real; a later one is what the one before was. */
	readonly status?: Notice['status'] | undefined;
	readonly now: Date;
}): Entry<'notices'> {
	const { ref, phase, settings, previous, now } = request;
	const advice = hazardAdvice[previous?.hazard ?? request.hazard];
	const words = phaseWords(phase, advice, previous);
	const data: Notice = {
		...(previous
			? factsOf(previous)
			: newFacts(request.hazard, settings, request.status ?? 'actual')),
		...textOf(words['zh-CN']),
		category: previous?.category ?? (phase === 'holding' ? 'situation' : 'measure'),
		lifecycle: lifecycles[phase],
		references: previous ? [previous.ref] : [],
		effective: now,
		...timesOf(phase, previous, now),
		alert: true,
		alertRevision: 1,
		version: 1,
		easyToRead: [],
		sessions: [],
		recordings: [],
		attachments: [],
		changes: [],
	};
	return {
		collection: 'notices',
		ref,
		data,
		translations: { en: { ...textOf(words.en), version: 1 } },
	};
}

function textOf({
	title,
	summary,
	known,
	unknown,
	doing,
	actions,
	avoid,
	correction,
	body,
}: PhaseWords) {
	return {
		title,
		summary,
		known: [...known],
		unknown: [...unknown],
		doing: [...doing],
		actions: [...actions],
		avoid: [...avoid],
		...(correction ? { correction } : {}),
		body,
	};
}

type Facts = Pick<
	Notice,
	| 'status'
	| 'hazard'
	| 'urgency'
	| 'certainty'
	| 'areas'
	| 'audience'
	| 'topics'
	| 'issuer'
	| 'noActionNeeded'
	| 'phones'
>;

/** What a follow-up has in common with the notice it speaks about. */
function factsOf(notice: Notice): Facts & Partial<Notice> {
	const { status, hazard, urgency, certainty, areas, audience, topics, issuer, phones } = notice;
	const { incident, source, warningColor, officialReference, responseLevel, eventGrade } = notice;
	return {
		status,
		hazard,
		urgency,
		certainty,
		areas,
		audience,
		topics,
		issuer,
		phones,
		noActionNeeded: false,
		...(incident ? { incident } : {}),
		...(source ? { source } : {}),
		...(warningColor ? { warningColor } : {}),
		...(officialReference ? { officialReference } : {}),
		...(responseLevel ? { responseLevel } : {}),
		...(eventGrade ? { eventGrade } : {}),
	};
}

/** The whole county, the first issuing body, the first topic: what is most often right and easily changed. */
function newFacts(
	hazard: Notice['hazard'],
	{ areas, issuers, topics, hotlines }: Settings,
	status: Notice['status'],
): Facts {
	const county = areas.find(({ kind }) => kind === 'county') ?? areas[0];
	const phone = issuers[0]?.phone ?? hotlines[0]?.number;
	return {
		status,
		hazard,
		urgency: 'immediate',
		certainty: 'likely',
		areas: county ? [county.code] : [],
		audience: ['everyone'],
		topics: topics[0] ? [topics[0].code] : [],
		issuer: issuers[0]?.code ?? '',
		noActionNeeded: false,
		phones: phone ? [phone] : [],
	};
}

function timesOf(
	phase: TemplatePhase,
	previous: Notice | undefined,
	now: Date,
): Pick<Notice, 'expires' | 'nextUpdateAt'> {
	const after = (hours: number) => new Date(now.getTime() + hours * hour);
	if (phase === 'all-clear' || phase === 'sent-in-error') return {};
	const still = previous?.expires && previous.expires > after(nextUpdateHours);
	return {
		expires: still ? previous.expires : after(validHours),
		nextUpdateAt: after(nextUpdateHours),
	};
}
