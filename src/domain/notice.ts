import type { Notice } from './collections.ts';
import type { Language } from './languages.ts';
import { type Problem, problem } from './problem.ts';

export type { Notice } from './collections.ts';

/** Answers whether an instant lies in the past; pages get it from the reading, which remembers what they asked. */
export type HasPassed = (instant: Date) => boolean;

/** A notice with its address, and the language that its words are in, where it was put in one. */
export type NoticeWithRef = Notice & {
	readonly ref: string;
	readonly textLanguage?: Language | undefined;
};

/** How a notice stands now, and which later notice made it so; `late` when an update was promised and has not come. */
export type Standing =
	| { readonly state: 'current'; readonly late: boolean }
	| { readonly state: 'scheduled' | 'expired' }
	| { readonly state: 'updated' | 'lifted' | 'withdrawn'; readonly by: NoticeWithRef };

/** How a notice stands, given the published notices that refer to it. A correction leaves the corrected notice in force. */
export function standing(
	notice: Notice,
	followers: readonly NoticeWithRef[],
	hasPassed: HasPassed,
): Standing {
	const ending = followers.find(
		(each) => endings[each.lifecycle] !== undefined && hasPassed(each.effective),
	);
	const state = ending ? endings[ending.lifecycle] : undefined;
	if (ending && state) return { state, by: ending };
	if (isEnding(notice)) return { state: 'expired' };
	if (notice.expires && hasPassed(notice.expires)) return { state: 'expired' };
	if (!hasPassed(notice.effective)) return { state: 'scheduled' };
	return { state: 'current', late: isLate(notice, followers, hasPassed) };
}

/** Whether a notice is in force or still to come into force. */
export function stands({ state }: Standing): boolean {
	return state === 'current' || state === 'scheduled';
}

/** A correction that is out is word from the county as well, and names the next update itself. */
function isLate(
	{ nextUpdateAt }: Notice,
	followers: readonly NoticeWithRef[],
	hasPassed: HasPassed,
): boolean {
	if (!nextUpdateAt || !hasPassed(nextUpdateAt)) return false;
	return !followers.some((each) => hasPassed(each.effective));
}

const endings: {
	readonly [lifecycle in Notice['lifecycle']]?: 'updated' | 'lifted' | 'withdrawn';
} = {
	update: 'updated',
	lift: 'lifted',
	withdrawal: 'withdrawn',
};

/** Whether a notice warns of danger: these stand at the top of the home page while they are in force. */
export function isWarning(notice: Notice): boolean {
	return notice.category === 'warning' && !isEnding(notice);
}

/** Whether a notice ends others, as an all-clear or a withdrawal: it is news, and never itself in force. */
export function isEnding(notice: Notice): boolean {
	return notice.lifecycle === 'lift' || notice.lifecycle === 'withdrawal';
}

const urgencyOrder = ['red', 'orange', 'yellow', 'blue'] as const;

/** Orders notices by warning colour, then newest first. */
export function byUrgency(a: Notice, b: Notice): number {
	return rank(a) - rank(b) || byNewest(a, b);
}

function rank(notice: Notice): number {
	return notice.warningColor ? urgencyOrder.indexOf(notice.warningColor) : urgencyOrder.length;
}

/** The instant a notice dates from: when it was sent, or when it comes into force if it was never stamped. */
export function sentAt(entry: { stamp?: { sent: Date } | undefined; effective: Date }): Date {
	return entry.stamp?.sent ?? entry.effective;
}

export function byNewest(a: Notice, b: Notice): number {
	return sentAt(b).getTime() - sentAt(a).getTime();
}

/** What the law and the standards ask of a notice (突发事件应对法 2024 Art. 64; CAP 1.2; facts on case figures). */
export function noticeProblems(ref: string, notice: Notice): Problem[] {
	return [
		...lifecycleProblems(ref, notice),
		...warningProblems(notice),
		...timeProblems(notice),
		...guidanceProblems(notice),
		...figureProblems(notice),
		...attachmentProblems(notice),
	];
}

function lifecycleProblems(ref: string, notice: Notice): Problem[] {
	const problems: Problem[] = [];
	const first = notice.lifecycle === 'issue';
	if (!first && notice.references.length === 0)
		problems.push(problem('needs-reference', 'references'));
	if (first && notice.references.length > 0)
		problems.push(problem('issue-with-reference', 'references'));
	if (notice.references.includes(ref)) problems.push(problem('refers-to-itself', 'references'));
	if (notice.lifecycle === 'correction' && !notice.correction)
		problems.push(problem('needs-correction', 'correction'));
	return problems;
}

function warningProblems(notice: Notice): Problem[] {
	if (!notice.warningColor) return [];
	const problems: Problem[] = [];
	if (notice.category !== 'warning')
		problems.push(problem('colour-outside-warning', 'warningColor'));
	if (!notice.officialReference)
		problems.push(problem('colour-without-official-reference', 'officialReference'));
	return problems;
}

function timeProblems(notice: Notice): Problem[] {
	const problems: Problem[] = [];
	if (notice.expires && notice.expires <= notice.effective)
		problems.push(problem('ends-before-start', 'expires'));
	if (notice.expires && notice.onset && notice.onset > notice.expires)
		problems.push(problem('onset-after-end', 'onset'));
	if (notice.nextUpdateAt && notice.nextUpdateAt <= notice.effective) {
		problems.push(problem('next-update-in-past', 'nextUpdateAt'));
	}
	if (notice.sessions.some(({ start, end }) => end <= start))
		problems.push(problem('ends-before-start', 'sessions'));
	const ends = isEnding(notice);
	if (!ends && !notice.expires && !notice.reviewBy)
		problems.push(problem('needs-end-or-review', 'expires'));
	const mustUpdate = !ends && (notice.category === 'warning' || notice.category === 'situation');
	if (mustUpdate && !notice.nextUpdateAt)
		problems.push(problem('needs-next-update', 'nextUpdateAt'));
	return problems;
}

function guidanceProblems(notice: Notice): Problem[] {
	const guided = notice.actions.length > 0 || notice.avoid.length > 0 || notice.noActionNeeded;
	return guided ? [] : [problem('needs-action', 'actions')];
}

/** What only stands in a PDF is not said: not to a screen reader, an old phone or a search. */
function attachmentProblems({ attachments, body }: Notice): Problem[] {
	const isBare = attachments.length > 0 && body.trim() === '';
	return isBare ? [problem('attachment-without-text', 'body')] : [];
}

/** Counts of cases in the text, as 「3例」; figures are relayed with their source, never stated bare. */
const caseCount = /\d+\s*例/;

function figureProblems(notice: Notice): Problem[] {
	const { confirmed, suspected, severe, recovered, died } = notice.caseFigures ?? {};
	const counted = [confirmed, suspected, severe, recovered, died].some(
		(each) => each !== undefined,
	);
	if (notice.caseFigures && !counted) return [problem('figures-without-number', 'caseFigures')];
	const text = [notice.title, notice.summary, ...notice.known, notice.body].join('\n');
	return !notice.caseFigures && caseCount.test(text)
		? [problem('figures-without-source', 'caseFigures')]
		: [];
}
