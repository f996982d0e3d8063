import { draftFindings } from '../../src/domain/drafting/draft-findings.ts';
import type { Finding } from '../../src/domain/drafting/finding.ts';
import type { Problem } from '../../src/domain/problem.ts';
import type { Content } from '../../src/domain/site.ts';
import { checkDraft } from '../cms/check-draft.ts';
import type { DraftCollection } from '../cms/paths.ts';
import { withdrawSignatures } from '../cms/withdraw-signatures.ts';
import type { Repository } from '../content/repository.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Draft, DraftFile, DraftStatus, Drafts } from '../store/drafts.ts';
import type { SignOffs } from '../store/sign-offs.ts';

/** What an editor's browser was looking at when the entry was opened. */
export interface Expected {
	readonly version: number | null;
	readonly blobs: Readonly<Record<string, string>>;
}

export type SavedDraft =
	/** What is to be said about its wording stops no save. */
	| { readonly kind: 'saved'; readonly draft: Draft; readonly findings: readonly Finding[] }
	/** Someone else saved or published meanwhile; nothing was overwritten. */
	| { readonly kind: 'stale'; readonly by?: string; readonly at?: Date }
	/** A new entry whose name another entry has had before; nothing of that one is shown or overwritten. */
	| { readonly kind: 'taken' }
	| { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

export interface SaveDraftParts {
	readonly drafts: Drafts;
	readonly signOffs: SignOffs;
	readonly repository: Repository;
	readonly audit: Pick<AuditLog, 'append'>;
}

/** Keeps an entry's files as a draft. A save over a signed version takes its signatures back. */
export async function saveDraft(
	parts: SaveDraftParts,
	request: {
		readonly collection: DraftCollection;
		readonly ref: string;
		readonly files: readonly { readonly path: string; readonly content: string }[];
		readonly status?: DraftStatus | undefined;
		readonly expected: Expected;
		readonly by: { readonly id: string; readonly name: string; readonly email: string };
		readonly content: Content;
		readonly now: Date;
	},
): Promise<SavedDraft> {
	const { collection, ref, by } = request;
	const before = await parts.drafts.get(collection, ref);
	const isNew = request.expected.version === null && isEmpty(request.expected.blobs);
	if (isNew && collection !== 'settings' && (before || (await isPublished(parts, request))))
		return { kind: 'taken' };
	if (before ? request.expected.version !== before.version : request.expected.version !== null) {
		return before
			? { kind: 'stale', by: before.author.name, at: before.updatedAt }
			: { kind: 'stale' };
	}
	const files = await withBases(parts.repository, request.files, before);
	const moved = files.some(
		(file) => !before && file.base !== (request.expected.blobs[file.path] ?? null),
	);
	if (moved) return { kind: 'stale' };
	const check = checkDraft(collection, ref, files, request.content);
	if (check.kind === 'invalid') return { kind: 'invalid', problems: check.problems };
	const wasReady = before?.status === 'pending_publish';
	const status = wasReady ? 'pending_review' : (before?.status ?? request.status ?? 'draft');
	const draft = { collection, ref, status, files, author: by, updatedAt: request.now };
	const saved = await parts.drafts.save(draft, before?.version ?? 0);
	if (saved === 'conflict') return { kind: isNew ? 'taken' : 'stale' };
	if (before) await withdrawSignatures(parts, collection, ref);
	await parts.audit.append({
		at: request.now,
		actor: by.id,
		action: 'draft.saved',
		subject: `${collection}/${ref}`,
		details: { version: saved.version, ...(wasReady ? { signatureVoided: true } : {}) },
	});
	const findings =
		check.kind === 'entry' ? draftFindings(check.entry, request.content.settings) : [];
	return { kind: 'saved', draft: saved, findings };
}

function isEmpty(blobs: Expected['blobs']): boolean {
	return Object.keys(blobs).length === 0;
}

async function isPublished(
	{ repository }: SaveDraftParts,
	{ files }: { readonly files: readonly { readonly path: string }[] },
): Promise<boolean> {
	const head = await repository.head();
	const blobs = head ? files.map(({ path }) => repository.blobAt(head, path)) : [];
	return (await Promise.all(blobs)).some((blob) => blob !== undefined);
}

async function withBases(
	repository: Repository,
	files: readonly { path: string; content: string }[],
	before: Draft | undefined,
): Promise<DraftFile[]> {
	const head = await repository.head();
	return Promise.all(
		files.map(async ({ path, content }) => {
			const known = before?.files.find((file) => file.path === path);
			const base = known
				? known.base
				: head
					? ((await repository.blobAt(head, path)) ?? null)
					: null;
			return { path, content, encoding: 'utf8' as const, base };
		}),
	);
}
