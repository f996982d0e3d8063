import type { SignedLink } from '../../src/domain/signed-link.ts';
import { mostDoors, type TickKind, tickTime } from '../../src/domain/village-tick.ts';
import type { VillageTicks } from '../store/village-ticks.ts';

/** A tick as a device tells it; times are milliseconds of its own clock. */
export interface SentTick {
	readonly id: string;
	readonly ref: string;
	readonly what: TickKind;
	readonly count: number;
	readonly at: number;
}

/** Ticks that came together. */
export interface SentTicks {
	readonly link: SignedLink;
	readonly ticks: readonly SentTick[];
	/** When the device sent them, by its own clock. */
	readonly sentAt: number;
	readonly now: Date;
	/** Whether a notice is an exercise; `undefined` for what is no notice. */
	readonly isExercise: (ref: string) => boolean | undefined;
}

/** Takes ticks over from a device, those sent before among them, and gives the ids of all that are kept now. */
export async function recordTicks(
	{ ticks: store }: { readonly ticks: Pick<VillageTicks, 'add'> },
	{ link, ticks, sentAt, now, isExercise }: SentTicks,
): Promise<readonly string[]> {
	const known = ticks.flatMap((tick) => {
		const exercise = isExercise(tick.ref);
		if (exercise === undefined) return [];
		const { at, ...rest } = tick;
		return {
			...rest,
			link: link.id,
			count: Math.min(tick.count, tick.what === 'visited' ? mostDoors : 1),
			exercise,
			at: tickTime({ at, sentAt, receivedAt: now }),
			receivedAt: now,
		};
	});
	await store.add(known);
	return known.map(({ id }) => id);
}
