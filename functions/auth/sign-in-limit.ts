import { RateLimiterMemory } from 'rate-limiter-flexible';
import { waitOf } from '../rate-limit.ts';
import { createKnownNetworks } from './known-networks.ts';

/** Slows down the guessing of passwords, without letting a stranger lock a member of staff out. */
export interface SignInLimit {
	/** Counts an attempt; gives the seconds to wait when there were too many. */
	attempt(address: string, email: string): Promise<{ readonly waitSeconds: number }>;
	/** Whether staff signed in from there lately. */
	isOfStaff(address: string): boolean;
	/** Forgives what was counted for a person who then got in, and remembers from where. */
	succeeded(address: string, email: string): Promise<void>;
}

/**
 * A minute's attempts are counted for one account from one address, and for one address as a whole:
 * a county office shares an address, so that number is larger. No limit is on an account alone.
 */
export function createSignInLimit(
	{ perPerson, perAddress } = { perPerson: 5, perAddress: 30 },
): SignInLimit {
	const person = new RateLimiterMemory({ points: perPerson, duration: 60 });
	const place = new RateLimiterMemory({ points: perAddress, duration: 60 });
	const known = createKnownNetworks();
	return {
		async attempt(address, email) {
			const waits = [
				await waitOf(person, `${address} ${email.toLowerCase()}`),
				await waitOf(place, address),
			];
			return { waitSeconds: Math.max(...waits) };
		},
		isOfStaff: known.has,
		async succeeded(address, email) {
			known.remember(address, email);
			await person.delete(`${address} ${email.toLowerCase()}`);
			await place.reward(address, 1);
		},
	};
}
