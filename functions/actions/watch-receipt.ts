import type { ReceiptStanding } from '../../src/domain/receipt-standing.ts';
import { nothingTold, standingName } from '../../src/domain/receipt-telling.ts';
import type { NewReceiptWatch, ReceiptWatches } from '../store/receipt-watches.ts';
import { findReceipt, type ReceiptParts } from './look-up-receipt.ts';

export interface WatchParts extends ReceiptParts {
	readonly receiptWatches: ReceiptWatches;
}

/** Who asks for it, and what the page has shown of the report. */
export interface AskedWatch extends Omit<NewReceiptWatch, 'report' | 'told'> {
	readonly receipt: string;
	readonly shown: ReceiptStanding['state'];
}

/** Lets a browser hear what becomes of a report. What its page has shown already is told to nobody again. */
export async function watchReceipt(
	parts: WatchParts,
	{ receipt, shown, ...browser }: AskedWatch,
): Promise<'saved' | 'full' | 'unknown'> {
	const found = await findReceipt(parts, receipt);
	if (!found) return 'unknown';
	const { report, standing } = found;
	const told = shown === standing.state ? standingName(standing) : nothingTold;
	return parts.receiptWatches.save({ ...browser, report: report.id, told });
}
