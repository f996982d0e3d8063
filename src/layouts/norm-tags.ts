import type { EntryData } from '../domain/collections.ts';
import { changedAt } from '../domain/freshness.ts';
import { topicName } from '../domain/settings.ts';
import { toOffsetString } from '../domain/time.ts';
import { issuerOf, publicUrl, say, type View } from './view.ts';

/** The columns of the site by the first part of their address, each with its name and kind in the strings. */
const columns = {
	notices: 'notices.title',
	rumors: 'rumors.title',
	faqs: 'faqs.title',
	guides: 'guides.title',
	support: 'support.title',
	'help-points': 'helpPoints.title',
	incidents: 'sitemap.incidents',
} as const;

type Column = keyof typeof columns;

interface NormPage {
	readonly title: string;
	readonly description: string;
	/** Without the language, such as `notices/`. */
	readonly path: string;
	/** What the page says, where it says one entry. */
	readonly entry?: EntryData | undefined;
	/** The address of the page's picture. */
	readonly image?: string | undefined;
}

/**
 * What a government site says of itself, its columns and its articles to the registers that read it (政府网站发展指引,
 * 国办发〔2017〕47号, annex on page tags). `Description` is the page's only description: names of `meta` know no case.
 */
export function normTags(view: View, page: NormPage): readonly (readonly [string, string])[] {
	const column = columnOf(page.path);
	const tags = {
		...siteTags(view),
		Description: page.description,
		...(column && columnTags(view, column, page)),
		...(page.entry && articleTags(view, page.entry, page)),
	};
	return Object.entries(tags).filter((tag): tag is [string, string] => Boolean(tag[1]));
}

function siteTags(view: View) {
	return {
		SiteName: say(view, view.settings.name),
		SiteDomain: new URL(view.siteUrl).hostname,
		SiteIDCode: view.settings.footer.siteCode,
	};
}

/** A column has these on its own page; what stands in it only says which column that is. */
function columnTags(view: View, column: Column, { path, description }: NormPage) {
	const name = view.t(columns[column]);
	const county = say(view, view.settings.county);
	return {
		ColumnName: name,
		ColumnType: view.t(`columnType.${column}`),
		...(path === `${column}/` && {
			ColumnDescription: description,
			ColumnKeywords: [county, name].join(','),
		}),
	};
}

function articleTags(view: View, entry: EntryData, { title, path, image }: NormPage) {
	const topics = 'topics' in entry ? entry.topics : [];
	const publishedAt = entry.stamp?.sent ?? changedAt(entry);
	return {
		ArticleTitle: title,
		PubDate: toOffsetString(publishedAt).slice(0, 16).replace('T', ' '),
		ContentSource: 'issuer' in entry ? issuerOf(view, entry.issuer) : undefined,
		Keywords: topics.map((code) => topicName(view.settings, code, view.language)).join(','),
		Author: say(view, view.settings.footer.operator),
		Image: image,
		Url: publicUrl(view.siteUrl, view.language, path),
	};
}

function columnOf(path: string): Column | undefined {
	const first = path.split('/')[0] ?? '';
	return first in columns ? (first as Column) : undefined;
}
