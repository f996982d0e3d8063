import type { PreparedKeyStore } from '../store/prepared-keys.ts';
import type { Sender } from './sender.ts';

export interface PreparingParts {
	readonly preparedKeys: PreparedKeyStore;
	readonly senders: { readonly all: readonly Sender[] };
	/** Nothing is made ahead while messages wait for the same processor. */
	readonly isSending: () => boolean;
}

/** A twentieth of a second of one core. */
const portion = 250;

/**
 * Makes key pairs for subscriptions that have none, after one number, until all have one or an alert begins. Gives the
 * number of the last that was looked at, to go on from.
 */
export async function prepareAhead(
	{ preparedKeys, senders, isSending }: PreparingParts,
	from: number,
	signal: AbortSignal,
): Promise<number> {
	const [sender] = senders.all;
	let after = from;
	while (sender && !signal.aborted && !isSending()) {
		const missing = await preparedKeys.missing(after, portion);
		const last = missing.at(-1);
		if (!last) break;
		const pairs = await sender.prepare(missing.map(({ keys }) => keys));
		await preparedKeys.put(
			missing.flatMap(({ seq }, index) => {
				const pair = pairs[index];
				return pair ? [{ seq, pair }] : [];
			}),
		);
		after = last.seq;
	}
	return after;
}
