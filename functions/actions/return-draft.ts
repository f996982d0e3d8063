import { randomUUID } from 'node:crypto';
import { type Problem, problem } from '../../src/domain/problem.ts';
import type { DraftCollection } from '../cms/paths.ts';
import { withdrawSignatures } from '../cms/withdraw-signatures.ts';
import type { Repository } from '../content/repository.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Drafts } from '../store/drafts.ts';
import type { SignOffs } from '../store/sign-offs.ts';

export type Returned =
	| { readonly kind: 'returned' | 'no-draft' }
	| { readonly kind: 'stale'; readonly by: string; readonly at: Date }
	| { readonly kind: 'invalid'; readonly problem: Problem };

export interface ReturnParts {
	readonly drafts: Drafts;
	readonly signOffs: SignOffs;
	readonly repository: Repository;
	readonly audit: Pick<AuditLog, 'append'>;
}

const longestReason = 1000;

/** Gives a draft back to its author with the reason, which stands among the draft's notes. */
export async function returnDraft(
	parts: ReturnParts,
	request: {
		readonly collection: DraftCollection;
		readonly ref: string;
		/** The version that was read. */
		readonly version: number | null;
		readonly reason: string;
		readonly by: { readonly id: string; readonly name: string };
		readonly now: Date;
	},
): Promise<Returned> {
	const { collection, ref, version, by, now } = request;
	const reason = request.reason.trim();
	if (reason === '') return { kind: 'invalid', problem: problem('required', 'reason') };
	if (reason.length > longestReason)
		return { kind: 'invalid', problem: problem('too-long', 'reason', { max: longestReason }) };
	const draft = await parts.drafts.get(collection, ref);
	if (!draft) return { kind: 'no-draft' };
	const stale = { kind: 'stale', by: draft.author.name, at: draft.updatedAt } as const;
	if (draft.version !== version) return stale;
	if (!(await parts.drafts.setStatus(collection, ref, 'draft', version))) return stale;
	await withdrawSignatures(parts, collection, ref);
	const note = { id: randomUUID(), author: by.name, content: reason, resolved: false, at: now };
	await parts.drafts.addNote(collection, ref, note);
	await parts.audit.append({
		at: now,
		actor: by.id,
		action: 'draft.returned',
		subject: `${collection}/${ref}`,
		details: { version, note: note.id },
	});
	return { kind: 'returned' };
}
