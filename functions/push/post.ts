import { Agent } from 'node:https';
import webPush from 'web-push';
import type { StoredSubscription } from '../store/subscriptions.ts';
import type { VapidKeys } from './vapid.ts';

/** What a push service answered to one message. */
export type PostResult =
	| { readonly kind: 'delivered' | 'gone' | 'refused' }
	/** Later is better: the service is busy, slow, or out of reach. */
	| { readonly kind: 'later'; readonly retryAfterMs?: number }
	/** The service does not accept us (keys, headers): the origin is stopped, no subscription is blamed. */
	| { readonly kind: 'our-fault'; readonly status: number };

export type Post = (
	subscription: StoredSubscription,
	payload: string,
	options: { ttlSeconds: number; topic: string; urgent: boolean },
) => Promise<PostResult>;

const timeoutMs = 15_000;

/** Sends through the `web-push` library, with connections kept open. */
export function webPushPost(keys: VapidKeys, subject: string): Post {
	const agent = new Agent({ keepAlive: true, maxSockets: 50 });
	return async (subscription, payload, { ttlSeconds, topic, urgent }) => {
		try {
			await webPush.sendNotification(
				{ endpoint: subscription.endpoint, keys: subscription.keys },
				payload,
				{
					vapidDetails: { subject, ...keys },
					TTL: ttlSeconds,
					topic,
					urgency: urgent ? 'high' : 'normal',
					contentEncoding: 'aes128gcm',
					timeout: timeoutMs,
					agent,
				},
			);
			return { kind: 'delivered' };
		} catch (error) {
			if (error instanceof webPush.WebPushError)
				return answered(error.statusCode, error.headers['retry-after']);
			return { kind: 'later' };
		}
	};
}

/** What each status of RFC 8030 §5 and §7 means for us; measured behavior of the services in the comments. */
function answered(status: number, retryAfter: string | undefined): PostResult {
	if (status === 404 || status === 410) return { kind: 'gone' };
	if (status === 413) return { kind: 'refused' };
	if (status === 400 || status === 401 || status === 403) return { kind: 'our-fault', status };
	// Windows' service says 406 where others say 429.
	const seconds = Number(retryAfter);
	return Number.isFinite(seconds) && retryAfter
		? { kind: 'later', retryAfterMs: seconds * 1000 }
		: { kind: 'later' };
}
