import type { Logger } from '../log.ts';
import type { PushOriginStore } from '../store/push-origins.ts';
import type { OriginEvent, Sender } from './sender.ts';

/** Makes one of the senders; what it finds out about a push service it tells to `onOrigin`. */
export type MakeSender = (onOrigin: (origin: string, event: OriginEvent) => void) => Sender;

/** All senders of this process, and the push services that none of them may use for a while. */
export interface Senders {
	readonly all: readonly Sender[];
	/** The origins that are paused at this moment, with the end of the pause. */
	paused(now: Date): ReadonlyMap<string, Date>;
	close(): Promise<void>;
}

/** Makes the senders. What one of them is told by a push service holds for all of them, and over a restart. */
export async function startSenders(
	makers: readonly MakeSender[],
	{ origins, log }: { readonly origins: PushOriginStore; readonly log: Logger },
	now: () => Date,
): Promise<Senders> {
	const pauses = new Map<string, Date>();
	const refusing = new Set<string>();

	const all = makers.map((make, index) =>
		make((origin, event) => {
			hear(origin, event, index).catch((error: unknown) =>
				log.error('state of a push service not kept', { origin, error: String(error) }),
			);
		}),
	);

	async function hear(origin: string, event: OriginEvent, from: number): Promise<void> {
		if (event.kind === 'accepted') {
			if (refusing.delete(origin)) log.info('push service accepts us again', { origin });
			return origins.accept(origin);
		}
		const until = new Date(event.until);
		pauses.set(origin, until);
		for (const [index, sender] of all.entries())
			if (index !== from) sender.pause(origin, event.until);
		if (event.status === undefined) return origins.pause(origin, until);
		refusing.add(origin);
		log.error('push service refuses us', { origin, status: event.status });
		return origins.refuse(origin, { at: now(), status: event.status }, until);
	}

	for (const { origin, pausedUntil, refusal } of await origins.all()) {
		pauses.set(origin, pausedUntil);
		if (refusal) refusing.add(origin);
	}

	return {
		all,
		paused(at) {
			for (const [origin, until] of pauses) if (until <= at) pauses.delete(origin);
			return pauses;
		},
		async close() {
			await Promise.all(all.map((sender) => sender.close()));
		},
	};
}
