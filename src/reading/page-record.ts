import type { Moment, PageRecord } from '../domain/site.ts';
import type { IndexedContent } from './content.ts';
import { isSelectionKey, selectionVersion } from './selections.ts';
import { signingKeysRead, signingKeysVersion } from './signatures.ts';

/** Whether what a page read is still what it would read now. */
export function isFresh(record: PageRecord, content: IndexedContent, moment: Moment): boolean {
	if (record.until && record.until <= moment.now) return false;
	return Object.entries(record.reads).every(
		([key, version]) => currentVersion(key, content, moment) === version,
	);
}

/** The version of what a key of a page's record names. */
export function currentVersion(key: string, content: IndexedContent, moment: Moment): string {
	if (key === signingKeysRead) return signingKeysVersion(moment);
	if (key === 'release') return String(moment.release.number);
	if (key.startsWith('observation:'))
		return moment.observations[key.slice('observation:'.length)] ?? 'absent';
	if (isSelectionKey(key)) return selectionVersion(content, key, moment.now);
	return content.version(key);
}
