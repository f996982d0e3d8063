import type { CollectionName } from '../domain/collections.ts';
import { defaultLanguage } from '../domain/languages.ts';
import type { Reading } from './reading.ts';
import {
	areaCodes,
	areaPage,
	collectionsWithPages,
	correctionsPage,
	fixedPages,
	monthPage,
} from './site-pages.ts';

const otherPages = 'pages';
const monthOfNotices = /^notices-(\d{4}-\d{2})$/;

/** The parts of the sitemap: one for each month of notices, and one for all other pages. */
export function sitemapParts(reading: Reading): string[] {
	return [otherPages, ...reading.noticeMonths().map((month) => `notices-${month}`)];
}

/** The pages that a part lists, without the language; none for a part that is not there. */
export function sitemapPages(reading: Reading, part: string): string[] {
	if (part === otherPages) return pagesBesideNotices(reading);
	const month = monthOfNotices.exec(part)?.[1];
	const notices = month ? reading.month(month, defaultLanguage) : [];
	return month && notices.length > 0
		? [monthPage(month), ...notices.map(({ ref }) => `notices/${ref}/`)]
		: [];
}

function pagesBesideNotices(reading: Reading): string[] {
	const entries = collectionsWithPages
		.filter((collection) => collection !== 'notices')
		.flatMap((collection) =>
			findableRefs(reading, collection).map((ref) => `${collection}/${ref}/`),
		);
	const areas = areaCodes(reading).map(areaPage);
	// Pages that answer one person are nothing to find.
	return [
		...fixedPages.filter((page) => page !== 'receipt/' && page !== 'unavailable/'),
		...reading.correctionYears().map(correctionsPage),
		...areas,
		...entries,
	];
}

/** A replaced answer has a page for those who have its address, and is nothing to find. */
function findableRefs(reading: Reading, collection: CollectionName): string[] {
	return reading
		.list(collection, defaultLanguage)
		.filter((entry) => !('supersededBy' in entry && entry.supersededBy !== undefined))
		.map(({ ref }) => ref);
}
