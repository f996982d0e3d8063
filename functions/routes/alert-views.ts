import { Hono } from 'hono';
import { z } from 'zod';
import { alertViewKinds, viewShares, weightOf } from '../../src/domain/alert-views.ts';
import { problem } from '../../src/domain/problem.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { toDay } from '../../src/domain/time.ts';
import type { SubscribeLimit } from '../push/subscribe-limit.ts';
import type { AlertViews } from '../store/alert-views.ts';
import { clientAddress } from './client-address.ts';
import { problemAnswer } from './problem-answer.ts';
import { tooMany } from './subscriptions.ts';

const viewSchema = z.object({
	/** The name of the alert in the ledger. */
	alert: z.string().max(200),
	what: z.enum(alertViewKinds),
	share: z.literal(viewShares),
});

export interface AlertViewParts {
	readonly views: AlertViews;
	readonly settings: () => Settings;
	/** An answer may stand for a thousand, so nobody gives them by the thousand. */
	readonly limit: Pick<SubscribeLimit, 'request'>;
	readonly trustedProxies: number;
	readonly now: () => Date;
}

/** That an alert was shown or opened by somebody: counted for each day, and nothing is known of who it was. */
export function alertViewRoutes({
	views,
	settings,
	limit,
	trustedProxies,
	now,
}: AlertViewParts): Hono {
	const routes = new Hono();

	routes.post('/alert-views', async (context) => {
		const wait = await limit.request(clientAddress(context, trustedProxies), now());
		if (wait > 0) return tooMany(context, wait);
		const parsed = viewSchema.safeParse(await context.req.json().catch(() => undefined));
		if (!parsed.success) return problemAnswer(context, 400, problem('bad-request'));
		const { alert, what, share } = parsed.data;
		// A message that is still on its way was made when the county counted.
		if (settings().push.countViews)
			await views.add({ alert, what, day: toDay(now()), count: weightOf(share) });
		return context.body(null, 204);
	});

	return routes;
}
