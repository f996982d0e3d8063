import { entryPath } from '../../src/domain/collections.ts';
import { writeEntry } from '../../src/domain/entry.ts';
import { languageTags } from '../../src/domain/languages.ts';
import type { Notice } from '../../src/domain/notice.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import type { Content } from '../../src/domain/site.ts';
import { noticeTemplate, type TemplatePhase } from '../../src/domain/templates/notice-template.ts';
import { toOffsetString } from '../../src/domain/time.ts';
import { type SaveDraftParts, type SavedDraft, saveDraft } from './save-draft.ts';

export type Started =
	| { readonly kind: 'started'; readonly ref: string }
	| { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

export interface StartRequest {
	readonly hazard: Notice['hazard'];
	readonly phase: TemplatePhase;
	readonly previous?: (Notice & { readonly ref: string }) | undefined;
	readonly by: { readonly id: string; readonly name: string; readonly email: string };
	readonly content: Content;
	/** For an exercise: whether its translations are left out. */
	readonly exercise?: { readonly untranslated: boolean } | undefined;
	readonly now: Date;
}

/** As many drafts of one template as people may begin within a minute. */
const mostNames = 20;

/** Makes a draft from a template. Tapped twice within a minute it is the same draft; whoever else starts then has one of their own. */
export async function startFromTemplate(
	parts: SaveDraftParts,
	request: StartRequest,
): Promise<Started> {
	const name = nameOf(request);
	for (let count = 1; count <= mostNames; count += 1) {
		const ref = count === 1 ? name : `${name}-${count}`;
		if (await isTheirs(parts, ref, request.by)) return { kind: 'started', ref };
		const saved = await save(parts, ref, request);
		if (saved.kind === 'invalid') return { kind: 'invalid', problems: saved.problems };
		if (saved.kind === 'saved') return { kind: 'started', ref };
		// Taken meanwhile: by their own second tap, or by somebody else.
		if (await isTheirs(parts, ref, request.by)) return { kind: 'started', ref };
	}
	return { kind: 'invalid', problems: [problem('name-taken')] };
}

function nameOf({ phase, previous, hazard, exercise, now }: StartRequest): string {
	const minute = toOffsetString(now).slice(0, 16).replace(/\D/g, '');
	const about = previous ? previous.ref.slice(0, 24).replace(/-+$/, '') : hazard;
	return `${exercise ? 'drill-' : ''}${minute}-${phase}-${about}`;
}

async function isTheirs(
	{ drafts }: SaveDraftParts,
	ref: string,
	by: StartRequest['by'],
): Promise<boolean> {
	return (await drafts.get('notices', ref))?.author.id === by.id;
}

async function save(
	parts: SaveDraftParts,
	ref: string,
	{ phase, hazard, previous, exercise, content, by, now }: StartRequest,
): Promise<SavedDraft> {
	const { settings } = content;
	const status = exercise ? 'exercise' : 'actual';
	const entry = noticeTemplate({ ref, phase, hazard, settings, previous, status, now });
	const texts = writeEntry(exercise?.untranslated ? { ...entry, translations: {} } : entry);
	const files = languageTags.flatMap((language) => {
		const text = texts[language];
		return text === undefined ? [] : [{ path: entryPath('notices', ref, language), content: text }];
	});
	return saveDraft(parts, {
		collection: 'notices',
		ref,
		files,
		status: 'draft',
		expected: { version: null, blobs: {} },
		by,
		content,
		now,
	});
}
