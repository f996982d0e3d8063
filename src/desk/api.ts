import type { DraftRow, PublicationRow } from '../domain/answers.ts';
import type { Channel, ItemState, Referral } from '../domain/report.ts';

export interface Suggestion {
	readonly item: string;
	readonly score: number;
	readonly claim: string;
	readonly published: boolean;
}

export interface DeskReport {
	readonly id: string;
	readonly content: string;
	readonly channel: Channel;
	readonly area?: string;
	readonly heardOn?: string;
	readonly crisis: boolean;
	readonly receivedAt: string;
	readonly suggestions: readonly Suggestion[];
}

export interface DeskItem {
	readonly id: string;
	readonly claim: string;
	readonly state: ItemState;
	readonly risk: 'high' | 'medium' | 'low';
	readonly version: number;
	readonly reports: number;
	readonly nextUpdateAt?: string;
	readonly draftRef?: string;
	readonly due: { readonly holdingLine?: string; readonly verdict?: string };
	readonly firstAnsweredAt?: string;
	readonly response?: { readonly ref: string; readonly title: string; readonly state: string };
	/** How far the response has come that is being written. */
	readonly draftStatus?: DraftRow['status'];
	/** The way of the response to the readers, while it is new. */
	readonly publication?: PublicationRow;
}

export interface Queue {
	readonly waitingCount: number;
	readonly reports: readonly DeskReport[];
	readonly items: readonly DeskItem[];
}

export interface ItemChange {
	readonly state?: 'checking' | 'not-a-claim' | 'referred';
	readonly nextUpdateAt?: string;
	readonly referredTo?: Referral;
}

/** What the server refused, in the reader's words; `undefined` reason means it could not be reached. */
export class DeskError extends Error {
	readonly reason: string | undefined;

	constructor(reason: string | undefined) {
		super(reason ?? 'unreachable');
		this.reason = reason;
	}
}

/** The desk's requests to the server. */
export function deskApi(base: string, language: string) {
	async function call<T>(path: string, body?: object): Promise<T> {
		const headers = {
			'Accept-Language': language,
			...(body ? { 'Content-Type': 'application/json' } : {}),
		};
		const request = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
		const answer = await fetch(`${base}api/desk/${path}`, request).catch(() => undefined);
		if (!answer) throw new DeskError(undefined);
		// The server's answers are typed above.
		const content = (await answer.json().catch(() => ({}))) as T & { error?: string };
		if (!answer.ok) throw new DeskError(content.error ?? String(answer.status));
		return content;
	}

	return {
		queue: () => call<Queue>('queue'),
		reportsOf: (item: string) =>
			call<readonly DeskReport[]>(`items/${encodeURIComponent(item)}/reports`),
		group: (report: string, item: string) =>
			call<{ item: string }>(`reports/${report}/group`, { item }),
		/** Takes a report out of its item. */
		ungroup: (report: string) => call<object>(`reports/${report}/ungroup`, {}),
		openItem: (report: string, item: { claim: string; harm: number; spread: number }) =>
			call<{ item: string }>(`reports/${report}/item`, item),
		setState: (report: string, state: 'normal' | 'spam') =>
			call<object>(`reports/${report}/state`, { state }),
		change: (item: string, version: number, change: ItemChange) =>
			call<object>(`items/${encodeURIComponent(item)}`, { version, ...change }),
		draft: (item: string) =>
			call<{ ref: string; path: string }>(`items/${encodeURIComponent(item)}/draft`, {}),
	};
}

export type DeskApi = ReturnType<typeof deskApi>;
