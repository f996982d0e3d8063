import { type Context, Hono } from 'hono';
import { problem } from '../../src/domain/problem.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { SubscribeLimit } from '../push/subscribe-limit.ts';
import {
	addressProblem,
	endpointSchema,
	movedSchema,
	subscriptionSchema,
} from '../push/subscription.schema.ts';
import type { Subscriptions } from '../store/subscriptions.ts';
import { type VapidKeyStore, vapidKeyIdOf } from '../store/vapid-keys.ts';
import { clientAddress } from './client-address.ts';
import { problemAnswer } from './problem-answer.ts';

export interface SubscriptionParts {
	readonly subscriptions: Subscriptions;
	readonly settings: () => Settings;
	readonly extraOrigins: readonly string[];
	readonly vapidKeys: VapidKeyStore;
	readonly limit: SubscribeLimit;
	readonly trustedProxies: number;
	/** A key pair for its first alert can be made now. */
	readonly onSubscribed: () => void;
	readonly now: () => Date;
}

/** Subscribing to alerts and leaving again. Nothing about the person is asked. */
export function subscriptionRoutes(parts: SubscriptionParts): Hono {
	const { subscriptions, settings, extraOrigins, vapidKeys, onSubscribed, now } = parts;
	const routes = new Hono();
	const addressOf = (context: Context) => clientAddress(context, parts.trustedProxies);

	routes.use('/subscriptions/*', async (context, next) => {
		const wait = await parts.limit.request(addressOf(context), now());
		return wait > 0 ? tooMany(context, wait) : next();
	});

	routes.get('/push/key', async (context) => {
		if (!settings().push.enabled) return problemAnswer(context, 404, problem('push-off'));
		context.header('Cache-Control', 'no-cache');
		return context.json({ key: (await vapidKeys.newest()).publicKey });
	});

	routes.post('/subscriptions', async (context) => {
		if (!settings().push.enabled) return problemAnswer(context, 404, problem('push-off'));
		const parsed = subscriptionSchema.safeParse(await bodyOf(context));
		if (!parsed.success) return problemAnswer(context, 400, problem('bad-subscription'));
		const refusal = addressProblem(parsed.data, extraOrigins);
		if (refusal) return problemAnswer(context, 400, refusal);
		const { endpoint, vapidKey } = parsed.data;
		const known = await subscriptions.find(endpoint);
		const vapidKeyId = await vapidKeyIdOf(vapidKeys, vapidKey, known?.vapidKeyId);
		if (vapidKeyId === undefined) return problemAnswer(context, 400, unknownKey);
		const wait = known ? 0 : await parts.limit.subscription(addressOf(context), now());
		if (wait > 0) return tooMany(context, wait);
		await subscriptions.save({ ...parsed.data, vapidKeyId }, now());
		onSubscribed();
		return context.json({ subscribed: true }, 201);
	});

	// Whoever knows the old endpoint, a secret address, is the browser that had it.
	routes.post('/subscriptions/moved', async (context) => {
		const parsed = movedSchema.safeParse(await bodyOf(context));
		if (!parsed.success) return problemAnswer(context, 400, problem('bad-subscription'));
		const refusal = addressProblem(parsed.data, extraOrigins);
		if (refusal) return problemAnswer(context, 400, refusal);
		const { from, endpoint, keys, vapidKey } = parsed.data;
		const vapidKeyId = await vapidKeyIdOf(vapidKeys, vapidKey);
		if (vapidKeyId === undefined) return problemAnswer(context, 400, unknownKey);
		if (!(await subscriptions.move(from, { endpoint, keys, vapidKeyId }, now())))
			return problemAnswer(context, 404, problem('not-subscribed'));
		onSubscribed();
		return context.json({ subscribed: true });
	});

	// A POST: the endpoint is a secret address, and addresses of requests end up in logs.
	routes.post('/subscriptions/choices', async (context) => {
		context.header('Cache-Control', 'no-store');
		const parsed = endpointSchema.safeParse(await bodyOf(context));
		if (!parsed.success) return problemAnswer(context, 400, problem('bad-subscription'));
		const found = await subscriptions.find(parsed.data.endpoint);
		if (!found) return problemAnswer(context, 404, problem('not-subscribed'));
		const { topics, areas, severity, quiet, language } = found;
		return context.json({ topics, areas, severity, quiet, language });
	});

	routes.delete('/subscriptions', async (context) => {
		const parsed = endpointSchema.safeParse(await bodyOf(context));
		if (!parsed.success) return problemAnswer(context, 400, problem('bad-subscription'));
		await subscriptions.remove(parsed.data.endpoint);
		return context.body(null, 204);
	});

	return routes;
}

const unknownKey = problem('unknown-vapid-key', 'vapidKey');

export function tooMany(context: Context, seconds: number): Response {
	context.header('Retry-After', String(seconds));
	const minutes = Math.ceil(seconds / 60);
	return problemAnswer(context, 429, problem('too-many-subscriptions', '', { minutes }));
}

function bodyOf(context: Context): Promise<unknown> {
	return context.req.json().catch(() => undefined);
}
