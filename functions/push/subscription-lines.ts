import { z } from 'zod';
import type { Store } from '../store/store.ts';
import {
	type StoredSubscription,
	type Subscription,
	subscriptions,
} from '../store/subscriptions.ts';
import { vapidKeyStore } from '../store/vapid-keys.ts';
import { addressProblem, subscriptionSchema } from './subscription.schema.ts';

/** A subscription outside the portal: one line of JSON. */
const lineSchema = subscriptionSchema.extend({
	vapidKey: z.string().max(100),
	createdAt: z.iso.datetime({ offset: true }).optional(),
});

/** What is wrong with a line, in the operator's terms and without what stands in it: an endpoint is a secret address. */
const faults = {
	'not-json': 'is not JSON',
	incomplete: 'is no subscription; wrong or missing:',
	'unknown-push-service':
		'has its endpoint at no push service that is trusted (PUSH_EXTRA_ORIGINS names more)',
	'unusable-keys': 'has keys that nothing can be encrypted to (a point on P-256 and 16 bytes)',
	'unknown-vapid-key':
		'was made for a VAPID key that this portal does not have: only who holds its private key can send to it, so that browser has to subscribe here itself',
} as const;

const portion = 200;

/** All subscriptions, in the order of subscribing. */
export async function* exportedLines(store: Store): AsyncGenerator<string> {
	const all = subscriptions(store.db);
	const keys = await vapidKeyStore(store.db).all();
	const publicKeys = new Map(keys.map(({ id, publicKey }) => [id, publicKey]));
	let after = 0;
	for (;;) {
		const page = await all.after(after, portion);
		const last = page.at(-1);
		if (!last) return;
		after = last.seq;
		for (const each of page) yield `${JSON.stringify(outside(each, publicKeys))}\n`;
	}
}

function outside(
	{ seq: _, origin: __, vapidKeyId, createdAt, ...rest }: StoredSubscription,
	publicKeys: ReadonlyMap<number, string>,
) {
	return { ...rest, createdAt: createdAt.toISOString(), vapidKey: publicKeys.get(vapidKeyId) };
}

export interface ImportCounts {
	readonly new: number;
	readonly changed: number;
	readonly same: number;
	readonly refused: number;
}

/** Takes the lines that can be taken, and tells of each other one. The same lines again change nothing. */
export async function importLines(
	lines: AsyncIterable<string>,
	{
		store,
		extraOrigins,
		now,
		onRefused,
	}: {
		readonly store: Store;
		readonly extraOrigins: readonly string[];
		readonly now: () => Date;
		readonly onRefused: (line: number, fault: string) => void;
	},
): Promise<ImportCounts> {
	const counts = { new: 0, changed: 0, same: 0, refused: 0 };
	const keys = await vapidKeyStore(store.db).all();
	const keyIds = new Map(keys.map(({ id, publicKey }) => [publicKey, id]));
	let waiting: Imported[] = [];
	let number = 0;

	// Everything is checked before the store is locked: a portal that runs beside must not wait for that.
	async function saveWaiting(): Promise<void> {
		const taken = waiting;
		waiting = [];
		await store.db.transaction().execute(async (trx) => {
			const all = subscriptions(trx);
			for (const { subscription, at } of taken) counts[await all.save(subscription, at)] += 1;
		});
	}

	for await (const line of lines) {
		number += 1;
		if (line.trim() === '') continue;
		const read = readLine(line, { extraOrigins, keyIds, now });
		if ('fault' in read) {
			counts.refused += 1;
			onRefused(number, read.fault);
		} else waiting.push(read);
		if (waiting.length >= portion) await saveWaiting();
	}
	await saveWaiting();
	return counts;
}

interface Imported {
	readonly subscription: Subscription;
	readonly at: Date;
}

function readLine(
	line: string,
	{
		extraOrigins,
		keyIds,
		now,
	}: {
		extraOrigins: readonly string[];
		keyIds: ReadonlyMap<string, number>;
		now: () => Date;
	},
): Imported | { readonly fault: string } {
	const value = jsonOf(line);
	if (value === undefined) return { fault: faults['not-json'] };
	const parsed = lineSchema.safeParse(value);
	if (!parsed.success) {
		const fields = new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'everything'));
		return { fault: `${faults.incomplete} ${[...fields].join(', ')}` };
	}
	const { vapidKey, createdAt, ...rest } = parsed.data;
	const refusal = addressProblem(parsed.data, extraOrigins);
	if (refusal)
		return {
			fault: faults[refusal.code === 'unusable-keys' ? refusal.code : 'unknown-push-service'],
		};
	const vapidKeyId = keyIds.get(vapidKey);
	if (vapidKeyId === undefined) return { fault: faults['unknown-vapid-key'] };
	return {
		subscription: { ...rest, vapidKeyId },
		at: createdAt === undefined ? now() : new Date(createdAt),
	};
}

function jsonOf(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}
