import type { Localized } from '../domain/entry.ts';
import type { Language } from '../domain/languages.ts';
import type { VillageNotice } from '../domain/link-answers.ts';
import { inForce, type StandingNotice } from '../domain/notice-lists.ts';
import { standingOf } from './notice-standing.ts';
import type { Reading } from './reading.ts';

/**
 * What village officers read out and put up: notices in force, exercises after what is real, and of the notices asked for
 * those that are in force no more. What is a test is for nobody.
 */
export function villageNotices(
	reading: Reading,
	language: Language,
	refs: readonly string[],
): VillageNotice[] {
	const real = standingOf(reading, reading.openNotices(language), language);
	const exercises = noticesOf(reading, reading.exercises('notices'), language);
	const current = [real, exercises].flatMap((all) =>
		inForce(all).filter(({ standing }) => standing.state === 'current'),
	);
	const listed = new Set(current.map(({ notice }) => notice.ref));
	const others = noticesOf(
		reading,
		refs.filter((ref) => !listed.has(ref)),
		language,
	);
	return [...current, ...others].map(toVillageNotice);
}

function noticesOf(reading: Reading, refs: readonly string[], language: Language) {
	const notices = refs
		.flatMap((ref) => reading.entry('notices', ref, language) ?? [])
		.filter(({ status }) => status !== 'test');
	return standingOf(reading, notices, language);
}

function toVillageNotice({
	notice,
	standing,
}: StandingNotice<Localized<'notices'>>): VillageNotice {
	const follower = 'by' in standing ? standing.by : undefined;
	return {
		ref: notice.ref,
		title: notice.title,
		lang: notice.textLanguage,
		page: pageOf(notice),
		areas: notice.areas,
		exercise: notice.status !== 'actual',
		inForce: standing.state === 'current',
		ended:
			standing.state === 'current' || standing.state === 'scheduled' ? undefined : standing.state,
		by: follower && { page: pageOf(follower), title: follower.title },
		level: notice.warningColor,
	};
}

function pageOf({ ref, status }: { readonly ref: string; readonly status: string }): string {
	return `${status === 'actual' ? 'notices' : 'exercise'}/${ref}/`;
}
