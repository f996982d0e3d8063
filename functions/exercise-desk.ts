import type { PublishedResponse } from '../src/domain/site.ts';
import { followResponses } from './actions/follow-responses.ts';
import type { Config } from './config.ts';
import { createDeskEvents, type DeskEvents } from './desk-events.ts';
import { type DeskMatcher, teachMatcher } from './desk-matcher.ts';
import type { Logger } from './log.ts';
import { type StoreAreas, storeAreas } from './store/areas.ts';
import {
	deleteExerciseStore,
	hasExerciseStore,
	openExerciseStore,
} from './store/exercise-store.ts';
import type { Exercises } from './store/exercises.ts';

/** The desk of one exercise: its reports, what was made of them, and a matcher that learns from nothing else. */
export interface OpenExerciseDesk {
	readonly exercise: string;
	readonly areas: StoreAreas;
	readonly matcher: DeskMatcher;
	readonly events: DeskEvents;
	readonly close: () => Promise<void>;
}

/** The desk of the newest exercise. Nothing is opened before one was started, and no exercise sees the reports of another. */
export interface ExerciseDesk {
	/** `undefined` before the first exercise, and after what was reported in the last was deleted. */
	opened(): Promise<OpenExerciseDesk | undefined>;
	/** Throws away what was reported in earlier exercises. Only while none runs. */
	clear(): Promise<void>;
	/** Published answers of the exercise. */
	follow(responses: readonly PublishedResponse[], now: Date): Promise<void>;
	responses(): readonly PublishedResponse[];
	close(): Promise<void>;
}

export function createExerciseDesk({
	config,
	exercises,
	areaNames,
	stopping,
	log,
}: {
	readonly config: Pick<Config, 'dataDir' | 'databaseUrl'>;
	readonly exercises: Pick<Exercises, 'latest'>;
	/** The county's own places, for the matcher. */
	readonly areaNames: () => readonly string[];
	readonly stopping: AbortSignal;
	readonly log: Pick<Logger, 'error'>;
}): ExerciseDesk {
	let desk: { readonly id: string; readonly opening: Promise<OpenExerciseDesk> } | undefined;
	let responses: readonly PublishedResponse[] = [];

	async function open(exercise: string): Promise<OpenExerciseDesk> {
		const store = await openExerciseStore(config);
		const areas = storeAreas(store);
		const matcher = await teachMatcher({ ...areas, areas: areaNames });
		matcher.follow(responses);
		const closing = new AbortController();
		const events = createDeskEvents({
			changes: areas.deskChanges,
			stopping: AbortSignal.any([stopping, closing.signal]),
			onError: (error) =>
				log.error('the exercise desk was not looked at', { error: String(error) }),
		});
		const end = () => {
			closing.abort();
			return store.close();
		};
		return { exercise, areas, matcher, events, close: end };
	}

	async function close(): Promise<void> {
		const open = desk;
		desk = undefined;
		await open?.opening.then((each) => each.close());
	}

	async function opened(): Promise<OpenExerciseDesk | undefined> {
		const [newest] = await exercises.latest(1);
		if (!newest || newest.clearedAt) return undefined;
		if (desk?.id !== newest.id) {
			await close();
			desk = { id: newest.id, opening: open(newest.id) };
		}
		return desk.opening;
	}

	return {
		opened,
		async clear() {
			await close();
			if (await hasExerciseStore(config)) await deleteExerciseStore(config);
		},
		responses: () => responses,
		async follow(published, now) {
			const followed = responses;
			responses = published;
			if (published.length === 0) return;
			const open = await opened();
			if (!open) return;
			open.matcher.follow(published);
			await followResponses({ items: open.areas.items, now, followed }, published);
			open.events.wake();
		},
		close,
	};
}
