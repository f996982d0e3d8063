import { createHash } from 'node:crypto';
import { riskUnknown } from '../../src/domain/desk-order.ts';
import { foldKey } from '../../src/domain/matching/fold-key.ts';
import { simplified } from '../../src/domain/matching/simplified.ts';
import { type DeskClocks, dueTimes } from '../../src/domain/report.ts';
import type { Report } from '../store/reports.ts';

/** A report as desks list it. */
export function shownReport(report: Report): object {
	const { id, content, channel, area, heardOn, language, crisis, receivedAt, assignee } = report;
	const { image, standing } = report;
	return {
		id,
		content,
		channel,
		area,
		heardOn,
		language,
		crisis,
		receivedAt,
		assignee,
		image,
		standing,
	};
}

/** As many as a full desk has. */
const keptKeys = 20_000;

/**
 * A report that waits as desks list it: with its clock, with what makes it one line with others, and with a mark that tells its
 * askers apart within such a line alone, so that nobody sees what else somebody asked.
 */
export function waitingReports(clocks: () => DeskClocks): (report: Report) => object {
	/** By the id of a report, whose text does not change. */
	const known = new Map<string, string | undefined>();
	function foldOf({ id, content }: Report): string | undefined {
		if (!known.has(id)) {
			if (known.size >= keptKeys) known.clear();
			const key = foldKey(simplified(content));
			known.set(id, key === undefined ? undefined : digest(key));
		}
		return known.get(id);
	}
	return (report) => {
		const fold = foldOf(report);
		const { holdingLine } = dueTimes({ ...riskUnknown, firstSeenAt: report.receivedAt }, clocks());
		const isKnown = fold !== undefined && report.asker !== undefined;
		const from = isKnown ? digest(`${fold} ${report.asker}`) : undefined;
		return { ...shownReport(report), due: holdingLine, fold, from };
	};
}

/** Enough to tell the lines of a desk apart. */
function digest(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
