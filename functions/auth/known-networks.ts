import { createHmac, randomBytes } from 'node:crypto';

/** From where staff signed in lately: what a flood or a guesser from elsewhere must not shut out. */
export interface KnownNetworks {
	remember(address: string, email: string): void;
	/** Whether anybody signed in from there. */
	has(address: string): boolean;
	/** Whether this account signed in from there. */
	hasOf(address: string, email: string): boolean;
}

/** Staff of a county with all their homes and phones fit many times over; beyond that the oldest is forgotten. */
const mostNames = 10_000;

/** A network is known by a hash under a salt that is in memory alone, and is gone with the process. */
export function createKnownNetworks(most = mostNames): KnownNetworks {
	const salt = randomBytes(32);
	/** Oldest first, as a set keeps it. */
	const names = new Set<string>();

	const nameOf = (...parts: readonly string[]) =>
		createHmac('sha256', salt).update(JSON.stringify(parts)).digest('base64url');

	function add(name: string): void {
		names.delete(name);
		names.add(name);
		const [oldest] = names;
		if (names.size > most && oldest !== undefined) names.delete(oldest);
	}

	return {
		remember(address, email) {
			add(nameOf(address));
			add(nameOf(address, email.toLowerCase()));
		},
		has: (address) => names.has(nameOf(address)),
		hasOf: (address, email) => names.has(nameOf(address, email.toLowerCase())),
	};
}
