import { isLanguage, type Language } from '../languages.ts';
import { type Problem, problem } from '../problem.ts';
import { withoutInvisible } from '../redact.ts';
import { type Channel, channels, type Intake, intakes, longestReport } from '../report.ts';
import type { Settings } from '../settings.ts';
import { hour } from '../time.ts';
import {
	areaNamed,
	channelNamed,
	dayWritten,
	instantWritten,
	intakeNamed,
} from './local-values.ts';
import type { ImportLine } from './read-reports.ts';

/** A report of a file as it can be stored. */
export interface ImportedReport {
	readonly id?: string | undefined;
	readonly content: string;
	readonly channel: Channel;
	readonly area?: string | undefined;
	readonly heardOn?: string | undefined;
	readonly language: Language;
	readonly intake: Intake;
	readonly receivedAt: Date;
}

/** What a line comes to, or all that is wrong with it, field by field. */
export function checkLine(
	{ values, problems: unreadable }: ImportLine,
	areas: Settings['areas'],
	now: Date,
): ImportedReport | { readonly problems: readonly Problem[] } {
	if (unreadable.length > 0) return { problems: unreadable };
	const given = (name: string) => values[name] || undefined;
	const content = withoutInvisible(values['content'] ?? '').trim();
	const channel = channelNamed(given('channel') ?? 'other');
	const intake = intakeNamed(given('intake') ?? 'import');
	const language = given('language') ?? 'zh-CN';
	const [written, place, day] = [given('receivedAt'), given('area'), given('heardOn')];
	const receivedAt = written === undefined ? now : instantWritten(written);
	const area = place && areaNamed(areas, place);
	const heardOn = day && dayWritten(day);
	const problems: Problem[] = [];
	if (content === '') problems.push(problem('required', 'content'));
	if (content.length > longestReport)
		problems.push(problem('too-big', 'content', { max: longestReport }));
	if (!channel) problems.push(notOneOf('channel', channels));
	if (!intake) problems.push(notOneOf('intake', intakes));
	if (!isLanguage(language)) problems.push(problem('wrong-type', 'language'));
	if (place && !area) problems.push(problem('unknown-area', 'area', { value: place }));
	if (day && !heardOn) problems.push(problem('not-a-day', 'heardOn'));
	if (!receivedAt) problems.push(problem('import-not-a-time', 'receivedAt'));
	else if (!isLikely(receivedAt, now))
		problems.push(problem('import-time-not-likely', 'receivedAt'));
	if (problems.length > 0 || !channel || !intake || !receivedAt || !isLanguage(language))
		return { problems };
	return { id: given('id'), content, channel, area, heardOn, language, intake, receivedAt };
}

function notOneOf(field: string, choices: readonly string[]): Problem {
	return problem('not-a-choice', field, { choices: choices.join(', ') });
}

/** What is older would be forgotten at once; what is to come is a slip. */
function isLikely(instant: Date, now: Date): boolean {
	const away = instant.getTime() - now.getTime();
	return away < 24 * hour && away > -90 * 24 * hour;
}
