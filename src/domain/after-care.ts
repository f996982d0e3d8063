import type { Incident, Support } from './collections.ts';
import type { HasPassed } from './notice.ts';
import type { StandingNotice } from './notice-lists.ts';
import { countyClock, type Day, endOfDay, hour, startOfDay, toDay } from './time.ts';

/** When support comes to the top after an incident; IASC MHPSS Guidelines 2007, domain facts 4.7. */
export const careSteps = ['day', 'week', 'month', 'anniversary'] as const;
export type CareStep = (typeof careSteps)[number];

/** What brings a page of support to the top: a red or orange warning, or a time after the end. */
export const careOccasions = ['warning', ...careSteps] as const;
export type CareOccasion = (typeof careOccasions)[number];

/** One step of care after an incident: it begins and is over by the clock. */
export interface CareMoment {
	readonly step: CareStep;
	/** Which anniversary it is; 0 before the first. */
	readonly year: number;
	readonly from: Date;
	readonly until: Date;
}

const dayMs = 24 * hour;
/** What is said after a month is over after two weeks. */
const monthShown = 14 * dayMs;
/** After so many years a county remembers in its own way. */
const mostAnniversaries = 10;

type Ended = Pick<Incident, 'startedAt' | 'endedAt' | 'anniversaries'>;

/**
 * The times after the end of an incident at which support comes to the top, in their order: after a day until a week is
 * over, then until a month is over, then for two weeks; and on each anniversary of its beginning, for the whole day.
 */
export function careMoments({ startedAt, endedAt, anniversaries }: Ended): readonly CareMoment[] {
	if (!endedAt) return [];
	const week = new Date(endedAt.getTime() + 7 * dayMs);
	const month = monthLater(endedAt);
	return [
		{ step: 'day', year: 0, from: new Date(endedAt.getTime() + dayMs), until: week },
		{ step: 'week', year: 0, from: week, until: month },
		{ step: 'month', year: 0, from: month, until: new Date(month.getTime() + monthShown) },
		...(anniversaries ? anniversariesOf(startedAt, endedAt) : []),
	];
}

/** The step of care that an incident is in. */
export function careNow(incident: Ended, hasPassed: HasPassed): CareMoment | undefined {
	return careMoments(incident).findLast(({ from, until }) => hasPassed(from) && !hasPassed(until));
}

/** The same day and time of the next month in the county; of a longer month's end, the end of the shorter one. */
function monthLater(instant: Date): Date {
	const { year, month, day } = countyClock(instant);
	const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
	const moved = Date.UTC(year, month, Math.min(day, last)) - Date.UTC(year, month - 1, day);
	return new Date(instant.getTime() + moved);
}

function anniversariesOf(startedAt: Date, endedAt: Date): readonly CareMoment[] {
	const years = Array.from({ length: mostAnniversaries }, (_, index) => index + 1);
	return years
		.map((year) => ({ year, day: anniversary(startedAt, year) }))
		.filter(({ day }) => startOfDay(day) > endedAt)
		.map(({ year, day }) => ({
			step: 'anniversary',
			year,
			from: startOfDay(day),
			until: endOfDay(day),
		}));
}

/** The hours of the county's day in which a gentle word may come unasked. */
const wordsBegin = 9;
const wordsEnd = 21;

/**
 * When the words of a step are said to those who asked for them: at its instant, or the next morning where that is at night. On
 * anniversaries nobody is reminded; the card is there for who comes.
 */
export function wordsOf(moments: readonly CareMoment[]): readonly CareWords[] {
	return moments.flatMap(({ step, from, until }) =>
		step === 'anniversary' ? [] : [{ step, from: inTheDay(from), until }],
	);
}

/** A step whose words are said, and from when to when. */
export interface CareWords {
	readonly step: Exclude<CareMoment['step'], 'anniversary'>;
	readonly from: Date;
	readonly until: Date;
}

function inTheDay(instant: Date): Date {
	const { hour: at } = countyClock(instant);
	if (at >= wordsBegin && at < wordsEnd) return instant;
	const morning = (day: Date) => new Date(startOfDay(toDay(day)).getTime() + wordsBegin * hour);
	return morning(at < wordsBegin ? instant : new Date(instant.getTime() + dayMs));
}

/** What began on 29 February is remembered on the 28th. */
function anniversary(startedAt: Date, years: number): Day {
	const { year, month, day } = countyClock(startedAt);
	const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
	const parts = [month, Math.min(day, last)].map((part) => String(part).padStart(2, '0'));
	return [year + years, ...parts].join('-');
}

/** Why support stands at the top now: for what, and after which incident. */
export interface Care<I> {
	readonly occasion: CareOccasion;
	readonly hazard: Incident['hazard'];
	readonly audience: Support['audience'];
	/** Which anniversary it is; 0 for everything else. */
	readonly year: number;
	/** The incident it is about; a warning need not have one. */
	readonly ref: string | undefined;
	readonly incident?: I | undefined;
}

/** Red and orange warnings in force bring support to the top. */
export function callsForCare({ notice, standing }: StandingNotice): boolean {
	const isGrave = notice.warningColor === 'red' || notice.warningColor === 'orange';
	return isGrave && notice.category === 'warning' && standing.state === 'current';
}

/** The occasion for support among warnings and incidents: a grave warning comes first, then the step that began last. */
export function careFor<I extends Incident & { readonly ref: string }>(
	warnings: readonly StandingNotice[],
	incidents: readonly I[],
	hasPassed: HasPassed,
): Care<I> | undefined {
	const grave = warnings.find(callsForCare)?.notice;
	if (grave) {
		const { hazard, audience, incident: ref } = grave;
		return { occasion: 'warning', hazard, audience, year: 0, ref };
	}
	const [last] = incidents
		.flatMap((incident) => {
			const moment = careNow(incident, hasPassed);
			return moment ? [{ incident, moment }] : [];
		})
		.sort((a, b) => b.moment.from.getTime() - a.moment.from.getTime());
	if (!last) return undefined;
	const { incident, moment } = last;
	const about = { hazard: incident.hazard, audience: ['everyone' as const], ref: incident.ref };
	return { occasion: moment.step, year: moment.year, ...about, incident };
}

/** Pages that name no hazard are for any; those of an incident are for that, and lie ready for the hazards that they name. */
function isFor(hazards: readonly string[], hazard: string): boolean {
	return hazards.length === 0 || hazards.includes(hazard);
}

/**
 * The pages of support for an occasion, the one to lead with first: of this incident before others, for its readers before
 * those for others, for this hazard before those for any. Pages that it can be dangerous to be seen with are never put there.
 */
export function supportFor<S extends Support & { readonly ref: string }>(
	pages: readonly S[],
	{
		occasion,
		hazard,
		audience,
		ref,
	}: Pick<Care<unknown>, 'occasion' | 'hazard' | 'audience' | 'ref'>,
): S[] {
	const rank = (page: S) =>
		(page.incident === ref && ref !== undefined ? 4 : 0) +
		(page.hazards.includes(hazard) ? 1 : 0) +
		(page.audience.some((each) => audience.includes(each)) ? 2 : 0);
	return pages
		.filter(
			(page) =>
				page.occasions.includes(occasion) &&
				(page.incident === undefined ? isFor(page.hazards, hazard) : page.incident === ref) &&
				!page.quickExit,
		)
		.sort((a, b) => rank(b) - rank(a) || a.ref.localeCompare(b.ref));
}
