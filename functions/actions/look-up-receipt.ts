import type { ReceiptPageData } from '../../src/domain/answers.ts';
import type { Language } from '../../src/domain/languages.ts';
import { languagePrefix } from '../../src/domain/languages.ts';
import { parseReceipt } from '../../src/domain/report.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import type { Items } from '../store/items.ts';
import type { Reports } from '../store/reports.ts';
import { receiptHash } from './report-rumor.ts';

/** What became of a report. Malformed, unknown and forgotten receipts cannot be told apart. */
export async function lookUpReceipt(
	parts: {
		readonly reports: Reports;
		readonly items: Items;
		readonly responses: () => readonly PublishedResponse[];
	},
	typed: string,
	language: Language,
): Promise<ReceiptPageData> {
	// The same work is done for a malformed code, so that time tells nothing either.
	const receipt = parseReceipt(typed) ?? '0000-0000-0000-0000';
	const report = await parts.reports.byReceipt(receiptHash(receipt));
	if (!report) return { state: 'unknown' };
	const response = parts.responses().find((each) => each.item === report.item);
	if (response) {
		const path = `${languagePrefix(language)}/rumors/${response.ref}/`;
		const next = response.nextUpdateAt ? { nextUpdateAt: response.nextUpdateAt.toISOString() } : {};
		return { state: response.state, path, title: response.title, ...next };
	}
	const item = report.item ? await parts.items.get(report.item) : undefined;
	switch (item?.state) {
		case 'checking':
			return {
				state: 'checking',
				...(item.nextUpdateAt ? { nextUpdateAt: item.nextUpdateAt.toISOString() } : {}),
			};
		case 'not-a-claim':
			return { state: 'not-a-claim' };
		case 'referred':
			return { state: 'referred', ...(item.referredTo ? { referredTo: item.referredTo } : {}) };
		default:
			return { state: 'received' };
	}
}
