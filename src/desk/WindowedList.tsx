import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { scrollFor, windowRange } from './window-range.ts';

interface Props<T> {
	readonly label: string;
	readonly rows: readonly T[];
	readonly active: number;
	/** Another queue or order begins at its top. */
	readonly name: string;
	readonly keyOf: (row: T) => string;
	readonly children: (row: T, index: number) => ComponentChildren;
}

/** Before the first line was measured, in pixels. */
const guessedLine = 72;

/**
 * A list of which only the lines that are seen stand in the document. All lines are equally high; assistive
 * technology is told how many there are and which each is (WAI-ARIA 1.2, aria-setsize and aria-posinset).
 */
export function WindowedList<T>({ label, rows, active, name, keyOf, children }: Props<T>) {
	const box = useRef<HTMLUListElement>(null);
	const [scrolled, setScrolled] = useState(0);
	const [height, setHeight] = useState(600);
	const [line, setLine] = useState(guessedLine);

	useLayoutEffect(() => {
		const list = box.current;
		if (!list) return;
		const measure = () => {
			setHeight(list.clientHeight);
			const first = list.querySelector<HTMLElement>('li[aria-posinset]');
			if (first && first.offsetHeight > 0) setLine(first.offsetHeight);
		};
		measure();
		// Text may be made larger while the desk is open.
		const observer = new ResizeObserver(measure);
		observer.observe(list);
		return () => observer.disconnect();
	}, [rows.length > 0]);

	useLayoutEffect(() => {
		box.current?.scrollTo({ top: 0 });
	}, [name]);

	useEffect(() => {
		const list = box.current;
		if (!list || active < 0) return;
		const to = scrollFor(active, { scrolled: list.scrollTop, height: list.clientHeight, line });
		if (to !== undefined) list.scrollTop = to;
	}, [active, line]);

	// Who has scrolled keeps the active line where it is on the screen, whatever comes and goes above it.
	const held = useRef<{ readonly key: string; readonly index: number }>();
	const row = rows[active];
	const key = row === undefined ? undefined : keyOf(row);
	useLayoutEffect(() => {
		const list = box.current;
		const moved = held.current?.key === key ? active - (held.current?.index ?? active) : 0;
		if (list && moved !== 0 && list.scrollTop > 0) list.scrollTop += moved * line;
		held.current = key === undefined ? undefined : { key, index: active };
	}, [key, active]);

	const { from, to } = windowRange({ scrolled, height, line, count: rows.length });
	return (
		<ul
			ref={box}
			class="desk-list"
			aria-label={label}
			// biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without marks is one
			role="list"
			onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
		>
			<li role="presentation" style={{ blockSize: `${from * line}px` }} />
			{rows.slice(from, to).map((row, place) => (
				<li key={keyOf(row)} aria-setsize={rows.length} aria-posinset={from + place + 1}>
					{children(row, from + place)}
				</li>
			))}
			<li role="presentation" style={{ blockSize: `${(rows.length - to) * line}px` }} />
		</ul>
	);
}
