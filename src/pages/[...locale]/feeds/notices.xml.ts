import type { APIRoute } from 'astro';
import { rssFeed } from '../../../feeds/rss-feed.ts';
import { mostItems, noticeItems } from '../../../feeds/rss-items.ts';
import { notFound, publicUrl, viewOf } from '../../../layouts/view.ts';
import { pagePaths } from '../../../reading/folder-reading.ts';

export const getStaticPaths = pagePaths;

export const GET: APIRoute = (context) => {
	const view = viewOf(context);
	if (!view) return notFound();
	const { t, language, siteUrl, settings } = view;
	const notices = context.locals.reading.newestNotices(mostItems, language);
	const items = noticeItems(notices, {
		urlOf: (page) => publicUrl(siteUrl, language, page),
		mark: (entry) => {
			if (!('category' in entry)) return '';
			const kind = entry.warningColor
				? t(`warning.${entry.warningColor}`)
				: t(`category.${entry.category}`);
			return `${settings.fictional ? t('feeds.fictional') : ''}${t('feeds.mark', { kind })}`;
		},
	});
	return rssFeed(view, 'notices', items);
};
