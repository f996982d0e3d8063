import { type Severity, severityOf } from './cap-values.ts';

/**
 * What a subscriber wants to hear of: everything, or warnings from a color on. An event's grade counts like the color of
 * the same CAP severity, so the places in this list and in `severities` are the same.
 */
export const severityChoices = ['all', 'yellow', 'orange', 'red'] as const;
export type SeverityChoice = (typeof severityChoices)[number];

const severities: readonly Severity[] = ['Minor', 'Moderate', 'Severe', 'Extreme'];

/** The most that a subscriber may have chosen who still hears of a statement; its place in `severityChoices`. */
export function severityRank(severity: Severity): number {
	return severities.indexOf(severity);
}

/** The gravest of some statements: what changes or ends a grave one is told to whom that was told. */
export function gravestOf(statements: readonly Parameters<typeof severityOf>[0][]): Severity {
	const ranks = statements.map((each) => severityRank(severityOf(each)));
	return severities[Math.max(0, ...ranks)] ?? 'Minor';
}
