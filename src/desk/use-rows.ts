import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { DeskApi } from './api.ts';
import { type DeskRows, withAnswer, withoutReports } from './desk-rows.ts';
import { isFresh } from './ResponseStanding.tsx';

/** Where no event comes through, changes are asked for as often; and while a response is on its way to the readers. */
const pollMs = 10_000;
const soonMs = 3_000;
/** What is no row of the desk, such as an exercise that begins, is told by no event. */
const frameMs = 60_000;

/** What the desk knows, kept up to date: by server-sent events while the page is seen, else by asking. */
export function useRows(api: DeskApi, onError: (error: unknown) => void) {
	const [rows, setRows] = useState<DeskRows>();
	const known = useRef<DeskRows>();
	const reading = useRef<Promise<void>>();
	const again = useRef(false);
	const [listening, setListening] = useState(true);
	const put = useCallback((next: DeskRows) => {
		known.current = next;
		setRows(next);
	}, []);

	const refresh = useCallback((): Promise<void> => {
		if (reading.current) {
			again.current = true;
			return reading.current;
		}
		reading.current = read().finally(() => {
			reading.current = undefined;
		});
		return reading.current;

		async function read(): Promise<void> {
			do {
				again.current = false;
				if (!known.current?.complete) await readAll();
				else {
					const answer = await api.since(known.current.mark);
					put(withAnswer(known.current, answer));
					if (answer.next) await readPages(answer.next);
				}
			} while (again.current);
		}

		async function readAll(): Promise<void> {
			known.current = undefined;
			const first = await api.state();
			put(withAnswer(undefined, first));
			if (first.next) await readPages(first.next);
		}

		async function readPages(from: { items: string; reports: string }): Promise<void> {
			for (let next: typeof from | undefined = from; next; ) {
				const page = await api.state(next);
				put(withAnswer(known.current, page));
				next = page.next;
			}
		}
	}, [api, put]);

	useEffect(() => {
		void refresh().catch(onError);
		let stop: (() => void) | undefined;
		// Each connection is one of the six that a browser has for a site: only a desk that is seen listens.
		const follow = () => {
			stop?.();
			stop = undefined;
			if (document.hidden) return;
			stop = api.listen(
				(mark) => {
					setListening(true);
					if (mark !== known.current?.mark) void refresh().catch(onError);
				},
				() => setListening(false),
			);
		};
		follow();
		document.addEventListener('visibilitychange', follow);
		return () => {
			stop?.();
			document.removeEventListener('visibilitychange', follow);
		};
	}, [api, refresh]);

	const isPublishing = Object.values(rows?.frame.standings ?? {}).some(
		({ publication }) => publication && isFresh(publication),
	);
	useEffect(() => {
		const every = isPublishing ? soonMs : listening ? frameMs : pollMs;
		const timer = setInterval(() => void refresh().catch(onError), every);
		return () => clearInterval(timer);
	}, [listening, isPublishing, refresh]);

	const drop = useCallback(
		(ids: readonly string[]) => known.current && put(withoutReports(known.current, ids)),
		[put],
	);
	/** Reads everything again, after something was taken off the list that is still there. */
	const reload = useCallback(() => {
		if (known.current) known.current = { ...known.current, complete: false };
		return refresh();
	}, [refresh]);
	return { rows, refresh, drop, reload };
}
