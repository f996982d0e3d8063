import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import {
	type LinkKind,
	type LinkState,
	linkState,
	type SignedLink,
} from '../../src/domain/signed-link.ts';
import type { Database } from './database.ts';

export interface SignedLinksTable {
	id: string;
	hash: string;
	kind: LinkKind;
	subject: string;
	post: string;
	contact: string | null;
	made_by: string;
	made_at: number;
	expires_at: number;
	revoked_at: number | null;
}

/** What a secret opens: a link and whether it is still good, or nothing that there ever was. */
export type FoundLink =
	| { readonly state: LinkState; readonly link: SignedLink }
	| { readonly state: 'unknown' };

/** Links for posts outside the staff. Only a hash of the secret is kept, so that a copy of the store opens nothing. */
export interface SignedLinks {
	/** Makes a link and gives its secret, which is told once. */
	issue(link: Omit<SignedLink, 'id' | 'revokedAt'>): Promise<{ id: string; secret: string }>;
	find(secret: string, now: Date): Promise<FoundLink>;
	get(id: string): Promise<SignedLink | undefined>;
	/** The ids of all links of the post that one is for, its own among them. */
	ofPost(link: Pick<SignedLink, 'kind' | 'subject' | 'post'>): Promise<readonly string[]>;
	/** All links, the newest last. */
	list(): Promise<readonly SignedLink[]>;
	/** A new secret for the same post, with all that was done by the earlier one, which opens nothing any more. */
	renew(id: string, expiresAt: Date): Promise<string | undefined>;
	/** `false` when there is no such link, or it was revoked before. */
	revoke(id: string, now: Date): Promise<boolean>;
	/** Deletes links that ended before an instant. */
	forget(before: Date): Promise<void>;
}

/** 144 random bits: nobody guesses one, and the code on paper stays coarse enough for an old camera. */
const secretBytes = 18;

export function signedLinks(db: Kysely<Database>): SignedLinks {
	const get = async (id: string) => {
		const row = await db
			.selectFrom('signed_links')
			.selectAll()
			.where('id', '=', id)
			.executeTakeFirst();
		return row && toLink(row);
	};
	return {
		async issue(link) {
			const id = randomUUID();
			const secret = newSecret();
			await db
				.insertInto('signed_links')
				.values(toRow(id, secret, link))
				.execute();
			return { id, secret };
		},
		async find(secret, now) {
			const hash = hashOf(secret);
			const row = await db
				.selectFrom('signed_links')
				.selectAll()
				.where('hash', '=', hash)
				.executeTakeFirst();
			// The index is asked for a hash, which says nothing of the secret; the comparison itself takes the same time always.
			if (!row || !timingSafeEqual(Buffer.from(row.hash), Buffer.from(hash)))
				return { state: 'unknown' };
			const link = toLink(row);
			return { state: linkState(link, now), link };
		},
		get,
		async ofPost({ kind, subject, post }) {
			const rows = await db
				.selectFrom('signed_links')
				.select('id')
				.where('kind', '=', kind)
				.where('subject', '=', subject)
				.where('post', '=', post)
				.execute();
			return rows.map(({ id }) => id);
		},
		async list() {
			const rows = await db
				.selectFrom('signed_links')
				.selectAll()
				.orderBy('made_at')
				.orderBy('id')
				.execute();
			return rows.map(toLink);
		},
		async renew(id, expiresAt) {
			const secret = newSecret();
			const { numUpdatedRows } = await db
				.updateTable('signed_links')
				.set({ hash: hashOf(secret), expires_at: expiresAt.getTime(), revoked_at: null })
				.where('id', '=', id)
				.executeTakeFirstOrThrow();
			return numUpdatedRows > 0n ? secret : undefined;
		},
		async revoke(id, now) {
			const { numUpdatedRows } = await db
				.updateTable('signed_links')
				.set({ revoked_at: now.getTime() })
				.where('id', '=', id)
				.where('revoked_at', 'is', null)
				.executeTakeFirstOrThrow();
			return numUpdatedRows > 0n;
		},
		async forget(before) {
			await db
				.deleteFrom('signed_links')
				.where((each) =>
					each.or([
						each('expires_at', '<', before.getTime()),
						each('revoked_at', '<', before.getTime()),
					]),
				)
				.execute();
		},
	};
}

function newSecret(): string {
	return randomBytes(secretBytes).toString('base64url');
}

function hashOf(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

function toRow(
	id: string,
	secret: string,
	link: Omit<SignedLink, 'id' | 'revokedAt'>,
): SignedLinksTable {
	return {
		id,
		hash: hashOf(secret),
		kind: link.kind,
		subject: link.subject,
		post: link.post,
		contact: link.contact ?? null,
		made_by: link.madeBy,
		made_at: link.madeAt.getTime(),
		expires_at: link.expiresAt.getTime(),
		revoked_at: null,
	};
}

function toLink(row: SignedLinksTable): SignedLink {
	return {
		id: row.id,
		kind: row.kind,
		subject: row.subject,
		post: row.post,
		contact: row.contact ?? undefined,
		madeBy: row.made_by,
		madeAt: new Date(row.made_at),
		expiresAt: new Date(row.expires_at),
		revokedAt: row.revoked_at === null ? undefined : new Date(row.revoked_at),
	};
}
