import type { APIRoute } from 'astro';
import { languages } from '../../../../domain/languages.ts';
import { type FeedFormat, feedAnswer, feedFormats } from '../../../../feeds/feed-answer.ts';
import { notFound, viewOf } from '../../../../layouts/view.ts';
import { feedPart, feedParts } from '../../../../reading/feed-parts.ts';
import { folderReading } from '../../../../reading/folder-reading.ts';
import { noticeFeed } from '../../../../reading/site-feeds.ts';

export const getStaticPaths = async () => {
	const { settings } = await folderReading();
	return languages.flatMap(({ path }) =>
		feedParts(settings).flatMap(({ folder, code }) =>
			Object.keys(feedFormats).map((format) => ({
				params: { locale: path || undefined, part: folder, code, format },
			})),
		),
	);
};

/** The notices of one area or topic. */
export const GET: APIRoute = (context) => {
	const view = viewOf(context);
	const part = view && feedPart(view.settings, context.params);
	const { format = '' } = context.params;
	if (!view || !part || !isFormat(format)) return notFound();
	return feedAnswer(noticeFeed(context.locals.reading, view, part), format);
};

function isFormat(format: string): format is FeedFormat {
	return Object.hasOwn(feedFormats, format);
}
