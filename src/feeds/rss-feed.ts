import rss, { type RSSFeedItem } from '@astrojs/rss';
import { publicUrl, say, type View } from '../layouts/view.ts';

/** A feed of one section of the site, in the view's language. */
export function rssFeed(
	view: View,
	section: 'notices' | 'rumors',
	items: RSSFeedItem[],
): Promise<Response> {
	const { t, settings, siteUrl, language } = view;
	const fictional = settings.fictional ? t('feeds.fictional') : '';
	return rss({
		title: `${fictional}${t(`feeds.title.${section}`, { site: say(view, settings.name) })}`,
		description: settings.fictional
			? t('page.demo', { county: say(view, settings.county) })
			: t(`${section}.intro`),
		site: publicUrl(siteUrl, language, `${section}/`),
		items,
		trailingSlash: true,
		customData: `<language>${language}</language>`,
	});
}
