import type { Connection, PushRequest, PushResponse } from './connection.ts';
import type { Dial } from './dial.ts';
import type { Pace } from './pace.ts';

/** A message, and who wants to know what came of it. */
export interface PushMessageOnItsWay {
	readonly request: PushRequest;
	readonly done: (response: PushResponse) => void;
}

/** Messages that are made one by one, at the moment at which each can leave. */
export interface MessageSource {
	/** The next message; `undefined` when there is no more. */
	next(): PushMessageOnItsWay | undefined;
	/** The line takes no more of it: all has left, or nothing can leave for a while. Called once. */
	end(): void;
}

/** All that leaves for one push service, over as many connections as its pace needs. */
export interface Line {
	add(source: MessageSource): void;
	/** Takes nothing more from one source. */
	remove(source: MessageSource): void;
	/** Takes nothing more from the sources it has; what is under way ends as it will. */
	endSources(): void;
	/** Begins to connect, so that the first message does not wait for it. */
	warm(): void;
	/** Gives up connections that had no work for so many milliseconds. `true` when nothing is left of it. */
	tidy(idleMs: number): boolean;
	close(): void;
}

const mostConnections = 8;
/** A service that says so for three connections in a row has not seen the message, and will not. */
const mostRepeats = 3;
/** So many leave before answers and others get their turn. */
const atOnce = 64;

export function createLine({
	origin,
	pace,
	dial,
	onDown,
}: {
	readonly origin: string;
	readonly pace: Pace;
	readonly dial: Dial;
	/** No connection could be opened. */
	readonly onDown: (error: unknown) => void;
}): Line {
	const sources: MessageSource[] = [];
	/** Messages that a connection gave back unseen. */
	const returned: (PushMessageOnItsWay & { readonly repeats: number })[] = [];
	const connections = new Set<Connection>();
	let dialing = false;
	let isClosed = false;
	let scheduled = false;
	let timer: NodeJS.Timeout | undefined;
	let usedAt = performance.now();
	const roundTrip = createRoundTrip();

	function schedule(): void {
		if (scheduled || isClosed) return;
		scheduled = true;
		setImmediate(pump);
	}

	function pump(): void {
		scheduled = false;
		dropClosed();
		let left = Math.min(pace.room(performance.now()), atOnce);
		const isPaced = left === 0;
		for (; left > 0; left -= 1) {
			const connection = freest();
			if (!connection) {
				connectIfNeeded();
				return;
			}
			const message = returned.pop() ?? nextMessage();
			if (!message) return;
			pace.spend(1);
			send(connection, message);
		}
		if (!hasWork()) return;
		if (isPaced) waitForRoom();
		else schedule();
	}

	function nextMessage() {
		for (;;) {
			// In turn, so that no alert waits for the end of another.
			const source = sources.shift();
			if (!source) return undefined;
			const message = source.next();
			if (message) {
				sources.push(source);
				return { ...message, repeats: 0 };
			}
			source.end();
		}
	}

	function send(connection: Connection, message: PushMessageOnItsWay & { repeats: number }): void {
		const sentAt = performance.now();
		usedAt = sentAt;
		connection.send(message.request, (response) => {
			if (response.kind === 'unsent' && message.repeats < mostRepeats && !isClosed) {
				returned.push({ ...message, repeats: message.repeats + 1 });
				schedule();
				return;
			}
			if (response.kind === 'status') roundTrip.took(performance.now() - sentAt);
			message.done(response);
		});
	}

	function freest(): Connection | undefined {
		let best: Connection | undefined;
		for (const each of connections) if (each.free() > (best?.free() ?? 0)) best = each;
		return best;
	}

	/** Little's law: what is under way at once is the rate times the time that each takes. */
	function connectIfNeeded(): void {
		if (dialing || !hasWork()) return;
		const [any] = connections;
		const wanted = any ? Math.ceil((pace.perSecond * roundTrip.least()) / 1000 / any.streams) : 1;
		if (connections.size >= Math.min(wanted, mostConnections)) return;
		connect();
	}

	function connect(): void {
		dialing = true;
		dial(origin, schedule)
			.then(
				(connection) => {
					if (isClosed) connection.close();
					else connections.add(connection);
				},
				(error: unknown) => {
					if (connections.size === 0 && !isClosed) onDown(error);
				},
			)
			.finally(() => {
				dialing = false;
				schedule();
			});
	}

	function dropClosed(): void {
		for (const each of connections) if (each.isClosed) connections.delete(each);
		if (connections.size === 0) connectIfNeeded();
	}

	function hasWork(): boolean {
		return sources.length > 0 || returned.length > 0;
	}

	function waitForRoom(): void {
		timer ??= setTimeout(() => {
			timer = undefined;
			schedule();
		}, 10);
	}

	return {
		add(source) {
			sources.push(source);
			schedule();
		},
		remove(source) {
			const place = sources.indexOf(source);
			if (place < 0) return;
			sources.splice(place, 1);
			source.end();
		},
		endSources() {
			for (const message of returned.splice(0)) message.done({ kind: 'unsent' });
			for (const source of sources.splice(0)) source.end();
		},
		warm() {
			if (connections.size === 0 && !dialing) connect();
		},
		tidy(idleMs) {
			if (performance.now() - usedAt < idleMs) return false;
			for (const each of connections) if (each.isIdle) each.close();
			dropClosed();
			return connections.size === 0 && !dialing && !hasWork();
		},
		close() {
			isClosed = true;
			clearTimeout(timer);
			for (const each of connections) each.close();
			this.endSources();
		},
	};
}

/**
 * The least time from a message to its answer of late, in milliseconds: that of the network and the service. The usual time
 * would count in how long messages wait for each other here, which more connections only make worse.
 */
function createRoundTrip() {
	const span = 1000;
	let last = Number.POSITIVE_INFINITY;
	let current = Number.POSITIVE_INFINITY;
	let count = 0;
	return {
		took(time: number): void {
			current = Math.min(current, time);
			count += 1;
			if (count < span) return;
			[last, current, count] = [current, Number.POSITIVE_INFINITY, 0];
		},
		least(): number {
			const known = Math.min(last, current);
			return Number.isFinite(known) ? known : 50;
		},
	};
}
