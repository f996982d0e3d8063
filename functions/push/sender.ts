import type { SettledOutcome } from '../store/outcome-masks.ts';
import type { VapidKeys } from '../store/vapid-keys.ts';
import type { SubscriptionKeys } from './seal.ts';
import type { PreparedKeys } from './secret-box.ts';

/** One subscription in a batch. */
export interface Recipient {
	/** Its place in the masks of the batch. */
	readonly offset: number;
	readonly endpoint: string;
	readonly keys: SubscriptionKeys;
	/** Which of the batch's records it gets. */
	readonly record: number;
	/** Which of the batch's keys identifies the portal to the push service. */
	readonly vapidKey: number;
	/** Taken for this one message; without it a pair is made on the spot. */
	readonly prepared?: PreparedKeys | undefined;
}

/** What one sender sends to one push service in one go. */
export interface OutgoingBatch {
	readonly origin: string;
	/** The messages with their padding, one for each language. */
	readonly records: readonly Uint8Array[];
	/** The keys that its subscriptions were made for. */
	readonly vapidKeys: readonly VapidKeys[];
	/** RFC 8030 §5.4. */
	readonly topic: string;
	/** RFC 8030 §5.3. */
	readonly urgency: 'high' | 'normal' | 'low';
	/** For how long from now somebody may need the message, in milliseconds. */
	readonly lifetimeMs: number;
	readonly recipients: readonly Recipient[];
}

/** Outcomes that became known since the last answers. Whoever is not named when a batch ends stays pending. */
export interface Answers {
	readonly settled: readonly (readonly [offset: number, outcome: SettledOutcome])[];
}

/** What a sender found out about a push service. */
export type OriginEvent =
	/** Nothing is sent to it until then (epoch milliseconds); with a status when it refuses us altogether. */
	| { readonly kind: 'paused'; readonly until: number; readonly status?: number | undefined }
	| { readonly kind: 'accepted' };

/** Seals and sends. Several work side by side, each on a core of its own. */
export interface Sender {
	/** Resolves when nothing of the batch is under way any more. Aborting leaves what has not left. */
	send(
		batch: OutgoingBatch,
		onAnswers: (answers: Answers) => void,
		signal: AbortSignal,
	): Promise<void>;
	/** Makes key pairs ahead; `undefined` in the place of keys that nobody can seal to. */
	prepare(all: readonly SubscriptionKeys[]): Promise<readonly (PreparedKeys | undefined)[]>;
	/** Another sender was told to leave a service alone. */
	pause(origin: string, until: number): void;
	/** Opens a connection before there is anything to send. */
	warm(origin: string): void;
	close(): Promise<void>;
}
