import type { RemoteProblem } from '../../src/domain/staff-answers.ts';
import {
	type ConflictStanding,
	followRemote,
	type RefusedStanding,
	type RemoteStanding,
} from '../actions/follow-remote.ts';
import type { Remote } from '../content/remote.ts';
import { RemoteError } from '../content/remote-http.ts';
import type { Repository } from '../content/repository.ts';
import type { Logger } from '../log.ts';

/** How our content and its copy on the Git host stand to each other. */
export type RemoteState = { readonly kind: 'in-step' } | OutOfStep;

/** What keeps the copy from being the same, and since when. */
export type OutOfStep = (ConflictStanding | RefusedStanding | Failing) & {
	/** When it began, as far as this process knows. */
	readonly since: Date;
	/** When the oldest change was made that is not there yet; `undefined` when nothing of ours is missing. */
	readonly missingSince: Date | undefined;
};

/** The host cannot be used now; it is tried again by itself. */
interface Failing {
	readonly kind: 'failing';
	readonly problem: RemoteProblem;
	/** The kind of error, where the problem alone does not say it. */
	readonly cause?: string;
}

export interface RemoteFollower {
	/** `undefined` until the host has been asked for the first time. */
	state(): RemoteState | undefined;
	/** The next run asks the host, whatever the pause is. */
	askNow(): void;
	/** Asks the host if it is time to. */
	run(): Promise<void>;
	stop(): void;
}

const minute = 60_000;
const longestPause = 10 * minute;

/** Milliseconds until the host is asked again after some failures in a row; after none, polling is the fallback of the hook. */
export function pauseAfter(failures: number): number {
	return failures === 0 ? minute : Math.min(5_000 * 2 ** (failures - 1), longestPause);
}

/** Keeps our content branch and the one on the Git host together, in the background. */
export function createRemoteFollower(parts: {
	readonly repository: Repository;
	readonly remote: Remote;
	readonly onTaken: () => void;
	readonly now: () => Date;
	readonly log: Logger;
}): RemoteFollower {
	const { repository, remote, now, log } = parts;
	const unfit = new Map<string, RemoteStanding>();
	let state: RemoteState | undefined;
	let failures = 0;
	let due = 0;
	const missingSince = createMissingSince(repository, remote);

	async function ask(): Promise<RemoteStanding | Failing> {
		try {
			return await followRemote({ ...parts, unfit }, now());
		} catch (error) {
			if (!(error instanceof RemoteError)) throw error;
			const { problem, cause } = error;
			return { kind: 'failing', problem, ...(typeof cause === 'string' ? { cause } : {}) };
		}
	}

	async function stateOf(found: RemoteStanding | Failing): Promise<RemoteState> {
		if (found.kind === 'in-step') return found;
		const since = state && state.kind === found.kind ? state.since : now();
		return { ...found, since, missingSince: await missingSince() };
	}

	return {
		state: () => state,
		askNow() {
			due = 0;
		},
		async run() {
			if (now().getTime() < due) return;
			// Set before asking: who asks meanwhile is answered by one more run.
			due = now().getTime() + pauseAfter(failures + 1);
			const asked = due;
			const found = await ask();
			failures = found.kind === 'failing' ? failures + 1 : 0;
			if (due === asked) due = now().getTime() + pauseAfter(failures);
			const before = state;
			state = await stateOf(found);
			if (describe(before) !== describe(state)) report(log, state);
		},
		stop: remote.stop,
	};
}

/** Finds the oldest change of ours that the host was not known to have, once for each state of both. */
function createMissingSince(
	repository: Repository,
	remote: Remote,
): () => Promise<Date | undefined> {
	let last = { key: '', oldest: undefined as Date | undefined };
	return async () => {
		const head = await repository.head();
		const known = await remote.lastKnown();
		if (!head) return undefined;
		const key = `${head} ${known}`;
		if (last.key !== key) last = { key, oldest: await oldestMissing(repository, head, known) };
		return last.oldest;
	};
}

async function oldestMissing(
	repository: Repository,
	head: string,
	known: string | undefined,
): Promise<Date | undefined> {
	const there = known && (await repository.sharedCommit(head, known));
	let oldest: Date | undefined;
	for (const { commit, at } of await repository.log(head, mostLooked)) {
		if (commit === there) break;
		oldest = at;
	}
	return oldest;
}

/** Further back nobody needs to know it to the minute. */
const mostLooked = 200;

function describe(state: RemoteState | undefined): string {
	if (!state) return '';
	return JSON.stringify({ ...state, since: '', missingSince: '' });
}

function report(log: Logger, state: RemoteState): void {
	if (state.kind === 'in-step') {
		log.info('content remote in step');
		return;
	}
	const { kind, since, missingSince } = state;
	log.error('content remote behind', { kind, since, missingSince, ...detailsOf(state) });
}

function detailsOf(state: OutOfStep): object {
	switch (state.kind) {
		case 'failing':
			return { problem: state.problem, cause: state.cause };
		case 'refused':
			return state.refusal;
		case 'conflict':
			return { files: state.paths.length };
	}
}
