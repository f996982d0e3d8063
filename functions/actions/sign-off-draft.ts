import type { Problem } from '../../src/domain/problem.ts';
import type { Content } from '../../src/domain/site.ts';
import { checkDraft } from '../cms/check-draft.ts';
import { draftHash } from '../cms/draft-hash.ts';
import type { DraftCollection } from '../cms/paths.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Drafts } from '../store/drafts.ts';
import type { SignOffs } from '../store/sign-offs.ts';

export type SignedOff =
	| { readonly kind: 'signed'; readonly hash: string }
	| { readonly kind: 'no-draft' }
	| { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** A publisher stands behind exactly this text in all its languages; the draft becomes ready. */
export async function signOffDraft(
	parts: {
		readonly drafts: Drafts;
		readonly signOffs: SignOffs;
		readonly audit: Pick<AuditLog, 'append'>;
	},
	{
		collection,
		ref,
		by,
		content,
		now,
	}: {
		readonly collection: DraftCollection;
		readonly ref: string;
		readonly by: { readonly id: string; readonly name: string };
		readonly content: Content;
		readonly now: Date;
	},
): Promise<SignedOff> {
	const draft = await parts.drafts.get(collection, ref);
	if (!draft) return { kind: 'no-draft' };
	const check = checkDraft(collection, ref, draft.files, content);
	if (check.kind === 'invalid') return { kind: 'invalid', problems: check.problems };
	const hash = draftHash(draft, check);
	await parts.signOffs.sign({ collection, ref, hash }, { staffId: by.id, name: by.name, at: now });
	await parts.drafts.setStatus(collection, ref, 'pending_publish');
	await parts.audit.append({
		at: now,
		actor: by.id,
		action: 'draft.signed',
		subject: `${collection}/${ref}`,
		details: { hash },
	});
	return { kind: 'signed', hash };
}
