import { createHash } from 'node:crypto';
import { signedHash } from '../content/published-entry.ts';
import type { Draft, DraftFile } from '../store/drafts.ts';
import type { DraftCheck } from './check-draft.ts';

/** What a signature on a draft covers: the same hash that the published entry will have. */
export function draftHash(draft: Draft, check: DraftCheck): string {
	return check.kind === 'entry' ? signedHash(check.entry) : settingsHash(draft.files);
}

/** What a signature on settings covers: the file as it stands. */
export function settingsHash(files: readonly Pick<DraftFile, 'path' | 'content'>[]): string {
	return createHash('sha256')
		.update(JSON.stringify(files.map((file) => [file.path, file.content])))
		.digest('hex');
}
