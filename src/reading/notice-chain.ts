import type { Localized } from '../domain/entry.ts';
import type { Language } from '../domain/languages.ts';
import { noticeChain } from '../domain/notice-chain.ts';
import type { Reading } from './reading.ts';

/** All versions of a statement, oldest first. An exercise and the real thing are never versions of each other. */
export function chainOf(
	reading: Reading,
	notice: Localized<'notices'>,
	language: Language,
): Localized<'notices'>[] {
	return noticeChain(notice, {
		find: sameStatus(reading, notice, language),
		followers: (each) => reading.followers(each, language),
	});
}

/** What a notice changes, corrects or ends, back to the first version. */
export function earlierThan(
	reading: Reading,
	notice: Localized<'notices'>,
	language: Language,
): Localized<'notices'>[] {
	const find = sameStatus(reading, notice, language);
	return noticeChain(notice, { find, followers: () => [] }).filter((each) => each !== notice);
}

function sameStatus(reading: Reading, notice: Localized<'notices'>, language: Language) {
	return (ref: string) => {
		const found = reading.entry('notices', ref, language);
		return found?.status === notice.status ? found : undefined;
	};
}
