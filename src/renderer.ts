import { createApp } from 'astro/app/entrypoint';
import type { Answer, Content, Moment, Renderer, SiteState } from './domain/site.ts';
import { announcementsOf, contentResponses, exerciseResponses } from './reading/announcements.ts';
import { cardPaths } from './reading/cards.ts';
import { IndexedContent } from './reading/content.ts';
import {
	allNames,
	changedNames,
	changedReads,
	nextPublication,
} from './reading/content-changes.ts';
import { currentNotices } from './reading/current-notices.ts';
import { isFresh } from './reading/page-record.ts';
import { mayFollow, pathChanges, sitePaths } from './reading/paths.ts';
import { publishedIncidents } from './reading/published-incidents.ts';
import { readContent } from './reading/read-content.ts';
import { Reading } from './reading/reading.ts';
import { readyEntries } from './reading/ready-entries.ts';
import { loadReadings, saveReadings } from './reading/saved-readings.ts';
import { changedKeys } from './reading/signatures.ts';
import { villageNotices } from './reading/village-notices.ts';

const app = createApp({ streaming: false });

/** The site as a function from request and reading to response. */
export const renderer: Renderer = {
	read: (source, previous, saved) =>
		readContent(source, previous && indexed(previous), saved && loadReadings(saved)),
	saveReadings: (content) => saveReadings(indexed(content)),
	paths: (content, moment) => ({
		paths: sitePaths(new Reading(indexed(content), moment), allNames(indexed(content))),
		until: nextPublication(indexed(content), moment.now),
	}),
	changes(before, after) {
		const content = indexed(after.content);
		return {
			...pathChanges(readingOf(before), readingOf(after), changedBetween(before, after)),
			reads: new Set([
				...changedReads(indexed(before.content), content),
				...changedKeys(before.moment, after.moment),
			]),
			until: nextPublication(content, after.moment.now),
		};
	},
	mayFollow,
	isFresh: (record, content, moment) => isFresh(record, indexed(content), moment),
	render,
	announcements(content, moment, since) {
		const state = { content, moment };
		const known = indexed(content);
		// What is said after an incident comes by the clock, without a change.
		const byTheClock = known
			.list('incidents')
			.map(({ entry: { collection, ref } }) => ({ collection, ref }));
		const names = since
			? [
					...changedBetween(since, state).filter((each) => each.collection !== 'incidents'),
					...byTheClock,
				]
			: allNames(known);
		return announcementsOf(readingOf(state), names);
	},
	villageNotices: (content, moment, language, refs) =>
		villageNotices(new Reading(indexed(content), moment), language, refs),
	readyEntries: (content, moment, language) =>
		readyEntries(new Reading(indexed(content), moment), language),
	currentNotices: (content, moment) => currentNotices(new Reading(indexed(content), moment)),
	cards: (content, moment) => cardPaths(new Reading(indexed(content), moment)),
	incidents: (content, moment) => publishedIncidents(new Reading(indexed(content), moment)),
	responses: (content, moment) => contentResponses(new Reading(indexed(content), moment)),
	exerciseResponses: (content, moment) => exerciseResponses(new Reading(indexed(content), moment)),
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

function readingOf({ content, moment }: SiteState): Reading {
	return new Reading(indexed(content), moment);
}

function changedBetween(before: SiteState, after: SiteState) {
	return changedNames(
		{ content: indexed(before.content), now: before.moment.now },
		{ content: indexed(after.content), now: after.moment.now },
	);
}

function indexed(content: Content): IndexedContent {
	if (content instanceof IndexedContent) return content;
	throw new TypeError('content must come from this renderer');
}
