import {
	type CollectionName,
	collectionNames,
	parseEntryPath,
	settingsPath,
} from '../../src/domain/collections.ts';
import type { Language } from '../../src/domain/languages.ts';

/** What the CMS edits: a collection's entries, or the one file of settings. */
export type DraftCollection = CollectionName | 'settings';

export interface EditablePath {
	readonly collection: DraftCollection;
	readonly ref: string;
	/** Absent for settings, which hold all languages in one file. */
	readonly language?: Language;
}

/** The settings are one entry of this name. */
export const settingsRef = 'portal';

const longestPath = 200;

/**
 * What a path from a client names; `undefined` for anything that is not the file of an entry. An allow list:
 * `.git`, other folders, dot files and traversals have no place in it.
 */
export function editablePath(path: string): EditablePath | undefined {
	if (path.length > longestPath || path !== path.normalize('NFC')) return undefined;
	if (path === settingsPath) return { collection: 'settings', ref: settingsRef };
	return parseEntryPath(path);
}

/** Whether a folder from a client holds entries. */
export function isEditableFolder(folder: string): folder is DraftCollection {
	return folder === 'settings' || (collectionNames as readonly string[]).includes(folder);
}

/** Whether a collection and a name from a client can be a draft's key. */
export function draftKey(
	collection: string,
	ref: string,
): { collection: DraftCollection; ref: string } | undefined {
	if (!isEditableFolder(collection)) return undefined;
	if (collection === 'settings') return ref === settingsRef ? { collection, ref } : undefined;
	return /^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$/.test(ref) ? { collection, ref } : undefined;
}
