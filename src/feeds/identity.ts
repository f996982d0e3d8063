import type { Localized } from '../domain/entry.ts';
import type { Settings } from '../domain/settings.ts';
import { toDay } from '../domain/time.ts';

/**
 * The name of a statement in every feed, as a tag URI (RFC 4151): its CAP identity once it was published through the
 * portal, its place in content otherwise. It stays the same when the text is revised or the site moves.
 */
export function feedId(
	entry: Localized<'notices'> | Localized<'rumors'>,
	settings: Settings,
): string {
	const { stamp } = entry;
	const authority = stamp?.sender ?? settings.sender;
	const name = stamp?.identifier ?? `${entry.collection}/${entry.ref}`;
	return `tag:${authority},${toDay(stamp?.sent ?? datedAt(entry))}:${name}`;
}

/** A response may be checked later; when the rumor was heard stays. */
function datedAt(entry: Localized<'notices'> | Localized<'rumors'>): Date {
	return entry.collection === 'notices' ? entry.effective : entry.heardAt;
}
