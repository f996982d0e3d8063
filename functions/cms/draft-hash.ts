import { createHash } from 'node:crypto';
import { signedHash } from '../content/published-entry.ts';
import type { Draft } from '../store/drafts.ts';
import type { DraftCheck } from './check-draft.ts';

/** What a signature on a draft covers: the same hash that the published entry will have. */
export function draftHash(draft: Draft, check: DraftCheck): string {
	if (check.kind === 'entry') return signedHash(check.entry);
	return createHash('sha256')
		.update(JSON.stringify(draft.files.map((file) => [file.path, file.content])))
		.digest('hex');
}
