import { entryPage } from '../src/domain/entry-page.ts';
import type { Content } from '../src/domain/site.ts';
import type { DraftRow, SecondSignatureRow } from '../src/domain/staff-answers.ts';
import { checkDraft } from './cms/check-draft.ts';
import { wordToConfirm } from './cms/confirm-word.ts';
import { draftHash } from './cms/draft-hash.ts';
import { publishedEntry, signedHash } from './content/published-entry.ts';
import type { Repository } from './content/repository.ts';
import { signaturesNeeded } from './content/signature-check.ts';
import type { Draft, Drafts } from './store/drafts.ts';
import type { EmergencyPublications } from './store/emergency-publications.ts';
import type { SignOffs } from './store/sign-offs.ts';

export interface StaffDraftsParts {
	readonly drafts: Drafts;
	readonly signOffs: SignOffs;
	readonly emergencies: EmergencyPublications;
	readonly repository: Repository;
	readonly content: () => Content;
	readonly exerciseRuns: () => Promise<boolean>;
	/** The address at which a draft can be seen. */
	readonly previewUrl: (collection: Draft['collection'], ref: string) => string;
	readonly now: () => Date;
}

/** The drafts on their way, as the staff page lists them. */
export async function draftRows(parts: StaffDraftsParts): Promise<readonly DraftRow[]> {
	const commit = await parts.repository.head();
	const all = await parts.drafts.all();
	return Promise.all(all.map((draft) => draftRow(parts, commit, draft)));
}

/** One draft, and how far it has come. */
export async function draftRow(
	parts: StaffDraftsParts,
	commit: string | undefined,
	draft: Draft,
): Promise<DraftRow> {
	const { collection, ref, version, author, updatedAt } = draft;
	const content = parts.content();
	const check = checkDraft(collection, ref, draft.files, content);
	const given =
		check.kind === 'invalid'
			? []
			: await parts.signOffs.of(collection, ref, draftHash(draft, check));
	const notes = await parts.drafts.notes(collection, ref);
	const word = await wordToConfirm(parts, draft);
	return {
		collection,
		ref,
		title: check.kind === 'entry' ? check.entry.data.title : ref,
		status: draft.status,
		version,
		...(word && { word }),
		author: author.name,
		savedAt: updatedAt.toISOString(),
		preview: `${parts.previewUrl(collection, ref)}/`,
		signedBy: given.map(({ staffId, name }) => ({ id: staffId, name })),
		needed:
			check.kind === 'entry'
				? await signaturesNeeded(parts.repository, commit, check.entry, content.settings)
				: 1,
		notes: notes
			.filter(({ resolved }) => !resolved)
			.map((note) => ({ author: note.author, text: note.content })),
	};
}

/** What went out in an emergency and still wants its second signature, as it is published now. */
export async function secondSignatureRows(
	parts: StaffDraftsParts,
): Promise<readonly SecondSignatureRow[]> {
	const commit = await parts.repository.head();
	const waiting = await parts.emergencies.waiting();
	const rows = await Promise.all(
		waiting.map(async ({ collection, ref, hash, by, reason, at, due }) => {
			if (!commit || collection === 'settings') return [];
			const entry = await publishedEntry(parts.repository, commit, collection, ref);
			// Another text has taken its place, with signatures of its own.
			if (!entry || signedHash(entry) !== hash) return [];
			const row: SecondSignatureRow = {
				collection,
				ref,
				hash,
				title: entry.data.title,
				path: `/${entryPage(collection, ref, entry.data)}`,
				by,
				reason,
				at: at.toISOString(),
				due: due.toISOString(),
				overdue: due <= parts.now(),
			};
			return [row];
		}),
	);
	return rows.flat();
}
