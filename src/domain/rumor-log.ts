import { csvLine, csvStart } from './csv.ts';
import { type ItemState, type Risk, riskLevel } from './report.ts';
import { toDay, toOffsetString } from './time.ts';

/** A line of the rumor log: one claim, in the moderators' words. What residents wrote is never in it. */
export interface RumorLogEntry extends Risk {
	readonly claim: string;
	readonly firstSeenAt: Date;
	/** Names of areas that the reports came from. */
	readonly areas: readonly string[];
	readonly channels: readonly string[];
	readonly state: ItemState;
	readonly firstAnsweredAt?: Date | undefined;
	readonly closedAt?: Date | undefined;
	readonly reopened: boolean;
	/** What was published about it. */
	readonly response?: { readonly url: string; readonly verdict?: string | undefined } | undefined;
	readonly reports: number;
	/** Reports that came after it was closed. */
	readonly reportsSinceClosed: number;
	/** How often somebody found the answer before asking. */
	readonly foundAtDoor: number;
}

/** The columns of a rumor log (CDAC and Compass: date, location, channel, risk rating, verification status, engagement, monitoring). */
const columns = [
	'date_first_heard',
	'rumor',
	'location',
	'channel',
	'reports',
	'likelihood_1_3',
	'harm_1_3',
	'risk_rating',
	'verification_status',
	'engagement_activities',
	'first_answered_at',
	'closed_at',
	'response_url',
	'monitoring_outcome',
	'answer_found_before_asking',
];

/** The rumor log as a table for other platforms. */
export function rumorLogCsv(entries: readonly RumorLogEntry[]): string {
	return csvStart + csvLine(columns) + entries.map(lineOf).join('');
}

function lineOf(entry: RumorLogEntry): string {
	return csvLine([
		toDay(entry.firstSeenAt),
		entry.claim,
		entry.areas.join('; '),
		entry.channels.join('; '),
		entry.reports,
		entry.spread,
		entry.harm,
		riskLevel(entry),
		entry.response?.verdict ?? entry.state,
		engagementOf(entry),
		written(entry.firstAnsweredAt),
		written(entry.closedAt),
		entry.response?.url ?? '',
		monitoringOf(entry),
		entry.foundAtDoor,
	]);
}

function engagementOf({ response, firstAnsweredAt }: RumorLogEntry): string {
	if (response) return response.verdict ? 'answer published' : 'holding line published';
	return firstAnsweredAt ? 'askers told' : 'none yet';
}

function monitoringOf({ closedAt, reopened, reportsSinceClosed }: RumorLogEntry): string {
	if (reopened) return 'returned, opened again';
	if (!closedAt) return 'open';
	return `${reportsSinceClosed} reports since it was closed`;
}

function written(instant: Date | undefined): string {
	return instant ? toOffsetString(instant) : '';
}
