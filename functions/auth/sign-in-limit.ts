import { RateLimiterMemory } from 'rate-limiter-flexible';
import { waitOf } from '../rate-limit.ts';
import { createKnownNetworks } from './known-networks.ts';

/** Slows down the guessing of passwords, without letting a stranger lock a member of staff out. */
export interface SignInLimit {
	/** Counts an attempt; gives the seconds to wait when there were too many. */
	attempt(address: string, email: string): Promise<{ readonly waitSeconds: number }>;
	/** Remembers from where somebody works who is signed in: a restart forgets where that was done. */
	seen(address: string, email: string): void;
	/** Whether staff signed in from there lately, or worked there. */
	isOfStaff(address: string): boolean;
	/** Forgives what was counted for a person who then got in, and remembers from where. */
	succeeded(address: string, email: string): Promise<void>;
	/**
	 * Counts a wrong password for an account. Gives how many there were within the hour where the audit log should tell so:
	 * each of the first, then each time that they have doubled, so that a flood writes few entries.
	 */
	refused(account: string): Promise<number | undefined>;
}

const limits = { perPerson: 5, perAddress: 30, perAccount: 20 };
const hour = 3600;
/** Nobody guesses more often than so at an account that many guess at. */
const longestPause = 300;
/** So many refusals of one hour have an entry each. */
const eachTold = 10;

/**
 * A minute's attempts are counted for one account from one address, and for one address as a whole: a county office shares an
 * address, so that number is larger; of IPv6 the wider networks that one customer can have are counted too. An account that
 * many guess at is open once in a pause that doubles, but never closed to a network from which it signed in before.
 */
export function createSignInLimit({ perPerson, perAddress, perAccount } = limits): SignInLimit {
	const person = new RateLimiterMemory({ points: perPerson, duration: 60 });
	const place = new RateLimiterMemory({ points: perAddress, duration: 60 });
	const wide = new RateLimiterMemory({ points: perAddress * 4, duration: 60 });
	const account = new RateLimiterMemory({ points: perAccount, duration: hour });
	const pause = new RateLimiterMemory({ points: 1, duration: longestPause });
	const refusals = new RateLimiterMemory({ points: 1, duration: hour });
	const known = createKnownNetworks();

	/** The attempt that is one too many is still made, and those after it wait. */
	async function waitForAccount(email: string): Promise<number> {
		const paused = await pause.get(email);
		if (paused && paused.msBeforeNext > 0) return Math.ceil(paused.msBeforeNext / 1000);
		const { consumedPoints } = await account.penalty(email);
		const beyond = consumedPoints - perAccount;
		if (beyond >= 0) await pause.block(email, Math.min(longestPause, 2 ** (beyond + 1)));
		return 0;
	}

	return {
		async attempt(address, typed) {
			const email = typed.toLowerCase();
			const waits = [await waitOf(person, `${address} ${email}`), await waitOf(place, address)];
			for (const network of widerNetworks(address)) waits.push(await waitOf(wide, network));
			const waitSeconds = Math.max(...waits);
			if (waitSeconds > 0 || known.hasOf(address, email)) return { waitSeconds };
			return { waitSeconds: await waitForAccount(email) };
		},
		seen: known.remember,
		isOfStaff: known.has,
		async succeeded(address, typed) {
			const email = typed.toLowerCase();
			known.remember(address, email);
			await person.delete(`${address} ${email}`);
			await place.reward(address, 1);
			for (const network of widerNetworks(address)) await wide.reward(network, 1);
		},
		async refused(id) {
			const { consumedPoints: count } = await refusals.penalty(id);
			return count <= eachTold || Number.isInteger(Math.log2(count / eachTold)) ? count : undefined;
		},
	};
}

/** The /56 and the /48 of an IPv6 network, which comes as its /64: providers give customers as much. */
export function widerNetworks(address: string): readonly string[] {
	const groups = /^([\da-f:]+)::\/64$/i.exec(address)?.[1]?.split(':');
	if (groups?.length !== 4) return [];
	const [first = '0', second = '0', third = '0', fourth = '0'] = groups.map((group) =>
		Number.parseInt(group, 16).toString(16),
	);
	const start = `${first}:${second}:${third}`;
	const upper = (Number.parseInt(fourth, 16) & 0xff00).toString(16);
	return [`${start}:${upper}::/56`, `${start}::/48`];
}
