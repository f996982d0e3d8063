import type { Context } from 'hono';

/** How slowly a body may come: the weakest mobile network that carries a page is faster. */
export interface Pace {
	/** Any body may take so long, in milliseconds. */
	readonly graceMs: number;
	/** And longer by what this pace takes for what has come. */
	readonly bytesPerSecond: number;
}

const slowest: Pace = { graceMs: 20_000, bytesPerSecond: 4096 };

/** Waits for a body as long as it keeps to the pace. */
export interface Patience {
	/** Waits for more of it, given how many bytes have come; `late` when it falls behind. */
	wait<T>(more: Promise<T>, bytes: number): Promise<T | 'late'>;
}

/** Begins with the time of the body. */
export function createPatience({ graceMs, bytesPerSecond }: Pace = slowest): Patience {
	const began = performance.now();
	return {
		wait(more, bytes) {
			const allowed = graceMs + (bytes / bytesPerSecond) * 1000;
			return within(more, began + allowed - performance.now());
		},
	};
}

/** What comes within so many milliseconds. What comes later, also a fault, is nobody's. */
async function within<T>(more: Promise<T>, ms: number): Promise<T | 'late'> {
	const late = Promise.withResolvers<'late'>();
	const timer = setTimeout(() => late.resolve('late'), Math.max(0, ms));
	try {
		return await Promise.race([more, late.promise]);
	} finally {
		clearTimeout(timer);
		more.catch(() => undefined);
	}
}

/** Ends the connection after the answer: the rest of its body would be taken for the next request. */
export function endConnection(context: Context): void {
	context.header('Connection', 'close');
}
