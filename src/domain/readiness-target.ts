import { editorPath, newEntryPath } from './editor-path.ts';
import { type Language, languagePrefix } from './languages.ts';
import { type Hazard, type ReadinessCell, readinessPhases } from './readiness.ts';

/** Where staff write or renew what a cell is about, below the base of the site: the entry there is, or a new one that is begun for the hazard. */
export function readinessTarget(
	{ column, entry }: ReadinessCell,
	hazard: Hazard,
	language: Language,
): string {
	if (entry) return editorPath(language, entry);
	const begin = (collection: string, fields: Readonly<Record<string, string>>) =>
		newEntryPath(language, collection, fields);
	switch (column) {
		case 'template':
		case 'script':
		case 'poster':
			return `${languagePrefix(language)}/staff/readiness/${hazard}/#${column}`.slice(1);
		case 'plan':
			return begin('guides', { kind: 'plan', hazard, phase: readinessPhases[1] });
		case 'prebunk':
			return begin('guides', { kind: 'prebunk', hazard, phase: readinessPhases[1] });
		case 'faq':
			return begin('faqs', { hazards: hazard });
		case 'support':
			return begin('support', { hazards: hazard });
		case 'exercise':
			return `${languagePrefix(language)}/staff/exercises/?hazard=${hazard}`.slice(1);
		case 'hotline':
			return editorPath(language, { collection: 'settings', ref: 'portal' });
		default:
			return begin('guides', { kind: 'guide', hazard, phase: column });
	}
}
