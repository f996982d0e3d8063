import type { APIRoute } from 'astro';
import { changedAt } from '../../domain/freshness.ts';
import { defaultLanguage } from '../../domain/languages.ts';
import { sentAt } from '../../domain/notice.ts';
import { issuerName } from '../../domain/settings.ts';
import { toOffsetString } from '../../domain/time.ts';
import { atomFeed } from '../../feeds/atom.ts';
import { isStamped } from '../../feeds/cap.ts';
import { mostItems } from '../../feeds/rss-items.ts';
import { href, publicUrl, say, viewIn } from '../../layouts/view.ts';

/** The newest notices as CAP messages: an Atom feed whose entries lead to them (CAP 1.2 feeds as meteorological services publish them). */
export const GET: APIRoute = ({ locals: { reading } }) => {
	const view = viewIn(defaultLanguage, reading);
	const { t, settings, siteUrl } = view;
	const address = (path: string) => `${siteUrl}${href(path)}`;
	const notices = reading.newestNotices(mostItems, defaultLanguage).filter(isStamped);
	const changed = reading.noticesChangedAt();
	const mark = settings.fictional ? t('feeds.fictional') : '';
	const feed = atomFeed({
		id: address('/cap/index.xml'),
		title: `${mark}${t('feeds.title.cap', { site: say(view, settings.name) })}`,
		language: defaultLanguage,
		updated: toOffsetString(changed ?? new Date(0)),
		author: say(view, settings.footer.organiser),
		links: [
			{ rel: 'self', href: address('/cap/index.xml'), type: 'application/atom+xml' },
			{
				rel: 'alternate',
				href: publicUrl(siteUrl, defaultLanguage, 'notices/'),
				type: 'text/html',
			},
		],
		entries: notices.map((notice) => ({
			id: `urn:cap:${settings.sender}:${notice.stamp.identifier}`,
			title: `${mark}${notice.title}`,
			summary: notice.summary,
			updated: toOffsetString(changedAt(notice)),
			published: toOffsetString(sentAt(notice)),
			author: issuerName(settings, notice.issuer, defaultLanguage),
			links: [
				{
					rel: 'alternate',
					href: address(`/cap/${notice.ref}.xml`),
					type: 'application/cap+xml',
				},
			],
		})),
	});
	return new Response(feed, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
};
