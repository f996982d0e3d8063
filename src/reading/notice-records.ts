import type { Localized } from '../domain/entry.ts';
import { defaultLanguage, languageTags } from '../domain/languages.ts';
import { standing } from '../domain/notice.ts';
import { type NoticeRecord, recordState, written } from '../domain/verification/notice-record.ts';
import type { Reading } from './reading.ts';

const newest = 60;

/** The records of notices in force and of the newest ones; no exercise is among them. */
export function recentRecords(reading: Reading): NoticeRecord[] {
	const notices = new Map(
		[
			...reading.newestNotices(newest, defaultLanguage),
			...reading.openNotices(defaultLanguage),
		].map((notice) => [notice.ref, notice]),
	);
	return [...notices.values()].flatMap((notice) => recordOf(reading, notice) ?? []);
}

/** The records of all notices whose short codes begin with two characters. */
export function recordsWithCode(reading: Reading, start: string): NoticeRecord[] {
	return reading
		.withCode(start, defaultLanguage)
		.flatMap((notice) => recordOf(reading, notice) ?? []);
}

function recordOf(reading: Reading, notice: Localized<'notices'>): NoticeRecord | undefined {
	const { stamp, ref, version, effective, expires } = notice;
	if (!stamp) return undefined;
	const { code, sent } = stamp;
	if (notice.status !== 'actual') return { code, state: 'exercise' };
	const followers = reading.followers(notice, defaultLanguage);
	const stands = standing(notice, followers, reading.hasPassed);
	const { state, since, by } = recordState(notice, stands, followers, reading.hasPassed);
	const signature = reading.signature(ref);
	return {
		code,
		state,
		since: written(since),
		by,
		ref,
		title: titlesOf(reading, ref),
		version,
		sent: written(sent),
		effective: written(effective),
		expires: written(expires),
		signature: signature?.standing,
		signed: written(signature?.statement?.signed),
		key: signature?.statement?.key,
		hash: signature?.hash,
	};
}

function titlesOf(reading: Reading, ref: string): NoticeRecord['title'] {
	const texts = languageTags.flatMap((tag) => reading.entry('notices', ref, tag) ?? []);
	return Object.fromEntries(texts.map(({ textLanguage, title }) => [textLanguage, title]));
}
