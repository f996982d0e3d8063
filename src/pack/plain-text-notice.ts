import type { Language } from '../domain/languages.ts';
import { cleanLine } from '../domain/messages/clean-line.ts';
import type { Translate } from '../i18n/strings.ts';
import { htmlBytes } from './bytes.ts';
import { wholeSentences } from './sentences.ts';
import type { WrittenNotice } from './written-notice.ts';

/** A part of the plain page. What the editors wrote may be in another language than the page. */
export type PlainPart =
	| { readonly kind: 'line'; readonly text: string; readonly isWritten?: boolean }
	| { readonly kind: 'list'; readonly heading: string; readonly items: readonly string[] }
	| { readonly kind: 'phones'; readonly heading: string; readonly numbers: readonly string[] }
	| {
			readonly kind: 'link';
			readonly text: string;
			readonly address: string;
			readonly lang?: Language | undefined;
	  };

/** A plain page is smaller than this, uncompressed: two packets of a slow network and little more. */
export const mostPlainBytes = 3072;
/** What the document around the parts takes, with the script that tells its end, and a reserve for what a preview adds. */
const documentBytes = 800;

/**
 * A notice in the order in which it is needed, cut to what the plain page may hold: its text first, at the end of a
 * sentence; then the last of many things to do. Level, validity, areas, phones, issuer, source, next update, code and address stay.
 */
export function plainTextNotice(
	notice: WrittenNotice,
	body: string,
	t: Translate,
	most = mostPlainBytes,
): PlainPart[] {
	const head = headOf(notice, t);
	const facts = factsOf(notice, t);
	// The headline stands in the title of the document, too.
	const headline = 2 * htmlBytes(notice.mark + notice.title);
	const unfinished = line(t('pack.unfinished'));
	const fixed = documentBytes + headline + sizeOf(head, facts, [unfinished]);
	const guidance = guidanceOf(notice, t, most - fixed);
	const more = moreOf(notice, body, most - fixed - sizeOf(guidance.parts));
	return [
		...head,
		...more.parts.slice(0, 1),
		...guidance.parts,
		...facts,
		...more.parts.slice(1),
		...(guidance.isWhole && more.isWhole ? [] : [unfinished]),
	];
}

/** Parts, and whether they are all that there is to say. */
interface Fitted {
	readonly parts: readonly PlainPart[];
	readonly isWhole: boolean;
}

function headOf(notice: WrittenNotice, t: Translate): PlainPart[] {
	return [
		line(notice.level.join(' · ')),
		line(notice.inForce ? notice.period : t('pack.over', { state: notice.validity })),
		...(notice.successor
			? [
					{
						kind: 'link',
						text: notice.successor.title,
						address: notice.successor.address,
						lang: notice.successor.lang,
					} as const,
				]
			: []),
		...(notice.translationNote ? [line(notice.translationNote)] : []),
	];
}

function factsOf(notice: WrittenNotice, t: Translate): PlainPart[] {
	const named = (name: string, value: string | undefined) =>
		value ? [line(t('pack.fact', { name, value }))] : [];
	return [
		...(notice.phones.length > 0
			? [{ kind: 'phones', heading: t('facts.phones'), numbers: notice.phones } as const]
			: []),
		...named(t('facts.areas'), notice.areas),
		...named(t('facts.issuer'), t('pack.issued', { issuer: notice.issuer, at: notice.issued })),
		...named(t('facts.source'), notice.source),
		...named(t('facts.nextUpdate'), notice.nextUpdate),
		...named(
			t('facts.code'),
			notice.code && t('pack.codeAndVersion', { code: notice.code, version: notice.version }),
		),
		{ kind: 'link', text: t('pack.whole'), address: notice.address },
	];
}

/** What to do and what not, in turn, so that where there is no room for all neither is lost. */
function guidanceOf(notice: WrittenNotice, t: Translate, room: number): Fitted {
	const kept = { actions: [] as string[], avoid: [] as string[] };
	let left = room - 2 * htmlBytes(t('notice.avoid')) - 60;
	const most = Math.max(notice.actions.length, notice.avoid.length);
	for (let index = 0; index < most; index += 1) {
		for (const name of ['actions', 'avoid'] as const) {
			const sentence = notice[name][index];
			if (sentence === undefined || kept[name].length < index) continue;
			left -= htmlBytes(sentence) + '<li></li>'.length;
			if (left >= 0) kept[name].push(sentence);
		}
	}
	return {
		parts: [
			...list(t('notice.do'), kept.actions),
			...list(t('notice.avoid'), kept.avoid),
			...(notice.noActionNeeded ? [line(notice.noActionNeeded)] : []),
		],
		isWhole:
			kept.actions.length === notice.actions.length && kept.avoid.length === notice.avoid.length,
	};
}

/** The summary, and as much of the text as there is room for. */
function moreOf(notice: WrittenNotice, body: string, room: number): Fitted {
	const summary = lineBytes(notice.summary);
	if (summary > room) return { parts: [], isWhole: false };
	const paragraphs = body.split('\n').flatMap((each) => cleanLine(each) || []);
	const kept: string[] = [];
	let left = room - summary;
	for (const paragraph of paragraphs) {
		const fits = wholeSentences(paragraph, left - lineBytes(''), htmlBytes);
		if (fits !== '') kept.push(fits);
		left -= lineBytes(fits);
		if (fits !== paragraph) break;
	}
	const isWhole = kept.join('\n') === paragraphs.join('\n');
	// A heading or a beginning of a list says nothing without what follows.
	if (!isWhole) while (kept.length > 0 && !/[。！？.!?)）”]$/.test(kept.at(-1) ?? '')) kept.pop();
	const parts = [notice.summary, ...kept].map((text) => ({ ...line(text), isWritten: true }));
	return { parts, isWhole };
}

/** What a line takes as HTML, with the white space around it. */
function lineBytes(text: string): number {
	return htmlBytes(text) + '<p></p>'.length + 4;
}

function line(text: string): Extract<PlainPart, { kind: 'line' }> {
	return { kind: 'line', text };
}

function list(heading: string, items: readonly string[]): PlainPart[] {
	return items.length > 0 ? [{ kind: 'list', heading, items }] : [];
}

/** What parts take as HTML. */
function sizeOf(...groups: readonly (readonly PlainPart[])[]): number {
	return groups.flat().reduce((sum, part) => sum + partBytes(part), 0);
}

function partBytes(part: PlainPart): number {
	switch (part.kind) {
		case 'line':
			return lineBytes(part.text);
		case 'link':
			return htmlBytes(part.text) + 2 * htmlBytes(part.address) + 40;
		case 'phones':
			return part.numbers.reduce(
				(sum, each) => sum + 2 * each.length + 30,
				htmlBytes(part.heading) + 20,
			);
		case 'list':
			return part.items.reduce(
				(sum, each) => sum + htmlBytes(each) + 9,
				htmlBytes(part.heading) + 20,
			);
	}
}
