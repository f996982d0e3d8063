import { type RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Counts once; gives the seconds to wait when that was too much. */
export async function waitOf(limiter: RateLimiterMemory, key: string): Promise<number> {
	try {
		await limiter.consume(key);
		return 0;
	} catch (refusal) {
		if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000);
		throw refusal;
	}
}
