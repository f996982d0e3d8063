import type { Kysely } from 'kysely';
import type { Hazard, PreparedKind } from '../../src/domain/readiness.ts';
import type { Database } from './database.ts';

export interface ReadinessApprovalsTable {
	hazard: Hazard;
	kind: PreparedKind;
	words_hash: string;
	approved_by: string;
	approved_at: number;
}

/** A publisher's word that a text which lies ready may be used as it is. */
export interface KeptApproval {
	readonly hazard: Hazard;
	readonly kind: PreparedKind;
	/** Of the words that were approved. */
	readonly wordsHash: string;
	readonly by: string;
	readonly at: Date;
}

/** The last approval of each text. */
export interface ReadinessApprovals {
	list(): Promise<readonly KeptApproval[]>;
	/** Takes the place of an earlier approval of the same text. */
	keep(approval: KeptApproval): Promise<void>;
}

export function readinessApprovals(db: Kysely<Database>): ReadinessApprovals {
	return {
		async list() {
			const rows = await db
				.selectFrom('readiness_approvals')
				.selectAll()
				.orderBy('hazard')
				.orderBy('kind')
				.execute();
			return rows.map((row) => ({
				hazard: row.hazard,
				kind: row.kind,
				wordsHash: row.words_hash,
				by: row.approved_by,
				at: new Date(Number(row.approved_at)),
			}));
		},
		async keep({ hazard, kind, wordsHash, by, at }) {
			const row = { words_hash: wordsHash, approved_by: by, approved_at: at.getTime() };
			await db
				.insertInto('readiness_approvals')
				.values({ hazard, kind, ...row })
				.onConflict((conflict) => conflict.columns(['hazard', 'kind']).doUpdateSet(row))
				.execute();
		},
	};
}
