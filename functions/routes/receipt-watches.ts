import { Hono } from 'hono';
import { z } from 'zod';
import { languageTags } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import { receiptStates } from '../../src/domain/receipt-standing.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { findReceipt } from '../actions/look-up-receipt.ts';
import { type WatchParts, watchReceipt } from '../actions/watch-receipt.ts';
import type { SubscribeLimit } from '../push/subscribe-limit.ts';
import { addressProblem, addressSchema } from '../push/subscription.schema.ts';
import { type VapidKeyStore, vapidKeyIdOf } from '../store/vapid-keys.ts';
import { clientAddress } from './client-address.ts';
import { problemAnswer } from './problem-answer.ts';
import { tooMany } from './subscriptions.ts';

export interface ReceiptWatchParts extends WatchParts {
	readonly settings: () => Settings;
	readonly extraOrigins: readonly string[];
	readonly vapidKeys: VapidKeyStore;
	readonly limit: Pick<SubscribeLimit, 'request'>;
	readonly trustedProxies: number;
	readonly now: () => Date;
}

/** The push address of a browser, and a receipt that it is about; without one, all that the browser waits for. */
const namedSchema = z.object({ endpoint: z.string().max(2048), receipt: z.string().optional() });

const watchSchema = addressSchema.extend({
	receipt: z.string(),
	language: z.enum(languageTags),
	shown: z.enum(receiptStates).default('received'),
});

/** Being told when a report is answered, in the browser that asks for it, and no longer. Nothing about the person is asked. */
export function receiptWatchRoutes(parts: ReceiptWatchParts): Hono {
	const routes = new Hono();
	const { receiptWatches } = parts;

	routes.use(async (context, next) => {
		const client = clientAddress(context, parts.trustedProxies);
		const wait = await parts.limit.request(client, parts.now());
		if (wait > 0) return tooMany(context, wait);
		await next();
		context.header('Cache-Control', 'no-store');
		return undefined;
	});

	routes.post('/', async (context) => {
		if (!parts.settings().push.enabled) return problemAnswer(context, 404, problem('push-off'));
		const parsed = watchSchema.safeParse(await context.req.json().catch(() => undefined));
		if (!parsed.success) return problemAnswer(context, 400, problem('bad-subscription'));
		const { vapidKey, ...asked } = parsed.data;
		const refusal = addressProblem(asked, parts.extraOrigins);
		if (refusal) return problemAnswer(context, 400, refusal);
		const vapidKeyId = await vapidKeyIdOf(parts.vapidKeys, vapidKey);
		if (vapidKeyId === undefined)
			return problemAnswer(context, 400, problem('unknown-vapid-key', 'vapidKey'));
		switch (await watchReceipt(parts, { ...asked, vapidKeyId })) {
			case 'saved':
				return context.json({ watching: true }, 201);
			case 'full':
				return problemAnswer(context, 409, problem('watched-enough'));
			case 'unknown':
				return problemAnswer(context, 404, problem('unknown-receipt', 'receipt'));
		}
	});

	// A POST: receipts and endpoints are secrets, and addresses of requests end up in logs.
	routes.post('/standing', async (context) => {
		const parsed = namedSchema.safeParse(await context.req.json().catch(() => undefined));
		if (!parsed.success) return problemAnswer(context, 400, problem('bad-subscription'));
		const { receipt, endpoint } = parsed.data;
		const report = await reportOf(parts, receipt);
		const watching = report !== 'unknown' && (await receiptWatches.has(endpoint, report));
		return context.json({ watching });
	});

	routes.delete('/', async (context) => {
		const parsed = namedSchema.safeParse(await context.req.json().catch(() => undefined));
		if (!parsed.success) return problemAnswer(context, 400, problem('bad-subscription'));
		const { receipt, endpoint } = parsed.data;
		const report = await reportOf(parts, receipt);
		if (report !== 'unknown') await receiptWatches.remove(endpoint, report);
		return context.json({ watching: false, addressInUse: await receiptWatches.isUsed(endpoint) });
	});

	return routes;
}

/** The id of the report of a receipt; `undefined` when no receipt is given. */
async function reportOf(
	parts: ReceiptWatchParts,
	receipt: string | undefined,
): Promise<string | undefined> {
	if (receipt === undefined) return undefined;
	return (await findReceipt(parts, receipt))?.report.id ?? 'unknown';
}
