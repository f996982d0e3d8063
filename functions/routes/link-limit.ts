import { RateLimiterMemory } from 'rate-limiter-flexible';
import { createSubscribeLimit } from '../push/subscribe-limit.ts';
import { waitOf } from '../rate-limit.ts';

/** Keeps a program from wearing the links down. Gives the seconds to wait; 0 lets it through. */
export interface LinkLimit {
	/** Counts a request of a client, whatever link it asks for. */
	client(address: string, now: Date): Promise<number>;
	/** Counts a request with a link that there is. */
	link(id: string): Promise<number>;
}

/** A township behind one address ticks at the same minute; one post does not send a hundred times in it. */
export function createLinkLimit(
	{ perClient, perLink } = { perClient: 300, perLink: 100 },
): LinkLimit {
	const clients = createSubscribeLimit({ perMinute: perClient, perDay: perClient * 24 * 60 });
	const links = new RateLimiterMemory({ points: perLink, duration: 60 });
	return {
		client: (address, now) => clients.request(address, now),
		link: (id) => waitOf(links, id),
	};
}
