import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type Day, endOfDay, toDay } from '../../src/domain/time.ts';
import { waitOf } from '../rate-limit.ts';

/** Keeps one client from filling the store. Gives the seconds to wait; 0 lets it through. */
export interface SubscribeLimit {
	/** Counts a request of a client. */
	request(address: string, now: Date): Promise<number>;
	/** Counts a subscription that is new. */
	subscription(address: string, now: Date): Promise<number>;
}

/**
 * A mobile network gives one address to thousands of people, and they all come in the same emergency: so the numbers are
 * those of a crowd, and far below those of a program. A client is known by a hash of its address under a salt that is
 * forgotten every day, and in memory alone.
 */
export function createSubscribeLimit(
	{ perMinute, perDay } = { perMinute: 300, perDay: 1000 },
): SubscribeLimit {
	const minute = new RateLimiterMemory({ points: perMinute, duration: 60 });
	const day = new RateLimiterMemory({ points: perDay, duration: 24 * 3600 });
	let salt: { readonly day: Day; readonly bytes: Buffer } | undefined;

	function nameOf(address: string, now: Date): string {
		const today = toDay(now);
		if (salt?.day !== today) salt = { day: today, bytes: randomBytes(32) };
		return createHmac('sha256', salt.bytes).update(address).digest('base64url');
	}

	return {
		request: (address, now) => waitOf(minute, nameOf(address, now)),
		async subscription(address, now) {
			const wait = await waitOf(day, nameOf(address, now));
			if (wait === 0) return 0;
			return Math.ceil((endOfDay(toDay(now)).getTime() - now.getTime()) / 1000);
		},
	};
}
