import { useState } from 'preact/hooks';
import type { Line, NewClaim, Suggestion } from './api.ts';
import type { AskedBulk } from './BulkBar.tsx';
import { useDesk } from './context.ts';
import { idsOf, type Row } from './queues.ts';

interface About {
	/** The line that is open. */
	readonly row: Row | undefined;
	readonly suggestions: readonly Suggestion[] | undefined;
	/** A call for help among them was looked at, and is about a claim. */
	readonly asClaim: boolean;
	/** How many reports are selected beside it. */
	readonly selected: number;
	/** Does what may be done, or says why it may not. */
	readonly unlessTaken: (work: () => unknown) => void;
	readonly onBulk: (asked: AskedBulk) => void;
	readonly onMessage: (message: string) => void;
	/** What is open is done with. */
	readonly onSorted: () => void;
	readonly drop: (ids: readonly string[]) => unknown;
	readonly reload: () => Promise<void>;
}

/** From so many reports of one line on, what an act does is shown before it is done. */
const largeLine = 20;

/** What a moderator does with the reports of the open line: with all of them at once, and it is taken back at once. */
export function useReportActs(about: About) {
	const { api, t, act } = useDesk();
	const { row, suggestions, asClaim, selected, unlessTaken, onBulk, onMessage } = about;
	/** A report and an item that differ, and that somebody put together with a first press. */
	const [pressed, setPressed] = useState<string>();
	const report = row?.kind === 'report' ? row.report : undefined;
	const ids = report && row ? idsOf(row) : [];
	const isLarge = ids.length >= largeLine;
	const line: Line = {
		shown: (suggestions ?? []).map((each) => each.item),
		along: ids.slice(1),
	};
	const said = (one: 'groupDone' | 'spamDone' | 'trashDone' | 'createDone', values = {}) =>
		ids.length > 1 ? t(`${one}Many`, { ...values, count: ids.length }) : t(one, values);

	/** Sorts what is open; the next line of the queue is there at once. */
	const sort = (work: (id: string) => Promise<unknown>, done: string) =>
		unlessTaken(async () => {
			if (!report) return;
			about.drop(ids);
			about.onSorted();
			if (!(await act(() => work(report.id), done))) await about.reload().catch(() => undefined);
		});
	const group = (into: string, claim: string) => {
		if (isLarge) onBulk({ kind: 'group', into, reports: ids });
		else void sort((id) => api.group(id, into, line), said('groupDone', { claim }));
	};

	return {
		group,
		/** With several selected, all of them: what that does is shown first. */
		confirm(index: number) {
			const suggestion = suggestions?.[index];
			if (!suggestion || !report) return;
			const pair = `${report.id} ${suggestion.item}`;
			if (selected > 0) onBulk({ kind: 'group', into: suggestion.item });
			else if (!suggestion.oneKey && pressed !== pair) {
				setPressed(pair);
				onMessage(t('pressAgain', { claim: suggestion.claim, key: index + 1 }));
			} else group(suggestion.item, suggestion.claim);
		},
		async create(claim: NewClaim) {
			if (!report) return;
			await act(async () => {
				await api.openItem(report.id, claim, line);
				// Not before it is done: what was typed is still there if it is refused.
				about.drop(ids);
				about.onSorted();
			}, said('createDone'));
		},
		setAside(state: 'spam' | 'trashed') {
			if (!report || report.aside) return;
			const kind = state === 'spam' ? 'spam' : 'trash';
			if (report.crisis && !asClaim) onMessage(t('lookFirst'));
			else if (isLarge) onBulk({ kind, reports: ids });
			else {
				const { along } = line;
				const work = (id: string) => api.setState(id, state, { lookedAt: asClaim, along });
				void sort(work, said(`${kind}Done`));
			}
		},
		restore() {
			if (report?.aside)
				unlessTaken(() => act(() => api.setState(report.id, 'normal'), t('restoreDone')));
		},
	};
}
