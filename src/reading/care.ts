import { type Care, careFor, supportFor } from '../domain/after-care.ts';
import type { Localized } from '../domain/entry.ts';
import type { Language } from '../domain/languages.ts';
import type { StandingNotice } from '../domain/notice-lists.ts';
import type { Reading } from './reading.ts';

/** Why support stands at the top, and with which pages, the one to lead with first. */
export interface CareShown extends Care<Localized<'incidents'>> {
	readonly pages: readonly Localized<'support'>[];
}

/** The support that belongs at the top of the site. Only pages that read lists ask. */
export function careOnSite(
	reading: Reading,
	warnings: readonly StandingNotice[],
	language: Language,
): CareShown | undefined {
	return careAmong(reading, warnings, reading.list('incidents', language), language);
}

/** The support that belongs at the top of one incident's page. */
export function careOfIncident(
	reading: Reading,
	warnings: readonly StandingNotice[],
	incident: Localized<'incidents'>,
	language: Language,
): CareShown | undefined {
	return careAmong(reading, warnings, [incident], language);
}

function careAmong(
	reading: Reading,
	warnings: readonly StandingNotice[],
	incidents: readonly Localized<'incidents'>[],
	language: Language,
): CareShown | undefined {
	const care = careFor(warnings, incidents, reading.hasPassed);
	return care && { ...care, pages: supportFor(reading.list('support', language), care) };
}
