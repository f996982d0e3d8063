import { defaultLanguage } from '../domain/languages.ts';
import { areaName, sourceName, topicName } from '../domain/settings.ts';
import { capIndex } from '../feeds/cap-index.ts';
import { claimReviewFeed } from '../feeds/claim-review-feed.ts';
import type { Feed } from '../feeds/feed.ts';
import { mostItems, noticeItems, rumorItems } from '../feeds/feed-items.ts';
import {
	feedStylesheet,
	href,
	issuerOf,
	publicUrl,
	say,
	type View,
	viewIn,
} from '../layouts/view.ts';
import { type FeedPart, partFolders } from './feed-parts.ts';
import { standingOf } from './notice-standing.ts';
import type { Reading } from './reading.ts';
import { areaPage } from './site-pages.ts';

/** The newest notices as a feed: all of them, or those of one area, topic or source. */
export function noticeFeed(reading: Reading, view: View, part: FeedPart | undefined): Feed {
	const notices = noticesOf(reading, view, part);
	const path = part ? `feeds/${part.folder}/${part.code}` : 'feeds/notices';
	return {
		...headOf(view, path),
		title: titleOf(view, part),
		description: aboutFeed(view, view.t('notices.intro')),
		page: publicUrl(view.siteUrl, view.language, pageOf(part)),
		items: noticeItems(notices, feedView(view)),
	};
}

/** The newest responses to rumors as a feed. */
export function rumorFeed(reading: Reading, view: View): Feed {
	const { t } = view;
	return {
		...headOf(view, 'feeds/rumors'),
		title: `${fictionalMark(view)}${t('feeds.title.rumors', { site: say(view, view.settings.name) })}`,
		description: aboutFeed(view, t('rumors.intro')),
		page: publicUrl(view.siteUrl, view.language, 'rumors/'),
		items: rumorItems(reading.list('rumors', view.language), feedView(view)),
	};
}

/** All verdicts, for other platforms. */
export function claimReviews(reading: Reading, view: View): string {
	const { language, siteUrl, settings, t } = view;
	const urlOf = (page: string) => publicUrl(siteUrl, language, page);
	const title = t('feeds.title.rumors', { site: say(view, settings.name) });
	return claimReviewFeed(reading.list('rumors', language), {
		name: `${fictionalMark(view)}${title}`,
		urlOf: (ref) => urlOf(`rumors/${ref}/`),
		authorOf: (issuer) => ({ name: issuerOf(view, issuer), url: urlOf('') }),
		verdictOf: (stamp) => t(`verdict.${stamp}`),
	});
}

/** The CAP messages of the newest notices, as an Atom feed: of all, or of those of one area or topic. */
export function capFeed(reading: Reading, part: FeedPart | undefined): string {
	const view = viewIn(defaultLanguage, reading);
	const { siteUrl, settings, t } = view;
	const name = part ? `${part.folder}/${part.code}` : 'index';
	return capIndex(noticesOf(reading, view, part), {
		...feedView(view),
		address: `${siteUrl}${href(`/cap/${name}.xml`)}`,
		messageUrl: (ref) => `${siteUrl}${href(`/cap/${ref}.xml`)}`,
		title: t('feeds.title.cap', { of: titleOf(view, part) }),
		subtitle: aboutFeed(view, t('feeds.aboutCap')),
		stylesheet: href(feedStylesheet),
		publisher: say(view, settings.footer.organiser),
	});
}

function noticesOf(reading: Reading, { language }: View, part: FeedPart | undefined) {
	const notices = part
		? reading.newestOf(partFolders[part.folder], part.code, language)
		: reading.newestNotices(mostItems, language);
	return standingOf(reading, notices, language);
}

/** The page that tells on the web what a feed tells. */
function pageOf(part: FeedPart | undefined): string {
	if (part?.folder === 'areas') return areaPage(part.code);
	return part?.folder === 'sources' ? 'sources/' : 'notices/';
}

function headOf(view: View, path: string) {
	const { siteUrl, language, settings } = view;
	return {
		language,
		address: publicUrl(siteUrl, language, path),
		stylesheet: href(feedStylesheet),
		publisher: say(view, settings.footer.organiser),
	};
}

function feedView(view: View) {
	const { settings, t, siteUrl, language } = view;
	return { settings, t, language, urlOf: (page: string) => publicUrl(siteUrl, language, page) };
}

function titleOf(view: View, part: FeedPart | undefined): string {
	const { t, settings, language } = view;
	const site = say(view, settings.name);
	const mark = fictionalMark(view);
	if (!part) return `${mark}${t('feeds.title.notices', { site })}`;
	const name = namesOf[part.folder](settings, part.code, language);
	return `${mark}${t('feeds.title.part', { site, name })}`;
}

const namesOf = { areas: areaName, topics: topicName, sources: sourceName } as const;

function fictionalMark({ settings, t }: View): string {
	return settings.fictional ? t('feeds.fictional') : '';
}

function aboutFeed(view: View, intro: string): string {
	const { t, settings } = view;
	const demo = settings.fictional ? t('page.demo', { county: say(view, settings.county) }) : '';
	return t('feeds.about', { demo, intro }).trim();
}
