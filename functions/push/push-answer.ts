import { pushServiceOf } from '../../src/domain/push-services.ts';

/** What a push service's answer to one message means for us. */
export type PushAnswer =
	| { readonly kind: 'delivered' | 'gone' | 'refused' }
	/** The message was not taken for now, through nobody's fault: the service failed, or the connection broke under it. */
	| { readonly kind: 'failed' | 'lost' }
	/** We are too fast: nothing more to this service for a while. */
	| { readonly kind: 'throttled'; readonly retryAfterMs: number | undefined }
	/** The service does not accept us (keys, headers). No subscription is blamed before others were accepted. */
	| { readonly kind: 'our-fault'; readonly status: number };

/**
 * The meaning of a status (RFC 8030 §5 and §7, RFC 8292 §2). `retryAfter` is the header as it came: seconds or a date.
 * Nothing but 404 and 410 ever loses a subscription.
 */
export function pushAnswer(
	status: number,
	retryAfter: string | undefined,
	{ origin, now }: { origin: string; now: Date },
): PushAnswer {
	if (status >= 200 && status < 300) return { kind: 'delivered' };
	if (status === 404 || status === 410) return { kind: 'gone' };
	if (status === 429 || (status === 406 && isWindows(origin)))
		return { kind: 'throttled', retryAfterMs: waitOf(retryAfter, now) };
	if (status === 400 || status === 401 || status === 403) return { kind: 'our-fault', status };
	// Too long a message, or a redirection that nobody may follow: the next one may fit.
	if (status < 500 && status !== 408) return { kind: 'refused' };
	const wait = waitOf(retryAfter, now);
	return wait === undefined ? { kind: 'failed' } : { kind: 'throttled', retryAfterMs: wait };
}

/** The service of Windows says 406 where others say 429. */
function isWindows(origin: string): boolean {
	return pushServiceOf(new URL(origin).hostname) === 'microsoft';
}

/** A service that asks for more is asked again after an hour: nobody's subscribers wait for years because of one header. */
const longestWaitMs = 3_600_000;

/** RFC 9110 §10.2.3, in milliseconds. */
function waitOf(retryAfter: string | undefined, now: Date): number | undefined {
	if (!retryAfter) return undefined;
	if (/^\d+$/.test(retryAfter)) return Math.min(Number(retryAfter) * 1000, longestWaitMs);
	const until = Date.parse(retryAfter);
	if (Number.isNaN(until)) return undefined;
	return Math.min(Math.max(0, until - now.getTime()), longestWaitMs);
}
