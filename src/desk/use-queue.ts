import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DeskApi } from './api.ts';
import type { DeskRows } from './desk-rows.ts';
import {
	type Filter,
	filtered,
	foundElsewhere,
	isSuspect,
	noFilter,
	type Order,
	type QueueName,
	queueRows,
	type Row,
} from './queues.ts';
import { useAside } from './use-aside.ts';

/** The queue that is looked at: its lines, the one that is open, and those that are selected. */
export function useQueue(api: DeskApi, rows: DeskRows, isWriting: boolean) {
	const [queue, setQueue] = useState<QueueName>('waiting');
	const [order, setOrder] = useState<Order>('risk');
	const [filter, setFilter] = useState<Filter>(noFilter);
	const [folded, setFolded] = useState(true);
	const [place, setPlace] = useState<{ readonly id: string; readonly index: number }>({
		id: '',
		index: 0,
	});
	const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
	const aside = useAside(api, queue === 'aside', rows.frame.asideCount);
	const sorted = useMemo(
		() => queueRows(rows, queue, order, aside.reports),
		[rows.items, rows.reports, aside.reports, queue, order, rows.frame.me.id],
	);
	const found = useMemo(() => filtered(sorted, filter), [sorted, filter]);
	// Who looks for something finds it wherever it stands.
	const isFolded = queue === 'waiting' && folded && filter.text.trim() === '';
	const lines = useMemo(
		() => (isFolded ? found.filter((row) => !isSuspect(row)) : found),
		[found, isFolded],
	);
	const suspects = queue === 'waiting' ? found.filter(isSuspect) : [];
	const elsewhere = useMemo(
		() => (queue === 'all' ? 0 : foundElsewhere(rows, lines, filter.text)),
		[rows.items, rows.reports, lines, filter.text, queue],
	);

	// A line keeps its place by its name: when it leaves the queue, the next one has come there.
	const at = useMemo(() => lines.findIndex(({ id }) => id === place.id), [lines, place.id]);
	const active = at >= 0 ? at : Math.min(place.index, lines.length - 1);
	const line = lines[active];
	const kept = useRef<Row>();
	// Somebody else may have taken the line away while something is being written about it: that stays.
	const isGone = isWriting && at < 0 && kept.current !== undefined;
	const row = isGone ? kept.current : line;
	useLayoutEffect(() => {
		kept.current = row;
		if (row && !isGone && (row.id !== place.id || active !== place.index))
			setPlace({ id: row.id, index: active });
	}, [row, active, isGone]);

	const go = (index: number) => {
		const next = lines[Math.max(0, Math.min(index, lines.length - 1))];
		if (next) setPlace({ id: next.id, index: lines.indexOf(next) });
	};
	const anchor = useRef(0);
	const select = (index: number, range: boolean) => {
		const next = new Set(selected);
		const here = lines[index];
		if (!here) return;
		if (range) {
			const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
			for (const each of lines.slice(from, to + 1)) next.add(each.id);
		} else if (!next.delete(here.id)) next.add(here.id);
		anchor.current = index;
		setSelected(next);
	};
	const chosen = lines.filter(({ id }) => selected.has(id));
	return {
		queue,
		/** Whether its lines are all there. */
		isRead: queue === 'aside' ? aside.isRead : rows.complete,
		aside,
		/** How many lines of other queues have the words that are looked for. */
		elsewhere,
		/** What is selected and seen. */
		chosen: {
			reports: chosen.filter(({ kind }) => kind === 'report').map(({ id }) => id),
			items: chosen.filter(({ kind }) => kind === 'item').map(({ id }) => id),
		},
		order,
		filter,
		lines,
		active: isGone ? -1 : active,
		row,
		isGone,
		selected,
		go,
		select,
		selectAll: () => setSelected(new Set(lines.map(({ id }) => id))),
		selectNone: () => setSelected(new Set()),
		/** How many suspect reports stand at the end of the queue, and whether they are folded up. */
		suspects: suspects.length,
		isFolded,
		setFolded,
		selectSuspects() {
			setFolded(false);
			setSelected(new Set(suspects.map(({ id }) => id)));
		},
		setQueue(name: QueueName) {
			setQueue(name);
			setPlace({ id: '', index: 0 });
			setSelected(new Set());
		},
		setOrder,
		setFilter,
	};
}

export type Queue = ReturnType<typeof useQueue>;
