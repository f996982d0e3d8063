import type { APIContext } from 'astro';
import { type Language, languages, languageTags } from '../domain/languages.ts';
import { type FeedFormat, feedAnswer, feedFormats } from '../feeds/feed-answer.ts';
import { notFound, viewOf } from '../layouts/view.ts';
import { feedPart, feedParts, type PartFolder } from './feed-parts.ts';
import { folderReading } from './folder-reading.ts';
import { noticeFeed } from './site-feeds.ts';

/** `getStaticPaths` of the feeds of all areas, or of all topics, in some languages. */
export async function partFeedPaths(folder: PartFolder, tags: readonly Language[] = languageTags) {
	const { settings } = await folderReading();
	const codes = feedParts(settings).flatMap((each) => (each.folder === folder ? [each.code] : []));
	const paths = languages.filter(({ tag }) => tags.includes(tag)).map(({ path }) => path);
	return paths.flatMap((path) =>
		codes.flatMap((code) =>
			Object.keys(feedFormats).map((format) => ({
				params: { locale: path || undefined, code, format },
			})),
		),
	);
}

/** The answer to whoever asks for the feed of one area or topic in a format. */
export async function partFeedAnswer(
	{ params, locals }: Pick<APIContext, 'params' | 'locals'>,
	folder: PartFolder,
): Promise<Response> {
	const view = viewOf({ params, locals });
	const part = view && feedPart(view.settings, { part: folder, code: params['code'] });
	const { format = '' } = params;
	if (!view || !part || !isFormat(format)) return notFound();
	return feedAnswer(noticeFeed(locals.reading, view, part), format);
}

function isFormat(format: string): format is FeedFormat {
	return Object.hasOwn(feedFormats, format);
}
