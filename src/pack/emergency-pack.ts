import type { Localized } from '../domain/entry.ts';
import { htmlBytes } from './bytes.ts';

/** The emergency pack is smaller than this, with everything in it: what a chat passes on and a slow network carries. */
export const mostPackBytes = 300_000;

/** How much of the pack each part may take, in bytes of HTML; the rest is for its head, the hotlines and the advice. */
export const packRoom = { notices: 130_000, helpPoints: 60_000, faqs: 50_000 } as const;

/** As much of a list as there is room for. */
export interface Packed<T> {
	readonly kept: readonly T[];
	/** How many there is no room for; the pack says so and where they stand. */
	readonly left: number;
}

/** Keeps entries in their order until the next one has no room. */
export function packUntilFull<T>(
	entries: readonly T[],
	room: number,
	bytesOf: (entry: T) => number,
): Packed<T> {
	let left = room;
	const end = entries.findIndex((entry) => {
		left -= bytesOf(entry);
		return left < 0;
	});
	const kept = end < 0 ? entries : entries.slice(0, end);
	return { kept, left: entries.length - kept.length };
}

/** A notice with its text as HTML, which is empty where it is too long. */
export interface PackedNotice<N> {
	readonly notice: N;
	readonly html: string;
	/** Whether the notice has a text that does not stand here. */
	readonly isShortened: boolean;
}

/** A longer text would take the room of other notices. */
const longText = 8_000;

/** A notice with its text, if that is short enough to stand in the pack. */
export function packedNotice<N>(notice: N, html: string): PackedNotice<N> {
	const isShortened = utf8Bytes(html) > longText;
	return { notice, html: isShortened ? '' : html, isShortened };
}

/** What a notice takes in the pack. */
export function noticeBytes({ notice, html }: PackedNotice<Localized<'notices'>>): number {
	const { title, summary, actions, avoid, phones, areas } = notice;
	const said = [title, summary, ...actions, ...avoid, ...phones, ...phones];
	return noticeMarkup + areas.length * markupOfLine + textBytes(said) + utf8Bytes(html);
}

/** What an answer takes in the pack. */
export function faqBytes(faq: Localized<'faqs'>): number {
	return entryMarkup + textBytes([faq.title, faq.summary]);
}

/** What a help point takes in the pack. */
export function helpPointBytes(point: Localized<'help-points'>): number {
	const { title, summary, address, openingHours, phone = '' } = point;
	return entryMarkup + textBytes([title, summary, address, openingHours, phone, phone]);
}

/** Markup, names, times and addresses of one notice; of one answer or help point. */
const noticeMarkup = 1_800;
const entryMarkup = 500;
const markupOfLine = 40;

function textBytes(lines: readonly string[]): number {
	return lines.reduce((sum, each) => sum + htmlBytes(each) + markupOfLine, 0);
}

function utf8Bytes(text: string): number {
	return new TextEncoder().encode(text).length;
}
