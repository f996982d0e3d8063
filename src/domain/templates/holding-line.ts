import type { Entry } from '../entry.ts';
import { type ClockedItem, type DeskClocks, dueTimes } from '../report.ts';
import type { RumorResponse } from '../rumor-response.ts';
import { hour, toOffsetString } from '../time.ts';

/** "Heard, checking, do this meanwhile, next update at": what a moderator may change before it goes out. */
export interface HoldingLine {
	readonly title: string;
	readonly summary: string;
	/** What is known so far: that it was heard, and who is asked. */
	readonly fact: string;
	/** What to do meanwhile. */
	readonly actions: readonly string[];
	readonly nextUpdateAt: Date;
	readonly issuer: string;
	readonly topic: string;
	readonly area: string;
	/** The same for readers of English, where somebody wrote it. */
	readonly english?: EnglishHolding | undefined;
}

/** What somebody writes of a holding line in English; title and summary follow from the claim. */
export interface EnglishHolding {
	readonly claim: string;
	readonly fact: string;
	readonly actions: readonly string[];
}

/** The longest title and summary of a response, in characters; a summary is read in one breath. */
const longestTitle = 40;
const longestSummary = 70;
/** In a title of 80 and a summary of 160. */
const longestEnglishClaim = 64;

/** The title and summary to begin with. Written in Chinese: facts come from the default language. */
export function holdingWords(claim: string): Pick<HoldingLine, 'title' | 'summary'> {
	const title = `正在核实：${cut(claim, longestTitle - 5)}`;
	return {
		title,
		summary: cut(`“${cut(claim, 30)}”的说法已收到，正在核实。请先不要转发。`, longestSummary),
	};
}

function cut(text: string, length: number): string {
	const characters = [...text];
	return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

const halfHour = hour / 2;

/** When askers are promised to hear more: by the time the verdict is due if that is to come, else within the time of a first line. */
export function promisedUpdate(item: ClockedItem, clocks: DeskClocks, now: Date): Date {
	const { verdict } = dueTimes(item, clocks);
	const soonest = now.getTime() + halfHour;
	const time =
		verdict && verdict.getTime() > soonest
			? verdict.getTime()
			: now.getTime() + clocks.holdingLine * hour;
	return new Date(Math.ceil(time / halfHour) * halfHour);
}

/** The response entry that says so, as it is published. */
export function holdingResponse(
	line: HoldingLine,
	item: { readonly id: string; readonly claim: string; readonly firstSeenAt: Date },
	status: 'actual' | 'exercise' = 'actual',
): RumorResponse {
	return {
		title: line.title,
		summary: line.summary,
		claim: item.claim,
		state: 'checking',
		status,
		areas: [line.area],
		topics: [line.topic],
		issuer: line.issuer,
		heardAt: new Date(toOffsetString(item.firstSeenAt)),
		nextUpdateAt: new Date(toOffsetString(line.nextUpdateAt)),
		fact: line.fact,
		actions: [...line.actions],
		evidence: [],
		aliases: [],
		body: '',
		relatedNotices: [],
		item: item.id,
		alert: false,
		alertRevision: 1,
		version: 1,
		changes: [],
	};
}

/** Its words in further languages, as they stand beside it; what nobody wrote is not there. */
export function holdingTranslations({ english }: HoldingLine): Entry<'rumors'>['translations'] {
	if (!english) return {};
	const { claim, fact, actions } = english;
	const said = cut(claim, longestEnglishClaim);
	return {
		en: {
			title: `Being checked: ${said}`,
			summary: `We have heard “${said}” and are checking it. Please do not pass it on yet.`,
			claim,
			fact,
			actions: [...actions],
		},
	};
}

/** A response that was published while it was checked, as the draft of its answer: what was found comes into it, and that it changed. */
export function answerDraft(
	published: RumorResponse,
	found: Pick<RumorResponse, 'evidence' | 'aliases'>,
	now: Date,
): RumorResponse {
	const { nextUpdateAt: _, ...data } = published;
	return {
		...data,
		// What its translations say of it is behind until they are written anew.
		version: data.version + 1,
		state: 'answered',
		evidence: [...data.evidence, ...found.evidence].slice(0, 12),
		aliases: [...new Set([...data.aliases, ...found.aliases])].slice(0, 40),
		changes: [
			...data.changes,
			{ at: new Date(toOffsetString(now)), what: '核实有了结果，公布结论。' },
		],
	};
}
