import { hour, toDay } from '../../src/domain/time.ts';
import type { DeskMatcher } from '../desk-matcher.ts';
import type { Screenshots } from '../intake/screenshots.ts';
import type { DoorAnswers } from '../store/door-answers.ts';
import type { ReportImages } from '../store/report-images.ts';
import type { Reports } from '../store/reports.ts';

/** How often answers were found is kept for half a year, in milliseconds. */
const doorAnswersKept = 180 * 24 * hour;

/** Forgets reports and screenshots whose time is over; of a screenshot the file goes first, so that none outlives its record. */
export async function forgetReports({
	reports,
	reportImages,
	screenshots,
	doorAnswers,
	matcher,
	now,
}: {
	readonly reports: Pick<Reports, 'forget'>;
	readonly reportImages: Pick<ReportImages, 'over' | 'remove' | 'ids'>;
	readonly screenshots: Pick<Screenshots, 'remove' | 'removeStrays'>;
	readonly doorAnswers: Pick<DoorAnswers, 'forget'>;
	/** Learned what they say. */
	readonly matcher: Pick<DeskMatcher, 'refresh'>;
	readonly now: Date;
}): Promise<void> {
	for (const id of await reportImages.over(now)) {
		await screenshots.remove(id);
		await reportImages.remove(id);
	}
	await screenshots.removeStrays(new Set(await reportImages.ids()), now);
	if ((await reports.forget(now)) > 0) await matcher.refresh();
	await doorAnswers.forget(toDay(new Date(now.getTime() - doorAnswersKept)));
}
