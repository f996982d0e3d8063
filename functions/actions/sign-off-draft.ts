import { lawFindings } from '../../src/domain/drafting/draft-findings.ts';
import { editProblems } from '../../src/domain/edit-rules.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { needsRecentSignIn, warningOf } from '../../src/domain/recent-sign-in.ts';
import type { Content } from '../../src/domain/site.ts';
import { checkDraft } from '../cms/check-draft.ts';
import { draftHash } from '../cms/draft-hash.ts';
import type { DraftCollection } from '../cms/paths.ts';
import { withdrawSignatures } from '../cms/withdraw-signatures.ts';
import { publishedEntry } from '../content/published-entry.ts';
import type { Repository } from '../content/repository.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Drafts } from '../store/drafts.ts';
import type { SignOffs } from '../store/sign-offs.ts';

export type SignedOff =
	| { readonly kind: 'signed'; readonly hash: string }
	| { readonly kind: 'no-draft' }
	/** A red warning asks for a sign-in that is not long ago. */
	| { readonly kind: 'sign-in-again' }
	/** The draft is not the version that was read; nothing was signed. */
	| { readonly kind: 'stale'; readonly by: string; readonly at: Date }
	| { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

export interface SignOffParts {
	readonly drafts: Drafts;
	readonly signOffs: SignOffs;
	readonly repository: Repository;
	readonly audit: Pick<AuditLog, 'append'>;
}

/** A publisher stands behind exactly the text of a version, in all its languages; the draft becomes ready. */
export async function signOffDraft(
	parts: SignOffParts,
	{
		collection,
		ref,
		version,
		by,
		content,
		now,
	}: {
		readonly collection: DraftCollection;
		readonly ref: string;
		/** The version that was read. */
		readonly version: number | null;
		readonly by: { readonly id: string; readonly name: string; readonly signedInAt: Date };
		readonly content: Content;
		readonly now: Date;
	},
): Promise<SignedOff> {
	const draft = await parts.drafts.get(collection, ref);
	if (!draft) return { kind: 'no-draft' };
	const stale = { kind: 'stale', by: draft.author.name, at: draft.updatedAt } as const;
	if (draft.version !== version) return stale;
	const check = checkDraft(collection, ref, draft.files, content);
	if (check.kind === 'invalid') return { kind: 'invalid', problems: check.problems };
	if (check.kind === 'entry' && needsRecentSignIn(warningOf(check.entry), by.signedInAt, now))
		return { kind: 'sign-in-again' };
	const against =
		check.kind === 'entry' ? await objectionsTo(parts, check.entry, content, now) : [];
	if (against.length > 0) return { kind: 'invalid', problems: against };
	const hash = draftHash(draft, check);
	if (!(await parts.drafts.setStatus(collection, ref, 'pending_publish', version))) return stale;
	await parts.signOffs.sign({ collection, ref, hash }, { staffId: by.id, name: by.name, at: now });
	if (!(await isStillReady(parts.drafts, collection, ref, version))) {
		await withdrawSignatures(parts, collection, ref);
		return stale;
	}
	await parts.audit.append({
		at: now,
		actor: by.id,
		action: 'draft.signed',
		subject: `${collection}/${ref}`,
		details: { hash },
	});
	return { kind: 'signed', hash };
}

/** What the law or the published text speaks against: nobody signs what could then not be published. */
async function objectionsTo(
	{ repository }: SignOffParts,
	entry: Entry,
	{ settings }: Content,
	now: Date,
): Promise<readonly Problem[]> {
	const commit = await repository.head();
	const before = commit && (await publishedEntry(repository, commit, entry.collection, entry.ref));
	const edits = before ? editProblems(before, entry, now) : [];
	return [...lawFindings(entry, settings), ...edits];
}

/** A save between the status and the signature took the status back, and found no signature to take back. */
async function isStillReady(
	drafts: Drafts,
	collection: DraftCollection,
	ref: string,
	version: number,
): Promise<boolean> {
	const draft = await drafts.get(collection, ref);
	return draft?.version === version && draft.status === 'pending_publish';
}
