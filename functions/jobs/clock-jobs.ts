import { z } from 'zod';
import { type ClockRecord, lookAtClock, mayDeleteByClock } from '../../src/domain/steady-clock.ts';
import { minute } from '../../src/domain/time.ts';
import type { Logger } from '../log.ts';
import type { Releaser } from '../release/releaser.ts';
import type { KeyedValues } from '../store/keyed-values.ts';
import type { Job } from './runner.ts';

/** Jobs that delete what has had its time do so only by a clock that has gone on for a day without a jump. */
export function onlyBySteadyClock(
	{ values, now, log }: { values: KeyedValues; now: () => Date; log: Logger },
	jobs: readonly Job[],
): readonly Job[] {
	let looking: Promise<boolean> | undefined;
	const look = async () => {
		const before = readRecord(await values.get(recordKey));
		const record = lookAtClock(before, now());
		await values.set(recordKey, JSON.stringify(record));
		if (before && record.steadySince > before.steadySince)
			log.error(
				'the clock has jumped, or the portal was off for days: nothing is deleted for a day',
				{
					from: before.lookedAt,
					to: record.lookedAt,
				},
			);
		return mayDeleteByClock(record);
	};
	/** All begin at once when the portal starts. */
	const isSteady = () => {
		looking ??= look().finally(() => {
			looking = undefined;
		});
		return looking;
	};
	return jobs.map((job) => ({
		...job,
		run: async () => {
			if (await isSteady()) await job.run();
		},
	}));
}

const recordKey = 'clock';

const recordSchema = z.object({
	lookedAt: z.iso.datetime().transform((text) => new Date(text)),
	steadySince: z.iso.datetime().transform((text) => new Date(text)),
});

function readRecord(text: string | undefined): ClockRecord | undefined {
	try {
		return text === undefined ? undefined : recordSchema.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}

/** What pages say of now is made again when the clock was set: a timer that waits for an instant does not hear of it. */
export function clockJumpJob({
	now,
	elapsed,
	releaser,
	log,
}: {
	readonly now: () => Date;
	/** Milliseconds that go on whatever the clock is set to. */
	readonly elapsed: () => number;
	readonly releaser: Pick<Releaser, 'request' | 'isPinned'>;
	readonly log: Logger;
}): Job {
	const ahead = () => now().getTime() - elapsed();
	let known = ahead();
	return {
		name: 'clock-jump',
		every: 1_000,
		async run() {
			const by = ahead() - known;
			if (Math.abs(by) < minute) return;
			log.error('the clock was set', { seconds: Math.round(by / 1000) });
			known += by;
			if (!(await releaser.isPinned())) await releaser.request();
		},
	};
}
