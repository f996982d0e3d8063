import { type CollectionName, entryPath } from '../../src/domain/collections.ts';
import { type Entry, localize, readEntry } from '../../src/domain/entry.ts';
import { referenceProblems } from '../../src/domain/entry-rules.ts';
import { incidentReferenceProblems } from '../../src/domain/incident-references.ts';
import { defaultLanguage, languageTags } from '../../src/domain/languages.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { personalDataProblem } from '../../src/domain/public-words.ts';
import type { Content } from '../../src/domain/site.ts';
import { withNextVersion } from '../../src/domain/text-version.ts';
import type { DraftFile } from '../store/drafts.ts';
import { settingsProblems } from './check-settings.ts';
import { type DraftCollection, editablePath } from './paths.ts';

/** A draft that may be published, or why it may not. */
export type DraftCheck =
	| { readonly kind: 'entry'; readonly entry: Entry; readonly problems: readonly [] }
	| { readonly kind: 'settings'; readonly problems: readonly [] }
	| { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** A file of a draft; `base` is the blob that it was written over. */
type CheckedFile = Pick<DraftFile, 'path' | 'content' | 'encoding'> &
	Partial<Pick<DraftFile, 'base'>>;

/** Checks a draft exactly as a release would read it, alone and against the other content. */
export function checkDraft(
	collection: DraftCollection,
	ref: string,
	files: readonly CheckedFile[],
	content: Content,
): DraftCheck {
	if (collection === 'settings') {
		const problems = settingsProblems(files[0]?.content ?? '', content);
		return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'settings', problems: [] };
	}
	const texts: Record<string, string> = {};
	for (const file of files) {
		const at = editablePath(file.path);
		if (at?.language && file.encoding === 'utf8') texts[at.language] = file.content;
	}
	const { entry, problems } = readEntry(collection as CollectionName, ref, texts);
	if (!entry || problems.length > 0) return { kind: 'invalid', problems };
	const has = (where: CollectionName, name: string) => content.has(where, name);
	const unknown = [
		...referenceProblems(entry.data, { settings: content.settings, has }),
		...(isIncident(entry) ? incidentReferenceProblems(entry, has) : []),
		...(isRumor(entry) ? personalProblems(entry) : []),
	];
	return unknown.length > 0
		? { kind: 'invalid', problems: unknown }
		: { kind: 'entry', entry: numbered(entry, files, content), problems: [] };
}

function isIncident(entry: Entry): entry is Entry<'incidents'> {
	return entry.collection === 'incidents';
}

function isRumor(entry: Entry): entry is Entry<'rumors'> {
	return entry.collection === 'rumors';
}

/** A claim and its other wordings come from residents, whose reports name people. */
function personalProblems(entry: Entry<'rumors'>): readonly Problem[] {
	return languageTags.flatMap((language) => {
		const { claim, aliases, textLanguage } = localize(entry, language);
		const found = textLanguage === language && personalDataProblem({ claim, aliases });
		return found ? { ...found, language } : [];
	});
}

/** What is signed and published has the number under which it will be read. */
function numbered(entry: Entry, files: readonly CheckedFile[], content: Content): Entry {
	const path = entryPath(entry.collection, entry.ref, defaultLanguage);
	const base = files.find((file) => file.path === path)?.base;
	const published = base ? content.entryOf(entry.collection, entry.ref, base) : undefined;
	return published ? withNextVersion(entry, published) : entry;
}
