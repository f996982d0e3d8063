import { weekdays } from './hotline-hours.ts';

/** Settings as they were once written, in the form that is written today: hours were one span for every day. */
export function inTodaysForm(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const { hotlines } = fields;
	return Array.isArray(hotlines)
		? { ...fields, hotlines: hotlines.map(withWeeklyHours) }
		: { ...fields };
}

function withWeeklyHours(hotline: unknown): unknown {
	if (!isGroup(hotline) || !isGroup(hotline['hours'])) return hotline;
	return { ...hotline, hours: [{ days: [...weekdays], ...hotline['hours'] }] };
}

function isGroup(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
