import type { Announcement } from '../../src/domain/announcement.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { SignOffs } from '../store/sign-offs.ts';
import { publishedEntry, signedHash } from './published-entry.ts';
import type { Repository } from './repository.ts';

/** Whether the live text of a statement carries the signatures it needs. A text that nobody signed has none. */
export function createSignatureCheck(parts: {
	readonly repository: Repository;
	readonly signOffs: SignOffs;
	readonly settings: () => Settings;
	readonly liveCommit: () => string | undefined;
}) {
	return async ({ collection, ref, warningColor }: Announcement): Promise<boolean> => {
		const commit = parts.liveCommit();
		const entry = commit && (await publishedEntry(parts.repository, commit, collection, ref));
		if (!entry) return false;
		const given = await parts.signOffs.of(collection, ref, signedHash(entry));
		return given.length >= signaturesFor(warningColor, parts.settings());
	};
}

/** How many different people must sign a statement of a warning color. */
export function signaturesFor(color: Announcement['warningColor'], settings: Settings): number {
	return color !== undefined && settings.twoSignatures.includes(color) ? 2 : 1;
}
