import type { AliasWarning } from '../domain/alias-warnings.ts';
import type { DeskAct } from '../domain/desk-acts.ts';
import type { ItemDifference } from '../domain/item-change.ts';
import type { Difference } from '../domain/matching/difference.ts';
import type { Channel, ItemState, Referral } from '../domain/report.ts';
import type { ReportStanding } from '../domain/report-standing.ts';
import type { ReplyPurpose } from '../domain/saved-reply.ts';
import type { DraftRow, PublicationRow } from '../domain/staff-answers.ts';
import type { EnglishHolding } from '../domain/templates/holding-line.ts';

export interface Suggestion {
	readonly item: string;
	readonly claim: string;
	readonly score: number;
	readonly wording: string;
	readonly differences: readonly Difference[];
	readonly published?: boolean;
	/** Whether a single key may take it. */
	readonly oneKey: boolean;
}

export interface DeskReport {
	readonly id: string;
	readonly content: string;
	readonly channel: Channel;
	readonly area?: string;
	readonly heardOn?: string;
	readonly crisis: boolean;
	readonly receivedAt: string;
	readonly assignee?: string;
	/** The screenshot that came with it. */
	readonly image?: string;
	readonly standing: ReportStanding;
	/** Of one that waits: by when it is to be answered if its risk is high. */
	readonly due?: string;
	/** The same for reports that say the same; see `foldKey`. */
	readonly fold?: string;
	/** Tells the askers of one line apart. */
	readonly from?: string;
	/** Of one that was set aside: how, and when it will be deleted. */
	readonly aside?: 'spam' | 'trashed';
	readonly deleteAfter?: string;
}

export interface DeskItem {
	readonly id: string;
	readonly claim: string;
	readonly state: ItemState;
	readonly risk: 'high' | 'medium' | 'low';
	readonly harm: number;
	readonly spread: number;
	readonly version: number;
	readonly reports: number;
	/** Different askers of the last day. */
	readonly askers: number;
	/** Those of the last hours; see `recentMs`. */
	readonly recentAskers: number;
	readonly lastSeenAt?: string;
	readonly firstSeenAt: string;
	readonly nextUpdateAt?: string;
	readonly referredTo?: Referral;
	readonly draftRef?: string;
	readonly assignee?: string;
	readonly waitsFor?: string;
	readonly waitsSince?: string;
	readonly reopenedAt?: string;
	readonly due: { readonly holdingLine?: string; readonly verdict?: string };
	readonly firstAnsweredAt?: string;
	readonly response?: { readonly ref: string; readonly title: string; readonly state: string };
}

/** How far a response has come that is being written, and its way to the readers while it is new. */
export interface Standing {
	readonly draftStatus?: DraftRow['status'];
	readonly publication?: PublicationRow;
}

export interface Lock {
	readonly subject: string;
	readonly by: { readonly id: string; readonly name: string };
	readonly until: string;
}

interface Choice {
	readonly code: string;
	readonly name: string;
}

/** What does not belong to one row. */
export interface DeskFrame {
	readonly waitingCount: number;
	readonly asideCount: number;
	readonly people: Readonly<Record<string, string>>;
	readonly locks: readonly Lock[];
	readonly standings: Readonly<Record<string, Standing>>;
	/** Whether an exercise is under way. */
	readonly exerciseRuns: boolean;
	readonly me: { readonly id: string; readonly sorts: boolean; readonly publishes: boolean };
	readonly choices: {
		readonly issuers: readonly Choice[];
		readonly topics: readonly Choice[];
		readonly areas: readonly Choice[];
	};
}

/** A page of everything, or what changed since a mark. */
export interface StateAnswer extends DeskFrame {
	readonly mark: number;
	readonly whole: boolean;
	readonly items: readonly DeskItem[];
	readonly reports: readonly DeskReport[];
	readonly gone: { readonly items: readonly string[]; readonly reports: readonly string[] };
	/** Where the next page begins. */
	readonly next?: { readonly items: string; readonly reports: string };
}

export interface Evidence {
	readonly id: string;
	readonly what: string;
	readonly who: string;
	readonly date: string;
	readonly url?: string;
	readonly image?: string;
}

export interface LogEntry {
	readonly id: string;
	readonly at: string;
	readonly by: { readonly name: string };
	readonly act: DeskAct;
	readonly details: Readonly<Record<string, string | number>>;
	readonly undoable: boolean;
	readonly undoneAt?: string;
	readonly undoneBy?: string;
}

export interface ItemDetails {
	readonly reports: readonly DeskReport[];
	readonly evidence: readonly Evidence[];
	readonly log: readonly LogEntry[];
	readonly variants: readonly { readonly id: string; readonly claim: string }[];
	/** How often somebody who was about to ask found the answer first. */
	readonly foundAtDoor: number;
	readonly alike: readonly Suggestion[];
}

export interface NewClaim {
	readonly claim: string;
	readonly harm: number;
	readonly spread: number;
	readonly variantOf?: string;
}

/** What a moderator had before them: the items that were offered, best first, and the other reports of the line. */
export interface Line {
	readonly shown: readonly string[];
	readonly along: readonly string[];
}

const alone: Line = { shown: [], along: [] };

export interface ItemChange {
	readonly claim?: string;
	readonly harm?: number;
	readonly spread?: number;
	readonly state?: ItemState;
	readonly nextUpdateAt?: string;
	readonly referredTo?: Referral;
	readonly waitsFor?: string;
}

export interface HoldingLine {
	readonly title: string;
	readonly summary: string;
	readonly fact: string;
	readonly actions: readonly string[];
	readonly nextUpdateAt: string;
	readonly issuer: string;
	readonly topic: string;
	readonly area: string;
	/** The same for readers of English, where somebody wrote it. */
	readonly english?: EnglishHolding;
	/** Which word is to be typed before it goes out. */
	readonly word?: 'exercise' | 'real';
	readonly confirm?: string;
}

export interface Wording {
	readonly text: string;
	readonly count: number;
	readonly warnings: readonly AliasWarning[];
}

export interface SavedReply {
	readonly id: string;
	readonly purpose: ReplyPurpose;
	readonly title: { readonly 'zh-CN': string; readonly en: string };
	readonly text: { readonly 'zh-CN': string; readonly en: string };
	readonly version: number;
}

export type BulkAct = (
	| { readonly act: 'spam' | 'trash' | 'restore' }
	| { readonly act: 'assign'; readonly to: 'me' | 'nobody' }
	| { readonly act: 'group'; readonly item: string; readonly calls: boolean }
	| { readonly act: 'open'; readonly claim: NewClaim; readonly calls: boolean }
) & { readonly reports: readonly string[]; readonly items: readonly string[] };

export interface BulkPreview {
	readonly reports: number;
	readonly items: number;
	readonly alongside: number;
	readonly taken: number;
	readonly gone: number;
	readonly crisis: number;
	readonly receipts: Readonly<Record<string, number>>;
}

/** What came with a refusal. */
export interface Refusal {
	readonly error?: string;
	readonly problems?: readonly { readonly code: string }[];
	/** Of an item that somebody else changed. */
	readonly version?: number;
	readonly by?: string;
	readonly differences?: readonly ItemDifference[];
	readonly preview?: BulkPreview;
	readonly theirs?: SavedReply;
}

/** What the server refused, in the reader's words; `undefined` reason means it could not be reached. */
export class DeskError extends Error {
	readonly reason: string | undefined;
	readonly refusal: Refusal;

	constructor(reason: string | undefined, refusal: Refusal = {}) {
		super(reason ?? 'unreachable');
		this.reason = reason;
		this.refusal = refusal;
	}
}

/** The desk's requests to the server. */
/** `desk` is where the desk answers, below the site. */
export function deskApi(base: string, language: string, desk = 'api/desk') {
	async function call<T>(path: string, body?: object): Promise<T> {
		const headers = {
			'Accept-Language': language,
			...(body ? { 'Content-Type': 'application/json' } : {}),
		};
		const request = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
		const answer = await fetch(`${base}${desk}/${path}`, request).catch(() => undefined);
		if (!answer) throw new DeskError(undefined);
		// The server's answers are typed above.
		const content = (await answer.json().catch(() => ({}))) as T & Refusal;
		if (!answer.ok) throw new DeskError(content.error ?? String(answer.status), content);
		return content;
	}
	const item = (id: string, rest = '') => `items/${encodeURIComponent(id)}${rest}`;

	return {
		/** Where a screenshot is. Only those who sort reports get it. */
		imageUrl: (id: string) => `${base}api/desk/images/${encodeURIComponent(id)}`,
		/** A page of everything, from its beginning unless a place is given. */
		state: (from?: { readonly items: string; readonly reports: string }) =>
			call<StateAnswer>(`state${from ? `?${new URLSearchParams(from)}` : ''}`),
		/** A page of what was set aside, last first; `after` is where the page before it ended. */
		aside: (after?: string) =>
			call<{ readonly reports: readonly DeskReport[]; readonly next?: string }>(
				`aside${after === undefined ? '' : `?${new URLSearchParams({ after })}`}`,
			),
		since: (mark: number) => call<StateAnswer>(`state?since=${mark}`),
		/** Calls when something was written, with its mark. Gives a way to stop listening. */
		listen(heard: (mark: number) => void, failed: () => void): () => void {
			const source = new EventSource(`${base}${desk}/events`);
			source.addEventListener('changed', (event) => heard(Number(event.data)));
			source.addEventListener('error', () => {
				if (source.readyState === EventSource.CLOSED) failed();
			});
			return () => source.close();
		},
		suggestions: (report: string) => call<readonly Suggestion[]>(`reports/${report}/suggestions`),
		group: (report: string, into: string, line: Line = alone) =>
			call<{ item: string }>(`reports/${report}/group`, { item: into, ...line }),
		/** Takes a report out of its item. */
		ungroup: (report: string) => call<object>(`reports/${report}/ungroup`, {}),
		reject: (report: string, not: string) =>
			call<object>(`reports/${report}/reject`, { item: not }),
		openItem: (report: string, claim: NewClaim, line: Line = alone) =>
			call<{ item: string }>(`reports/${report}/item`, { ...claim, ...line }),
		/** `lookedAt`: a call for help was found to be none. `along`: reports of its line, which go with it. */
		setState: (
			report: string,
			state: 'normal' | 'spam' | 'trashed',
			{ lookedAt = false, along = [] as readonly string[] } = {},
		) => call<object>(`reports/${report}/state`, { state, lookedAt, along }),
		details: (id: string) => call<ItemDetails>(item(id)),
		change: (id: string, version: number, seen: object, change: ItemChange) =>
			call<{ version: number }>(item(id), { version, seen, ...change }),
		merge: (from: DeskItem, into: DeskItem) =>
			call<{ reports: number }>(item(from.id, '/merge'), {
				version: from.version,
				into: { id: into.id, version: into.version },
			}),
		notSame: (id: string, other: string) => call<object>(item(id, '/reject'), { item: other }),
		split: (id: string, reports: readonly string[], claim: NewClaim) =>
			call<object>(item(id, '/split'), { reports, ...claim }),
		addEvidence: (id: string, evidence: Omit<Evidence, 'id'>) =>
			call<object>(item(id, '/evidence'), evidence),
		dropEvidence: (id: string, evidence: string) =>
			call<object>(item(id, `/evidence/${evidence}/remove`), {}),
		holding: (id: string) => call<HoldingLine>(item(id, '/holding')),
		publishHolding: (id: string, version: number, line: HoldingLine) =>
			call<{ done: 'published' | 'handed-over'; ref: string }>(item(id, '/holding'), {
				version,
				...line,
			}),
		wordings: (id: string) => call<readonly Wording[]>(item(id, '/wordings')),
		draft: (id: string, aliases: readonly string[] = []) =>
			call<{ ref: string; path: string }>(item(id, '/draft'), { aliases }),
		assign: (to: 'me' | 'nobody', about: { reports?: string[]; items?: string[] }) =>
			call<object>('bulk/assign', { to, ...about }),
		previewBulk: (act: BulkAct) => call<BulkPreview>('bulk/preview', act),
		bulk: (act: BulkAct, shown: Pick<BulkPreview, 'reports' | 'items'>) =>
			call<{ preview: BulkPreview }>('bulk', { ...act, shown }),
		lock: (subject: string, takeOver = false) =>
			call<Lock & { mine: boolean }>('locks', { subject, takeOver }),
		release: (subject: string) => call<object>('locks/release', { subject }),
		undo: () => call<{ act: DeskAct }>('undo', {}),
		undoEntry: (entry: string) => call<{ act: DeskAct }>(`log/${entry}/undo`, {}),
		log: () => call<readonly LogEntry[]>('log'),
		replies: () => call<readonly SavedReply[]>('replies'),
		saveReply: (reply: Omit<SavedReply, 'id'> & { id?: string }) =>
			call<SavedReply>('replies', reply),
		removeReply: ({ id, version }: SavedReply) =>
			call<object>(`replies/${encodeURIComponent(id)}/remove`, { version }),
	};
}

export type DeskApi = ReturnType<typeof deskApi>;
