import type { Generated, Kysely, Selectable } from 'kysely';
import type { Database } from './database.ts';
import { exclusively } from './locks.ts';

export interface VapidKeysTable {
	id: Generated<number>;
	public_key: string;
	private_key: string;
	created_at: number;
}

/** A key pair that identifies this portal to push services (RFC 8292), base64url. A subscription is bound to one for ever. */
export interface VapidKeys {
	readonly publicKey: string;
	readonly privateKey: string;
}

export interface StoredVapidKeys extends VapidKeys {
	readonly id: number;
}

/** All key pairs that some push address was made for, and the one for new subscriptions. */
export interface VapidKeyStore {
	/** Keeps a pair where there is none yet; processes that start together agree on one. */
	addFirst(keys: VapidKeys, at: Date): Promise<void>;
	/** From now on new subscriptions are made for this pair. */
	add(keys: VapidKeys, at: Date): Promise<void>;
	/** The pair for new subscriptions. */
	newest(): Promise<StoredVapidKeys>;
	all(): Promise<readonly StoredVapidKeys[]>;
	withPublicKey(publicKey: string): Promise<StoredVapidKeys | undefined>;
	/** Deletes pairs that no subscription needs and that were followed by another before some time. */
	forgetUnused(followedBefore: Date): Promise<void>;
}

export function vapidKeyStore(db: Kysely<Database>): VapidKeyStore {
	const newestFirst = () => db.selectFrom('vapid_keys').selectAll().orderBy('id', 'desc');
	return {
		async addFirst(keys, at) {
			await exclusively(db, 'vapid-keys', async (trx) => {
				const known = await trx.selectFrom('vapid_keys').select('id').limit(1).executeTakeFirst();
				if (!known) await insert(trx, keys, at);
			});
		},
		async add(keys, at) {
			await insert(db, keys, at);
		},
		async newest() {
			return toKeys(await newestFirst().limit(1).executeTakeFirstOrThrow());
		},
		async all() {
			return (await newestFirst().execute()).map(toKeys);
		},
		async withPublicKey(publicKey) {
			const row = await newestFirst().where('public_key', '=', publicKey).executeTakeFirst();
			return row && toKeys(row);
		},
		async forgetUnused(followedBefore) {
			const [, ...earlier] = await newestFirst().execute();
			for (const { id } of earlier) {
				const next = await db
					.selectFrom('vapid_keys')
					.select('created_at')
					.where('id', '>', id)
					.orderBy('id')
					.limit(1)
					.executeTakeFirst();
				if (!next || next.created_at >= followedBefore.getTime()) continue;
				await db
					.deleteFrom('vapid_keys')
					.where('id', '=', id)
					.where(({ not, exists, selectFrom }) =>
						not(
							exists(
								selectFrom('subscriptions').select('seq').where('subscriptions.vapid_key', '=', id),
							),
						),
					)
					.where(({ not, exists, selectFrom }) =>
						not(
							exists(
								selectFrom('receipt_watches')
									.select('browser_id')
									.where('receipt_watches.vapid_key', '=', id),
							),
						),
					)
					.execute();
			}
		},
	};
}

/** The key that a browser subscribed with; one that does not say has what was known of it, or the newest. */
export async function vapidKeyIdOf(
	vapidKeys: VapidKeyStore,
	told: string | undefined,
	known?: number,
): Promise<number | undefined> {
	if (told !== undefined) return (await vapidKeys.withPublicKey(told))?.id;
	return known ?? (await vapidKeys.newest()).id;
}

function insert(db: Kysely<Database>, { publicKey, privateKey }: VapidKeys, at: Date) {
	return db
		.insertInto('vapid_keys')
		.values({ public_key: publicKey, private_key: privateKey, created_at: at.getTime() })
		.execute();
}

function toKeys({ id, public_key, private_key }: Selectable<VapidKeysTable>): StoredVapidKeys {
	return { id, publicKey: public_key, privateKey: private_key };
}
