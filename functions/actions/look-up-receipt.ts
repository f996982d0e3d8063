import type { ReceiptPageData } from '../../src/domain/answers.ts';
import type { Language } from '../../src/domain/languages.ts';
import { languagePrefix } from '../../src/domain/languages.ts';
import { type ReceiptStanding, receiptStanding } from '../../src/domain/receipt-standing.ts';
import { parseReceipt } from '../../src/domain/report.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import type { Items } from '../store/items.ts';
import type { Report, Reports } from '../store/reports.ts';
import { receiptHash } from './report-rumor.ts';

export interface ReceiptParts {
	readonly reports: Pick<Reports, 'byReceipt' | 'askersOf'>;
	readonly items: Pick<Items, 'get'>;
	readonly responses: () => readonly PublishedResponse[];
}

/** The report of a receipt, and how it stands. Malformed, unknown and forgotten receipts cannot be told apart. */
export async function findReceipt(
	{ reports, items, responses }: ReceiptParts,
	typed: string,
): Promise<{ readonly report: Report; readonly standing: ReceiptStanding } | undefined> {
	// The same work is done for a malformed code, so that time tells nothing either.
	const receipt = parseReceipt(typed) ?? '0000-0000-0000-0000';
	const report = await reports.byReceipt(receiptHash(receipt));
	if (!report) return undefined;
	const response = responses().find((each) => each.item === report.item);
	const item = report.item ? await items.get(report.item) : undefined;
	const askers = item ? await reports.askersOf(item.id) : 1;
	return { report, standing: receiptStanding(response, item, askers) };
}

/** What became of a report, for the page that shows it. */
export async function lookUpReceipt(
	parts: ReceiptParts,
	typed: string,
	language: Language,
): Promise<ReceiptPageData> {
	const found = await findReceipt(parts, typed);
	if (!found) return { state: 'unknown' };
	const { standing } = found;
	switch (standing.state) {
		case 'answered': {
			const { nextUpdateAt } = standing.response;
			return { state: 'answered', ...pageOf(standing.response, language), ...next(nextUpdateAt) };
		}
		case 'checking':
			return {
				state: 'checking',
				...(standing.response && pageOf(standing.response, language)),
				...next(standing.nextUpdateAt),
			};
		case 'referred':
			return { state: 'referred', ...(standing.to ? { referredTo: standing.to } : {}) };
		case 'received':
		case 'merged':
		case 'not-a-claim':
			return { state: standing.state };
	}
}

function pageOf({ ref, title }: PublishedResponse, language: Language) {
	return { ref, path: `${languagePrefix(language)}/rumors/${ref}/`, title };
}

function next(nextUpdateAt: Date | undefined) {
	return nextUpdateAt ? { nextUpdateAt: nextUpdateAt.toISOString() } : {};
}
