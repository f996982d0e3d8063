import type { HelpPoint } from './collections.ts';

/** How a help point stands, as its keeper taps it. */
export const pointStates = ['open', 'low', 'sold-out', 'closed', 'moved'] as const;
export type PointState = (typeof pointStates)[number];

/** What a keeper may add: whole sentences from a list, so that nobody can write anything on the county's pages. */
export const pointNotes = [
	'long-queue',
	'more-today',
	'more-tomorrow',
	'limited',
	'bring-id',
	'cash-only',
] as const;
export type PointNote = (typeof pointNotes)[number];

/** What was last reported of a help point, as the pages show it. */
export interface PointReport {
	readonly state: PointState;
	readonly note?: PointNote | undefined;
	readonly at: Date;
}

/** A tap can be taken back for so long; in milliseconds. */
export const pointUndoMs = 10 * 60_000;

/** So many taps of one link in an hour are shown at once; what comes after them waits for staff. */
export const mostPointChanges = 6;

/** Whether a tap is shown at once: that a place has moved is for staff to say, who also change its address. */
export function isShownAtOnce(state: PointState, changesInHour: number): boolean {
	return state !== 'moved' && changesInHour < mostPointChanges;
}

/** The observation by which pages learn what was reported of a help point. */
export function pointObservation(ref: string): string {
	return `helpPoint:${ref}`;
}

export function writePointReport({ state, note, at }: PointReport): string {
	return JSON.stringify({ state, ...(note ? { note } : {}), at: at.toISOString() });
}

/** Reads what `writePointReport` wrote; `undefined` for anything else. */
export function readPointReport(text: string | undefined): PointReport | undefined {
	const { state, note, at } = JSON.parse(text ?? '{}') as Record<string, unknown>;
	const time = new Date(typeof at === 'string' ? at : '');
	if (!isPointState(state) || Number.isNaN(time.getTime())) return undefined;
	return { state, note: isPointNote(note) ? note : undefined, at: time };
}

/** A help point as it is shown: with what was reported of it since editors last wrote how it stands. */
export type ReportedPoint<P extends HelpPoint> = P & { readonly note?: PointNote | undefined };

/** The newest word counts, whether an editor's or one from the place. */
export function withReport<P extends HelpPoint>(
	point: P,
	report: PointReport | undefined,
): ReportedPoint<P> {
	if (!report || report.at <= point.asOf) return point;
	return { ...point, state: report.state, asOf: report.at, note: report.note };
}

export function isPointState(value: unknown): value is PointState {
	return pointStates.some((state) => state === value);
}

export function isPointNote(value: unknown): value is PointNote {
	return pointNotes.some((note) => note === value);
}
