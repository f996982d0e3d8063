import { type Language, languagePrefix } from '../../src/domain/languages.ts';
import type { ReceiptStanding } from '../../src/domain/receipt-standing.ts';
import { standingName, type Telling } from '../../src/domain/receipt-telling.ts';
import { translator } from '../../src/i18n/strings.ts';
import { type PushMessage, paddedAlike, shortHash } from './message.ts';

/** What an asker is told of one report. */
export interface ReceiptNews {
	/** The id of the report. */
	readonly report: string;
	readonly standing: ReceiptStanding;
	readonly telling: Telling;
}

/**
 * The message to an asker in every language, with its padding. Whoever looks at the screen learns that somebody asked
 * something, and neither what it was nor the receipt.
 */
export function receiptRecords(
	news: ReceiptNews,
	site: { url: string; fictional: string },
): ReadonlyMap<Language, Uint8Array> {
	return paddedAlike((language) => JSON.stringify(receiptMessage(news, language, site)));
}

function receiptMessage(
	{ report, standing, telling }: ReceiptNews,
	language: Language,
	site: { url: string; fictional: string },
): PushMessage {
	const t = translator(language);
	const start = `${site.url}${languagePrefix(language)}`;
	return {
		title: `${site.fictional}${t(`push.receipt.${telling}`)}`,
		body: t(`push.receipt.${telling}Text`),
		url: `${start}/${pageOf(standing)}/`,
		id: shortHash(`receipts/${report}/${standingName(standing)}`),
		tag: receiptTag(report),
		lang: language,
		open: { title: t('push.open'), url: '' },
		manage: { title: t('receipt.title'), url: `${start}/receipt/` },
	};
}

/** What is published says it in full; otherwise whoever has the receipt looks it up. */
function pageOf(standing: ReceiptStanding): string {
	const response = 'response' in standing ? standing.response : undefined;
	return response ? `rumors/${response.ref}` : 'receipt';
}

/** Names all that is told of a report, on a screen and as `Topic`: the newest takes the place of the others. */
export function receiptTag(report: string): string {
	return shortHash(`receipts/${report}`);
}
