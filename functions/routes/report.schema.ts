import { z } from 'zod';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { withoutInvisible } from '../../src/domain/redact.ts';
import { channels, longestReport } from '../../src/domain/report.ts';
import { hour } from '../../src/domain/time.ts';
import type { ReportParts } from './report-parts.ts';

const optional = z
	.string()
	.trim()
	.transform((text) => (text === '' ? undefined : text))
	.optional();

/** The form of domain facts 3.3. `website` is a field that people do not see and programs fill in. */
export const sentReportSchema = z.object({
	content: z.string().transform(withoutInvisible).pipe(z.string().trim().min(1).max(longestReport)),
	channel: z.enum(channels),
	area: optional,
	heardOn: optional.pipe(z.iso.date().optional()),
	submission: optional.pipe(z.string().max(80).optional()),
	website: z.string().default(''),
	/** The work that the browser did, as ALTCHA sends it. */
	altcha: optional,
	/** Whether the page has shown what is answered already. */
	matched: z
		.string()
		.transform((text) => text !== '')
		.default(false),
});
export type SentReport = z.output<typeof sentReportSchema>;

const firstDayHeard = '2020-01-01';

/** What is wrong with the details that a person may leave out. */
export function detailProblems(
	{ settings, now }: Pick<ReportParts, 'settings' | 'now'>,
	{ area, heardOn }: { readonly area?: string | undefined; readonly heardOn?: string | undefined },
): readonly Problem[] {
	const problems: Problem[] = [];
	if (area && !settings().areas.some((each) => each.code === area))
		problems.push(problem('unknown-area', 'area', { value: area }));
	// East of the server it may be tomorrow already.
	const lastDay = new Date(now().getTime() + 24 * hour).toISOString().slice(0, 10);
	if (heardOn && (heardOn < firstDayHeard || heardOn > lastDay))
		problems.push(problem('day-not-likely', 'heardOn'));
	return problems;
}
