import { createApp } from 'astro/app/entrypoint';
import type { Answer, Content, Moment, Renderer } from './domain/site.ts';
import { contentAnnouncements, contentResponses } from './reading/announcements.ts';
import { IndexedContent, readContent } from './reading/content.ts';
import { currentNotices } from './reading/current-notices.ts';
import { sitePaths } from './reading/paths.ts';
import { isFresh, Reading } from './reading/reading.ts';
import { loadReadings, saveReadings } from './reading/saved-readings.ts';

const app = createApp({ streaming: false });

/** The site as a function from request and reading to response. */
export const renderer: Renderer = {
	read: (source, previous, saved) =>
		readContent(source, previous && indexed(previous), saved && loadReadings(saved)),
	saveReadings: (content) => saveReadings(indexed(content)),
	paths(content, moment) {
		const reading = new Reading(indexed(content), moment);
		return { paths: sitePaths(reading), until: reading.record.until };
	},
	isFresh: (record, content, moment) => isFresh(record, indexed(content), moment),
	render,
	announcements: (content, moment) => contentAnnouncements(new Reading(indexed(content), moment)),
	currentNotices: (content, moment) => currentNotices(new Reading(indexed(content), moment)),
	responses: (content, moment) => contentResponses(new Reading(indexed(content), moment)),
};

async function render(path: string, content: Content, moment: Moment, answer?: Answer) {
	const reading = new Reading(indexed(content), moment);
	const base = import.meta.env.BASE_URL.replace(/\/$/, '');
	const request = new Request(`${moment.siteUrl}${base}${path.replace(/\.html$/, '')}`);
	const response = await app.render(request, {
		locals: answer ? { reading, answer } : { reading },
	});
	return {
		status: response.status,
		type: response.headers.get('content-type') ?? 'application/octet-stream',
		body: new Uint8Array(await response.arrayBuffer()),
		record: reading.record,
	};
}

function indexed(content: Content): IndexedContent {
	if (content instanceof IndexedContent) return content;
	throw new TypeError('content must come from this renderer');
}
