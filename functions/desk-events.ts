import type { DeskChanges } from './store/desk-changes.ts';

/** Tells open desks that something was written, by server-sent events. What it was, each asks for with its mark. */
export interface DeskEvents {
	/** A stream for one desk; `undefined` when there are too many. It begins with the mark of now, so that nothing is missed. */
	stream(): Promise<ReadableStream<Uint8Array> | undefined>;
	/** Something may have been written by this process; what others write is looked for all the time. */
	wake(): void;
}

const lookEveryMs = 2_000;
/** Proxies close what is silent. */
const beatEveryMs = 15_000;
/** A desk asks again with its session, so that an account that was disabled does not listen on. */
const streamMs = 10 * 60_000;
const mostStreams = 500;
/** Several writes of one act are one event. */
const gatherMs = 50;

type Listener = (text: string) => void;

export function createDeskEvents({
	changes,
	stopping,
	onError,
}: {
	readonly changes: Pick<DeskChanges, 'mark' | 'any'>;
	/** Ends all streams. */
	readonly stopping: AbortSignal;
	readonly onError: (error: unknown) => void;
}): DeskEvents {
	const listeners = new Set<Listener>();
	const encoder = new TextEncoder();
	let mark = 0;
	let timer: NodeJS.Timeout | undefined;
	let looking = false;

	function plan(ms: number): void {
		clearTimeout(timer);
		if (listeners.size === 0 || stopping.aborted) return;
		timer = setTimeout(() => void look(), ms);
		timer.unref();
	}

	async function look(): Promise<void> {
		if (looking) return plan(gatherMs);
		looking = true;
		try {
			const now = await changes.mark();
			if (await changes.any(mark)) {
				mark = now;
				for (const tell of listeners) tell(changed(now));
			}
		} catch (error) {
			if (!stopping.aborted) onError(error);
		} finally {
			looking = false;
			plan(lookEveryMs);
		}
	}

	return {
		async stream() {
			if (listeners.size >= mostStreams || stopping.aborted) return undefined;
			const now = await changes.mark();
			if (listeners.size === 0) mark = now;
			let end = () => {};
			return new ReadableStream<Uint8Array>({
				start(controller) {
					const tell = (text: string) => controller.enqueue(encoder.encode(text));
					const beat = setInterval(() => tell(': here\n\n'), beatEveryMs);
					const over = setTimeout(() => finish(), streamMs);
					const finish = () => {
						end();
						controller.close();
					};
					end = () => {
						clearInterval(beat);
						clearTimeout(over);
						listeners.delete(tell);
						stopping.removeEventListener('abort', finish);
					};
					stopping.addEventListener('abort', finish);
					listeners.add(tell);
					tell(`retry: 3000\n${changed(now)}`);
					plan(lookEveryMs);
				},
				cancel: () => end(),
			});
		},
		wake: () => plan(gatherMs),
	};
}

function changed(mark: number): string {
	return `event: changed\nid: ${mark}\ndata: ${mark}\n\n`;
}
