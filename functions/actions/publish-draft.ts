import { mayPublishInEmergency, secondSignatureDue } from '../../src/domain/emergency-lane.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { needsRecentSignIn, warningOf } from '../../src/domain/recent-sign-in.ts';
import type { Content } from '../../src/domain/site.ts';
import { checkDraft, type DraftCheck } from '../cms/check-draft.ts';
import { commitDraft } from '../cms/commit-draft.ts';
import { draftHash } from '../cms/draft-hash.ts';
import type { MediaFolder } from '../cms/media.ts';
import type { DraftCollection } from '../cms/paths.ts';
import { publishedHash, withdrawSignatures } from '../cms/withdraw-signatures.ts';
import type { Repository } from '../content/repository.ts';
import { signaturesNeeded } from '../content/signature-check.ts';
import type { SignNotice } from '../signing/sign-notice.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Draft, Drafts } from '../store/drafts.ts';
import type { EmergencyPublications } from '../store/emergency-publications.ts';
import type { SignOffs } from '../store/sign-offs.ts';

/** The commit, and what was published: by what title, and on which page it is read. */
interface Committed {
	readonly kind: 'published';
	readonly commit: string;
	readonly title: string;
	readonly path: string;
}

export type Published =
	| Committed
	| { readonly kind: 'no-draft' | 'not-ready' }
	/** A red warning asks for a sign-in that is not long ago. */
	| { readonly kind: 'sign-in-again' }
	/** Somebody, or the same press of a button, was first with exactly this text. */
	| { readonly kind: 'published-already' }
	/** The draft is not the version that was read, or what it was written over has changed. */
	| { readonly kind: 'stale'; readonly by?: string; readonly at?: Date }
	/** Signatures given and needed. */
	| { readonly kind: 'needs-signature'; readonly given: number; readonly needed: number }
	| { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

export interface PublishParts {
	readonly drafts: Drafts;
	readonly signOffs: SignOffs;
	readonly emergencies: EmergencyPublications;
	readonly repository: Repository;
	readonly media: MediaFolder;
	readonly sign: SignNotice;
	readonly audit: Pick<AuditLog, 'append'>;
}

/** What is published, and by whom. */
export interface PublishRequest {
	readonly collection: DraftCollection;
	readonly ref: string;
	/** The version that was read. */
	readonly version: number | null;
	readonly by: {
		readonly id: string;
		readonly name: string;
		readonly email: string;
		readonly signedInAt: Date;
	};
	readonly content: Content;
	/** Why one person publishes what needs two signatures; the second is then due within the hour. */
	readonly emergency?: string | undefined;
	readonly now: Date;
}

/** Commits a signed draft with its stamp. Who publishes also signs: red and orange need two different people. */
export async function publishDraft(
	parts: PublishParts,
	request: PublishRequest,
): Promise<Published> {
	const { collection, ref, by, content, now } = request;
	const draft = await parts.drafts.get(collection, ref);
	if (!draft) return { kind: 'no-draft' };
	if (draft.version !== request.version)
		return { kind: 'stale', by: draft.author.name, at: draft.updatedAt };
	if (draft.status !== 'pending_publish') return { kind: 'not-ready' };
	const check = checkDraft(collection, ref, draft.files, content);
	if (check.kind === 'invalid') return { kind: 'invalid', problems: check.problems };
	if (check.kind === 'entry' && needsRecentSignIn(warningOf(check.entry), by.signedInAt, now))
		return { kind: 'sign-in-again' };
	const signed = { collection, ref, hash: draftHash(draft, check) };
	await parts.signOffs.sign(signed, { staffId: by.id, name: by.name, at: now });
	const signatures = await parts.signOffs.of(collection, ref, signed.hash);
	const given = signatures.length;
	const needed = await neededFor(parts.repository, check, content);
	const inEmergency = given < needed && request.emergency !== undefined;
	if (given < needed && !(inEmergency && mayPublishInEmergency({ given, needed })))
		return { kind: 'needs-signature', given, needed };
	const reason = request.emergency?.trim() ?? '';
	if (inEmergency && reason === '')
		return { kind: 'invalid', problems: [problem('required', 'reason')] };
	// Before the commit: what is announced right after it must be known to be allowed.
	if (inEmergency)
		await parts.emergencies.add({ ...signed, by, reason, at: now, due: secondSignatureDue(now) });
	const result = await commitDraft(parts, request, draft, check);
	if (result.kind !== 'published') {
		// Pressed twice, or by two people at once: exactly this text is out, and what it went out on still holds.
		const isOut = (await publishedHash(parts.repository, collection, ref)) === signed.hash;
		if (isOut) return { kind: 'published-already' };
		if (inEmergency) await parts.emergencies.end(signed);
		return result;
	}
	// A save meanwhile took back what was not published then; it is now.
	for (const signature of signatures) await parts.signOffs.sign(signed, signature);
	await endDraft(parts, draft, result.commit);
	await parts.audit.append({
		at: now,
		actor: by.id,
		action: inEmergency ? 'entry.published-in-emergency' : 'entry.published',
		subject: `${collection}/${ref}`,
		details: { commit: result.commit, hash: signed.hash, signatures: given },
	});
	return result;
}

async function neededFor(
	repository: Repository,
	check: DraftCheck,
	{ settings }: Content,
): Promise<number> {
	if (check.kind !== 'entry') return 1;
	return signaturesNeeded(repository, await repository.head(), check.entry, settings);
}

/** Ends the version that was published. What was saved meanwhile stays a draft, now of the published text. */
async function endDraft(parts: PublishParts, published: Draft, commit: string): Promise<void> {
	const { collection, ref, version } = published;
	if (await parts.drafts.delete(collection, ref, version)) return;
	for (let attempt = 0; attempt < 5; attempt += 1) {
		const newer = await parts.drafts.get(collection, ref);
		if (!newer) return;
		if (await parts.drafts.rebase(await onCommit(parts.repository, newer, commit))) break;
	}
	await withdrawSignatures(parts, collection, ref);
}

async function onCommit(repository: Repository, draft: Draft, commit: string): Promise<Draft> {
	const files = await Promise.all(
		draft.files.map(async (file) => ({
			...file,
			base: (await repository.blobAt(commit, file.path)) ?? null,
		})),
	);
	const status = draft.status === 'pending_publish' ? 'pending_review' : draft.status;
	return { ...draft, files, status };
}
