import { type Card, cardOf, cardPath } from '../cards/card.ts';
import type { Localized } from '../domain/entry.ts';
import { type Language, languageTags } from '../domain/languages.ts';
import { standing } from '../domain/notice.ts';
import { viewIn } from '../layouts/view.ts';
import type { Reading } from './reading.ts';

/** Beside what is in force the server draws no more than the newest: an archive of any size costs nothing. */
const newest = 200;

/** The paths of the cards that the server draws, newest notice first. */
export function cardPaths(reading: Reading): string[] {
	const paths = languageTags.flatMap((language) =>
		[...reading.newestNotices(newest, language), ...reading.openNotices(language)].flatMap(
			(notice) => pathOf(reading, notice, language) ?? [],
		),
	);
	return [...new Set(paths)];
}

/** The paths of all cards that pages name, for a host without a server. */
export function allCardPaths(reading: Reading): string[] {
	return languageTags.flatMap((language) =>
		reading.list('notices', language).flatMap((notice) => pathOf(reading, notice, language) ?? []),
	);
}

/** The card at a path; `undefined` when no notice has this card now. */
export function cardAt(reading: Reading, path: string): Card | undefined {
	const [ref = '', tag] = path.slice('/cards/'.length).split('.');
	const language = languageTags.find((each) => each === tag);
	const notice = language && reading.entry('notices', ref, language);
	if (!language || notice?.status !== 'actual') return undefined;
	const card = currentCard(reading, notice, language);
	return card && cardPath(ref, card) === path ? card : undefined;
}

function pathOf(reading: Reading, notice: Localized<'notices'>, language: Language) {
	const card = currentCard(reading, notice, language);
	return card && cardPath(notice.ref, card);
}

function currentCard(reading: Reading, notice: Localized<'notices'>, language: Language) {
	const stands = standing(notice, reading.followers(notice, language), reading.hasPassed);
	return cardOf(viewIn(language, reading), notice, stands, reading.hasPassed);
}
