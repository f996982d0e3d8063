import { entryPath } from '../../src/domain/collections.ts';
import { writeEntry } from '../../src/domain/entry.ts';
import { languageTags } from '../../src/domain/languages.ts';
import type { Notice } from '../../src/domain/notice.ts';
import type { Problem } from '../../src/domain/problem.ts';
import type { Content } from '../../src/domain/site.ts';
import { noticeTemplate, type TemplatePhase } from '../../src/domain/templates/notice-template.ts';
import { toOffsetString } from '../../src/domain/time.ts';
import { type SaveDraftParts, saveDraft } from './save-draft.ts';

export type Started =
	| { readonly kind: 'started'; readonly ref: string }
	| { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** Makes a draft from a template. Tapped twice within a minute it is the same draft. */
export async function startFromTemplate(
	parts: SaveDraftParts,
	request: {
		readonly hazard: Notice['hazard'];
		readonly phase: TemplatePhase;
		readonly previous?: (Notice & { readonly ref: string }) | undefined;
		readonly by: { readonly id: string; readonly name: string; readonly email: string };
		readonly content: Content;
		readonly now: Date;
	},
): Promise<Started> {
	const { phase, previous, content, by, now } = request;
	const minute = toOffsetString(now).slice(0, 16).replace(/\D/g, '');
	const about = previous ? previous.ref.slice(0, 24).replace(/-+$/, '') : request.hazard;
	const ref = `${minute}-${phase}-${about}`;
	if (await parts.drafts.get('notices', ref)) return { kind: 'started', ref };
	const { hazard } = request;
	const entry = noticeTemplate({ ref, phase, hazard, settings: content.settings, previous, now });
	const texts = writeEntry(entry);
	const files = languageTags.flatMap((language) => {
		const text = texts[language];
		return text === undefined ? [] : [{ path: entryPath('notices', ref, language), content: text }];
	});
	const saved = await saveDraft(parts, {
		collection: 'notices',
		ref,
		files,
		status: 'draft',
		expected: { version: null, blobs: {} },
		by,
		content,
		now,
	});
	// Somebody else who tapped at the same moment started the same draft.
	if (saved.kind === 'stale') return { kind: 'started', ref };
	return saved.kind === 'saved'
		? { kind: 'started', ref }
		: { kind: 'invalid', problems: saved.problems };
}
