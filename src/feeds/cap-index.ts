import type { Localized } from '../domain/entry.ts';
import { latestOf } from '../domain/freshness.ts';
import { sentAt } from '../domain/notice.ts';
import type { StandingNotice } from '../domain/notice-lists.ts';
import { issuerName } from '../domain/settings.ts';
import { toOffsetString } from '../domain/time.ts';
import { type AtomEntry, type AtomFeed, atomFeed } from './atom.ts';
import { isStamped } from './cap.ts';
import { isKeptFromLists } from './feed-items.ts';
import type { FeedView } from './feed-view.ts';
import { feedId } from './identity.ts';
import { headline, lastChange } from './notice-item.ts';

/** What an index of CAP messages needs beside the notices. */
interface CapIndexView extends FeedView, Pick<AtomFeed, 'title' | 'subtitle' | 'stylesheet'> {
	/** The index's own address, which is also its name. */
	readonly address: string;
	/** The public address of a notice's CAP message. */
	readonly messageUrl: (ref: string) => string;
	readonly publisher: string;
}

/** Notices as CAP messages: an Atom feed whose entries lead to them, as meteorological services publish theirs. */
export function capIndex(
	notices: readonly StandingNotice<Localized<'notices'>>[],
	view: CapIndexView,
): string {
	const stamped = notices.filter(
		({ notice }) => isStamped(notice) && notice.status === 'actual' && !isKeptFromLists(notice),
	);
	return atomFeed({
		id: view.address,
		title: view.title,
		subtitle: view.subtitle,
		stylesheet: view.stylesheet,
		language: 'zh-CN',
		updated: toOffsetString(latestOf(stamped.map(lastChange)) ?? new Date(0)),
		author: view.publisher,
		links: [
			{ rel: 'self', href: view.address, type: 'application/atom+xml' },
			{ rel: 'alternate', href: view.urlOf('notices/'), type: 'text/html' },
		],
		entries: stamped.map((each) => entry(each, view)),
	});
}

function entry(each: StandingNotice<Localized<'notices'>>, view: CapIndexView): AtomEntry {
	const { notice } = each;
	return {
		id: feedId(notice, view.settings),
		title: headline(each, view),
		summary: notice.summary,
		updated: toOffsetString(lastChange(each)),
		published: toOffsetString(sentAt(notice)),
		author: issuerName(view.settings, notice.issuer, notice.textLanguage),
		links: [{ rel: 'alternate', href: view.messageUrl(notice.ref), type: 'application/cap+xml' }],
	};
}
