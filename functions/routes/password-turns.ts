import { problem } from '../../src/domain/problem.ts';
import { createWaitingLine, type LineLimits } from './waiting-line.ts';

/** Who has a password checked: anybody at all, or who is at a network of staff, signed in, or holds a one-time link. */
type PasswordLane = 'stranger' | 'staff';

/** Turns at checking passwords, so that a flood of guesses keeps nobody waiting for long and never shuts staff out. */
export interface PasswordTurns {
	/** Does the work when it is its turn; `busy` where that does not come within seconds. */
	take<T>(who: string, lane: PasswordLane, work: () => Promise<T>): Promise<T | 'busy'>;
}

/** When it is worth trying again, in seconds. */
const retryAfter = 5;

/** What is told to who found no place. */
export const busySignIn = problem('busy-sign-in', '', { seconds: retryAfter });

/** The same to a program. */
export function withRetryAfter(answer: Response): Response {
	answer.headers.set('Retry-After', String(retryAfter));
	return answer;
}

/**
 * A check takes some 40 ms, and one of each lane is made at a time. So whoever is let into the line has a turn within two
 * seconds; a machine that is slower than that says so. One network never takes the whole line of strangers.
 */
const ofThisMachine: Readonly<Record<PasswordLane, LineLimits>> = {
	stranger: { places: 1, ofOne: 8, waiting: 40, longestMs: 4000 },
	staff: { places: 1, waiting: 40, longestMs: 4000 },
};

export function createPasswordTurns(limits = ofThisMachine): PasswordTurns {
	const lines = {
		stranger: createWaitingLine(limits.stranger),
		staff: createWaitingLine(limits.staff),
	};
	return {
		async take(who, lane, work) {
			if (!(await lines[lane].enter(who))) return 'busy';
			return work().finally(() => lines[lane].leave(who));
		},
	};
}
