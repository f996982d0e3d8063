import type { Content } from '../../src/domain/site.ts';
import { checkDraft } from '../cms/check-draft.ts';
import { draftHash } from '../cms/draft-hash.ts';
import { publishedEntry, signedHash } from '../content/published-entry.ts';
import type { Repository } from '../content/repository.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Draft, Drafts } from '../store/drafts.ts';

/** Ends drafts whose text is published already: a crash came between the commit and the end of the draft. */
export async function settleDrafts(
	parts: {
		readonly drafts: Drafts;
		readonly repository: Repository;
		readonly audit: Pick<AuditLog, 'append'>;
	},
	content: Content,
	now: Date,
): Promise<void> {
	const commit = await parts.repository.head();
	if (!commit) return;
	for (const draft of await parts.drafts.all()) {
		if (draft.status !== 'pending_publish') continue;
		if (!(await isPublished(parts.repository, commit, draft, content))) continue;
		await parts.drafts.delete(draft.collection, draft.ref, draft.version);
		await parts.audit.append({
			at: now,
			actor: draft.author.id,
			action: 'entry.published',
			subject: `${draft.collection}/${draft.ref}`,
			details: { commit, settled: true },
		});
	}
}

async function isPublished(
	repository: Repository,
	commit: string,
	draft: Draft,
	content: Content,
): Promise<boolean> {
	if (draft.collection === 'settings') return hasSameFiles(repository, commit, draft);
	const check = checkDraft(draft.collection, draft.ref, draft.files, content);
	const entry = await publishedEntry(repository, commit, draft.collection, draft.ref);
	return (
		check.kind === 'entry' && entry !== undefined && draftHash(draft, check) === signedHash(entry)
	);
}

async function hasSameFiles(
	repository: Repository,
	commit: string,
	draft: Draft,
): Promise<boolean> {
	for (const file of draft.files) {
		const blob = await repository.blobAt(commit, file.path);
		const text = blob && new TextDecoder().decode(await repository.readBlob(blob));
		if (text !== file.content) return false;
	}
	return true;
}
