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
	const sameStatus = (ref: string) => {
		const found = reading.entry('notices', ref, language);
		return found?.status === notice.status ? found : undefined;
	};
	return noticeChain(notice, {
		find: sameStatus,
		followers: (each) => reading.followers(each, language),
	});
}
