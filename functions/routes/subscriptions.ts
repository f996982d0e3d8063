import { Hono } from 'hono';
import { z } from 'zod';
import { languageTags } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { severityChoices } from '../../src/domain/severity-choice.ts';
import { areUsableKeys, isTrustedEndpoint } from '../push/endpoints.ts';
import type { Subscriptions } from '../store/subscriptions.ts';
import { problemAnswer } from './problem-answer.ts';

const codes = z.array(z.string().regex(/^[a-z0-9-]{1,40}$/)).max(100);

/** A `PushSubscription` as browsers serialize it, with what the person wants to hear of. */
const subscriptionSchema = z.object({
	endpoint: z.string().max(2048),
	keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
	topics: codes.default([]),
	areas: codes.default([]),
	severity: z.enum(severityChoices).default('all'),
	language: z.enum(
		languageTags as readonly [(typeof languageTags)[number], ...(typeof languageTags)[number][]],
	),
});

const endpointSchema = subscriptionSchema.pick({ endpoint: true });

export interface SubscriptionParts {
	readonly subscriptions: Subscriptions;
	readonly settings: () => Settings;
	readonly extraOrigins: readonly string[];
	readonly publicKey: string;
	/** A key pair for its first alert can be made now. */
	readonly onSubscribed: () => void;
	readonly now: () => Date;
}

/** Subscribing to alerts and leaving again. Nothing about the person is asked. */
export function subscriptionRoutes({
	subscriptions,
	settings,
	extraOrigins,
	publicKey,
	onSubscribed,
	now,
}: SubscriptionParts): Hono {
	const routes = new Hono();

	routes.get('/push/key', (context) =>
		settings().push.enabled
			? context.json({ key: publicKey })
			: problemAnswer(context, 404, problem('push-off')),
	);

	routes.post('/subscriptions', async (context) => {
		if (!settings().push.enabled) return problemAnswer(context, 404, problem('push-off'));
		const parsed = subscriptionSchema.safeParse(await context.req.json().catch(() => undefined));
		if (!parsed.success) return problemAnswer(context, 400, problem('bad-subscription'));
		if (!isTrustedEndpoint(parsed.data.endpoint, extraOrigins))
			return problemAnswer(context, 400, problem('unknown-push-service', 'endpoint'));
		if (!areUsableKeys(parsed.data.keys))
			return problemAnswer(context, 400, problem('unusable-keys', 'keys'));
		await subscriptions.save(parsed.data, now());
		onSubscribed();
		return context.json({ subscribed: true }, 201);
	});

	// A POST: the endpoint is a secret address, and addresses of requests end up in logs.
	routes.post('/subscriptions/choices', async (context) => {
		context.header('Cache-Control', 'no-store');
		const parsed = endpointSchema.safeParse(await context.req.json().catch(() => undefined));
		if (!parsed.success) return problemAnswer(context, 400, problem('bad-subscription'));
		const found = await subscriptions.find(parsed.data.endpoint);
		if (!found) return problemAnswer(context, 404, problem('not-subscribed'));
		const { topics, areas, severity, language } = found;
		return context.json({ topics, areas, severity, language });
	});

	routes.delete('/subscriptions', async (context) => {
		const parsed = endpointSchema.safeParse(await context.req.json().catch(() => undefined));
		if (!parsed.success) return problemAnswer(context, 400, problem('bad-subscription'));
		await subscriptions.remove(parsed.data.endpoint);
		return context.body(null, 204);
	});

	return routes;
}
