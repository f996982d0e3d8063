import type { PosterWords } from './poster-words.ts';
import { shortened } from './sentences.ts';
import type { WrittenNotice } from './written-notice.ts';

/** How large a poster is set; the style sheet has the sizes in points. */
export type PosterSize = keyof typeof sizes;

/** What of a notice stands on one A4 sheet, and how large. */
export interface PosterPlan {
	readonly size: PosterSize;
	readonly title: string;
	readonly summary?: string | undefined;
	readonly actions: readonly string[];
	readonly avoid: readonly string[];
	readonly noActionNeeded?: string | undefined;
	readonly areas: string;
	/** Whether there is more to do than the sheet holds. */
	readonly more: boolean;
}

/** In points: headline and text. The same numbers stand in poster.css. */
const sizes = {
	huge: { title: 42, text: 27 },
	large: { title: 36, text: 22 },
	medium: { title: 31, text: 18 },
	small: { title: 27, text: 15 },
	tiny: { title: 23, text: 13 },
} as const;

const sizeNames = Object.keys(sizes) as PosterSize[];

/** The sheet between its margins, in points, and the gap between its parts. */
const sheet = { width: 525, height: 768 };
const gap = 6;
const levelText = 18;
const footText = 12.5;
const endText = 11;
/** The code with its border, and the facts beside it. */
const code = { height: 119, width: 130, captionText: 0.85 * footText };
const factsWidth = sheet.width - code.width - 80;
const lineHeight = 1.38;
/** How much wider bold Latin letters are. */
const bold = 1.13;
/** The line that says that the end of the notice has passed; a poster has room for it when it is printed too late. */
const passedStrip = 30;

/** The largest setting in which a notice fits one sheet; where none does, sentences are left out from the end, never cut apart. */
export function posterPlan(notice: WrittenNotice, words: PosterWords, isVoid: boolean): PosterPlan {
	const title = shortened(notice.mark + notice.title, 110);
	const areas = shortened(notice.areas, 240);
	const room = sheet.height - headHeight(notice, isVoid) - footHeight(notice, words, areas);
	const { actions, avoid, summary, noActionNeeded } = notice;
	const whole = { title, areas, actions, avoid, noActionNeeded, more: false };
	for (const size of sizeNames)
		if (heightOf({ ...whole, summary, size }) <= room) return { ...whole, summary, size };
	let plan: PosterPlan = { ...whole, size: 'tiny', more: summary !== '' };
	while (heightOf(plan) > room && plan.actions.length + plan.avoid.length > 1) {
		const shorter = plan.avoid.length >= plan.actions.length ? 'avoid' : 'actions';
		plan = { ...plan, [shorter]: plan[shorter].slice(0, -1), more: true };
	}
	return plan;
}

function heightOf({
	size,
	title,
	summary,
	actions,
	avoid,
	noActionNeeded,
	more,
}: PosterPlan): number {
	const { title: titleSize, text } = sizes[size];
	const sentences = [...actions, ...avoid];
	const headings = [actions, avoid].filter((each) => each.length > 0).length;
	const lines =
		(summary ? linesOf(summary, text, sheet.width) + 0.3 : 0) +
		sentences.reduce((sum, each) => sum + linesOf(each, text, sheet.width - 1.6 * text) + 0.25, 0) +
		headings * 1.5 +
		(noActionNeeded ? 1 : 0) +
		(more ? 1 : 0);
	const titleLines = linesOf(title, titleSize, sheet.width, bold);
	return titleLines * titleSize * 1.25 + lines * text * lineHeight;
}

/** About as long as what stands before the title of a successor. */
const longestTakeDown = 'x'.repeat(60);

/** The strip of a poster that is not to be put up, whose it is, level and validity, with the gaps between them. */
function headHeight(notice: WrittenNotice, isVoid: boolean): number {
	const { level, validity, successor, translationNote } = notice;
	const levelLines = linesOf(level.join('   '), levelText, sheet.width - 60);
	const validityLines = linesOf(validity, levelText, sheet.width);
	const next = linesOf(`${longestTakeDown}${successor?.title ?? ''}`, footText, sheet.width - 20);
	const ending = notice.ends ? passedStrip : 0;
	const strip = isVoid ? 46 + next * footText * lineHeight : ending;
	const noteLines = translationNote ? linesOf(translationNote, footText, sheet.width) : 0;
	const note = noteLines === 0 ? 0 : noteLines * footText * lineHeight + gap;
	return strip + 60 + note + (levelLines + validityLines) * levelText * lineHeight;
}

/** Facts on the left, the code on the right, and below both until when the poster hangs. */
function footHeight(
	{ phones, issuer, source, address }: WrittenNotice,
	{ scan, codeAndVersion, takeDown, check }: PosterWords,
	areas: string,
): number {
	const line = footText * lineHeight;
	const told = [areas, phones.join('      '), issuer, ...(source ? [source] : [])];
	const facts = told.map((each) => linesOf(each, footText, factsWidth));
	const factLines = facts.reduce((sum, each) => sum + each, 0) + 3;
	const caption =
		linesOf(scan, code.captionText, code.width, bold) +
		linesOf(codeAndVersion, code.captionText, code.width);
	const checked = code.height + caption * code.captionText * lineHeight;
	const end =
		(takeDown ? linesOf(takeDown, endText, sheet.width, bold) : 0) +
		linesOf(check, endText, sheet.width) +
		linesOf(address, endText, sheet.width);
	return Math.max(factLines * line, checked) + end * endText * lineHeight + 18;
}

/** How many lines a text takes at a size in a width: words of Latin letters, with what an apostrophe joins to them, move whole to the next line, Han characters one by one. */
function linesOf(text: string, size: number, width: number, weight = 1): number {
	const most = width / size;
	let lines = 1;
	let used = 0;
	for (const piece of text.match(/[\u0021-\u024F]+(?:’[\u0021-\u024F]*)* ?|[\s\S]/gu) ?? []) {
		const isLatin = /^[\u0020-\u024F]/.test(piece);
		const ems = isLatin ? weight * latinEms(piece) : 1;
		used += ems;
		if (used <= most) continue;
		// A word longer than a line is broken.
		lines += Math.max(1, Math.ceil(ems / most));
		used = ems % most;
	}
	return lines;
}

/** Latin characters that are narrower or wider than a small letter, in ems of the widest of the fonts that a county may have. */
const latinWidths = [
	[/[iIjl|'’!.,:;]/, 0.32],
	[/[ftr()[\]{}\-/" ]/, 0.4],
	[/[mwMW@%]/, 0.97],
	[/[A-Z&]/, 0.75],
] as const;
const latinWidth = 0.635;

function latinEms(text: string): number {
	return [...text].reduce((sum, character) => {
		const [, ems = latinWidth] = latinWidths.find(([kind]) => kind.test(character)) ?? [];
		return sum + ems;
	}, 0);
}
