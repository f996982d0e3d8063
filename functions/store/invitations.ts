import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Role, roles } from '../../src/domain/roles.ts';
import type { Database } from './database.ts';

export interface InvitationsTable {
	token_hash: string;
	purpose: InvitationPurpose;
	subject: string;
	roles: string;
	expires_at: number;
}

export type InvitationPurpose = 'first-administrator' | 'invitation' | 'reset';

/** What a one-time link permits: making an account, or a new password for one. */
export interface Invitation {
	readonly purpose: InvitationPurpose;
	/** An account's id for a reset, an e-mail address for an invitation, empty for the first administrator. */
	readonly subject: string;
	readonly roles: readonly Role[];
	readonly expiresAt: Date;
}

/** One-time links. Only a hash is kept, so that a copy of the store opens no door. */
export interface Invitations {
	/** Makes a token; earlier ones for the same purpose and subject are void, and old ones are forgotten. */
	issue(invitation: Invitation, now: Date): Promise<string>;
	/** What a token permits, without using it: a link that is only looked at stays good. */
	find(token: string, now: Date): Promise<Invitation | undefined>;
	/** Uses a token up. Of two attempts at once one gets it. */
	consume(token: string, now: Date): Promise<Invitation | undefined>;
	void(purpose: InvitationPurpose, subject: string): Promise<void>;
}

export function invitations(db: Kysely<Database>): Invitations {
	const voidAll = async (purpose: InvitationPurpose, subject: string) => {
		await db
			.deleteFrom('invitations')
			.where('purpose', '=', purpose)
			.where('subject', '=', subject)
			.execute();
	};
	return {
		async issue(invitation, now) {
			await voidAll(invitation.purpose, invitation.subject);
			await db.deleteFrom('invitations').where('expires_at', '<=', now.getTime()).execute();
			const token = randomBytes(32).toString('base64url');
			await db.insertInto('invitations').values(toRow(token, invitation)).execute();
			return token;
		},
		async find(token, now) {
			const row = await db
				.selectFrom('invitations')
				.selectAll()
				.where('token_hash', '=', hashOf(token))
				.where('expires_at', '>', now.getTime())
				.executeTakeFirst();
			return row && toInvitation(row);
		},
		async consume(token, now) {
			const row = await db
				.deleteFrom('invitations')
				.where('token_hash', '=', hashOf(token))
				.where('expires_at', '>', now.getTime())
				.returningAll()
				.executeTakeFirst();
			return row && toInvitation(row);
		},
		void: voidAll,
	};
}

function hashOf(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

function toRow(token: string, invitation: Invitation): InvitationsTable {
	return {
		token_hash: hashOf(token),
		purpose: invitation.purpose,
		subject: invitation.subject,
		roles: invitation.roles.join(','),
		expires_at: invitation.expiresAt.getTime(),
	};
}

function toInvitation(row: InvitationsTable): Invitation {
	const named = row.roles.split(',');
	return {
		purpose: row.purpose,
		subject: row.subject,
		roles: roles.filter((role) => named.includes(role)),
		expiresAt: new Date(row.expires_at),
	};
}
