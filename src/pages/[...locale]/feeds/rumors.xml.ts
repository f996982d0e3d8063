import type { APIRoute } from 'astro';
import { mark } from '../../../domain/rumor-response.ts';
import { rssFeed } from '../../../feeds/rss-feed.ts';
import { rumorItems } from '../../../feeds/rss-items.ts';
import { notFound, publicUrl, viewOf } from '../../../layouts/view.ts';
import { pagePaths } from '../../../reading/folder-reading.ts';

export const getStaticPaths = pagePaths;

export const GET: APIRoute = (context) => {
	const view = viewOf(context);
	if (!view) return notFound();
	const { t, language, siteUrl, settings } = view;
	const responses = context.locals.reading.list('rumors', language);
	const items = rumorItems(responses, {
		urlOf: (page) => publicUrl(siteUrl, language, page),
		mark: (entry) => {
			if (!('claim' in entry)) return '';
			const kind = t(`verdict.${mark(entry)}`);
			return `${settings.fictional ? t('feeds.fictional') : ''}${t('feeds.mark', { kind })}`;
		},
	});
	return rssFeed(view, 'rumors', items);
};
