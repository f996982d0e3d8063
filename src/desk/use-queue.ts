import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Order } from '../domain/desk-order.ts';
import type { DeskApi } from './api.ts';
import type { DeskRows } from './desk-rows.ts';
import {
	type Filter,
	filtered,
	foundElsewhere,
	idsOf,
	isSuspect,
	noFilter,
	type QueueName,
	queueRows,
	type Row,
} from './queues.ts';
import { useAside } from './use-aside.ts';
import { useNow } from './use-now.ts';

/** The queue that is looked at: its lines, the one that is open, and those that are selected. */
export function useQueue(api: DeskApi, rows: DeskRows, isWriting: boolean) {
	const [queue, setQueue] = useState<QueueName>('waiting');
	const [order, setOrder] = useState<Order>('urgency');
	const [filter, setFilter] = useState<Filter>(noFilter);
	const [folded, setFolded] = useState(true);
	const [place, setPlace] = useState<Place>(firstPlace);
	const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
	const [apart, setApart] = useState<ReadonlySet<string>>(new Set());
	const now = useNow();
	const aside = useAside(api, queue === 'aside', rows.frame.asideCount);
	const sorted = useMemo(
		() => queueRows(rows, queue, { order, now, aside: aside.reports, apart }),
		[rows.items, rows.reports, aside.reports, queue, order, now, apart, rows.frame.me.id],
	);
	const found = useMemo(() => filtered(sorted, filter), [sorted, filter]);
	// Who looks for something finds it wherever it stands.
	const isFolded = queue === 'waiting' && folded && filter.text.trim() === '';
	const lines = useMemo(
		() => (isFolded ? found.filter((row) => !isSuspect(row)) : found),
		[found, isFolded],
	);
	const suspects = useMemo(
		() => (queue === 'waiting' ? found.filter(isSuspect) : []),
		[found, queue],
	);
	const count = useMemo(() => countOf(lines), [lines]);
	const elsewhere = useMemo(
		() => (queue === 'all' ? 0 : foundElsewhere(rows, lines, filter.text)),
		[rows.items, rows.reports, lines, filter.text, queue],
	);

	// A line keeps its place by its name: when it leaves the queue, the next one has come there.
	// When a colleague sorts the report that it is named after, and others of it stay, it is still the same.
	const at = useMemo(() => {
		const named = lines.findIndex(({ id }) => id === place.id);
		if (named >= 0) return named;
		return lines.findIndex((each) => idsOf(each).some((id) => place.ids.includes(id)));
	}, [lines, place]);
	const active = at >= 0 ? at : Math.min(place.index, lines.length - 1);
	const line = lines[active];
	const kept = useRef<Row>();
	// Somebody else may have taken the line away while something is being written about it: that stays.
	const isGone = isWriting && at < 0 && kept.current !== undefined;
	const row = isGone ? kept.current : line;
	useLayoutEffect(() => {
		kept.current = row;
		if (row && !isGone && (row.id !== place.id || active !== place.index))
			setPlace(placeOf(row, active, at >= 0 ? place.name : row.id));
	}, [row, active, isGone]);

	const go = (index: number) => {
		const next = lines[Math.max(0, Math.min(index, lines.length - 1))];
		if (next) setPlace(placeOf(next, lines.indexOf(next)));
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
			reports: chosen.filter(({ kind }) => kind === 'report').flatMap(idsOf),
			items: chosen.filter(({ kind }) => kind === 'item').map(({ id }) => id),
		},
		order,
		filter,
		now,
		lines,
		/** How many reports and items the lines stand for. */
		count,
		active: isGone ? -1 : active,
		row,
		/** What is open keeps this name as long as anything of it is left. */
		name: at >= 0 || isGone ? place.name : (row?.id ?? ''),
		isGone,
		selected,
		go,
		select,
		selectAll: () => setSelected(new Set(lines.map(({ id }) => id))),
		selectNone: () => setSelected(new Set()),
		/** How many suspect reports stand at the end of the queue, and whether they are folded up. */
		suspects: countOf(suspects),
		isFolded,
		setFolded,
		selectSuspects() {
			setFolded(false);
			setSelected(new Set(suspects.map(({ id }) => id)));
		},
		setQueue(name: QueueName) {
			setQueue(name);
			setPlace(firstPlace);
			setSelected(new Set());
		},
		setOrder,
		setFilter,
		/** Makes a line of each report of a line. */
		takeApart: (line: Row) => setApart(new Set([...apart, ...idsOf(line)])),
	};
}

/** Where somebody is in a queue: the line by its name, by what it stands for, and by its place. */
interface Place {
	readonly name: string;
	readonly id: string;
	readonly ids: readonly string[];
	readonly index: number;
}

const firstPlace: Place = { name: '', id: '', ids: [], index: 0 };

function placeOf(row: Row, index: number, name = row.id): Place {
	return { name, id: row.id, ids: idsOf(row), index };
}

function countOf(lines: readonly Row[]): number {
	return lines.reduce((sum, row) => sum + idsOf(row).length, 0);
}

export type Queue = ReturnType<typeof useQueue>;
