import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultLanguage, languages } from '../domain/languages.ts';
import type { NoticeFolder } from '../domain/notice-folder.ts';
import type { Moment } from '../domain/site.ts';
import {
	publicKeysObservation,
	publicKeysPath,
} from '../domain/verification/public-keys.schema.ts';
import type { IndexedContent } from './content.ts';
import { folderSource } from './folder-source.ts';
import { readContent } from './read-content.ts';
import { Reading } from './reading.ts';
import { entryRefs, exerciseRefs } from './site-pages.ts';

const folder = process.env.CONTENT_DIR ?? 'content';

let content: Promise<IndexedContent> | undefined;
let moment: Promise<Moment> | undefined;

/**
 * The reading of a folder, for `npm run build`: `CONTENT_DIR` (default `content`) at `RELEASE_TIME` (default now). With
 * `WITH_SERVER` the host passes `/api/` on to a portal.
 */
export async function folderReading(): Promise<Reading> {
	content ??= readContent(folderSource(folder));
	moment ??= releaseMoment();
	return new Reading(await content, await moment);
}

const now = new Date(process.env.RELEASE_TIME ?? Date.now());

async function releaseMoment(): Promise<Moment> {
	const keys = await readFile(join(folder, publicKeysPath), 'utf8').catch(() => undefined);
	return {
		now,
		release: { number: 0, at: now },
		alone: !process.env.WITH_SERVER,
		siteUrl: (process.env.SITE_URL ?? 'http://localhost:4321').replace(/\/$/, ''),
		// The portal leaves its public keys beside the content; who builds from a repository believes the repository.
		observations: keys === undefined ? {} : { [publicKeysObservation]: keys },
	};
}

/** `getStaticPaths` of a page that exists once per language. */
export function pagePaths() {
	return languages.map(({ path }) => ({ params: { locale: path || undefined } }));
}

/** `getStaticPaths` of a page that exists for each of some names, in each language. */
export async function namedPaths(param: string, names: (reading: Reading) => string[]) {
	const reading = await folderReading();
	const found = names(reading);
	return languages.flatMap(({ path }) =>
		found.map((name) => ({ params: { locale: path || undefined, [param]: name } })),
	);
}

/** `getStaticPaths` of a form that each notice and each exercise has, in each language. */
export async function noticePaths() {
	const reading = await folderReading();
	const inFolder = (folder: NoticeFolder, refs: readonly string[]) =>
		languages.flatMap(({ path }) =>
			refs.map((ref) => ({ params: { locale: path || undefined, folder, ref } })),
		);
	return [
		...inFolder('notices', entryRefs(reading, 'notices')),
		...inFolder('exercise', exerciseRefs(reading)),
	];
}

/** `getStaticPaths` of the earlier versions of notices and exercises. */
export async function pastVersionPaths() {
	const reading = await folderReading();
	return (await noticePaths()).flatMap(({ params }) => {
		const notice = reading.entry('notices', params.ref, defaultLanguage);
		const past = notice ? reading.pastVersions({ ...notice, collection: 'notices' }) : [];
		return past.map((version) => ({ params: { ...params, version: String(version) } }));
	});
}

/** `getStaticPaths` of the earlier editions of guides and plans. */
export async function pastGuidePaths() {
	const reading = await folderReading();
	const past = reading
		.list('guides', defaultLanguage)
		.flatMap(({ ref, version: now }) =>
			reading
				.pastVersions({ collection: 'guides', ref, version: now })
				.map((version) => ({ ref, version: String(version) })),
		);
	return languages.flatMap(({ path }) =>
		past.map((each) => ({ params: { locale: path || undefined, ...each } })),
	);
}

/** `getStaticPaths` of a page that only the server shows: a static host has nothing behind it. */
export function serverOnly() {
	return [];
}
