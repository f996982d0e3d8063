/** A message on its way: an address below the origin of a connection, its headers, its sealed body. */
export interface PushRequest {
	readonly path: string;
	/** Names and values in turn. */
	readonly headers: readonly string[];
	readonly body: Uint8Array;
}

/**
 * What came back: a status, nothing in time (`late`), or nothing because the connection broke (`lost`). `unsent` when the
 * service surely has not seen the message.
 */
export type PushResponse =
	| { readonly kind: 'status'; readonly status: number; readonly retryAfter: string | undefined }
	| { readonly kind: 'late' | 'lost' | 'unsent' };

/** One way to a push service, over HTTP/2 or several over HTTP/1.1. */
export interface Connection {
	/** How many more messages it takes at this moment. */
	free(): number;
	/** How many it takes at most, and whether anything is under way. */
	readonly streams: number;
	readonly isIdle: boolean;
	/** Sends a message; `done` is called exactly once, also when the connection breaks or says nothing. */
	send(request: PushRequest, done: (response: PushResponse) => void): void;
	/** Takes nothing more; what is under way may end. */
	readonly isClosed: boolean;
	close(): void;
}

/** Time limits, in milliseconds. */
export interface Deadlines {
	/** For a connection to be there. */
	readonly connect: number;
	/** For a message, from when it was handed to the connection to its answer. */
	readonly answer: number;
	/** For the answer to a ping. */
	readonly ping: number;
	/** Between two pings. */
	readonly pingEvery: number;
	/** For which a connection without work is kept for the next alert. */
	readonly idle: number;
}

export const usualDeadlines: Deadlines = {
	connect: 10_000,
	answer: 15_000,
	ping: 5_000,
	pingEvery: 15_000,
	idle: 4 * 60_000,
};
