import { isOver, phaseNow, takesComments } from '../domain/incident-phase.ts';
import { defaultLanguage } from '../domain/languages.ts';
import { itemOfResponse } from '../domain/report.ts';
import type { PublishedIncident } from '../domain/site.ts';
import type { Reading } from './reading.ts';

/** The actual incidents and what belongs to them, newest first. */
export function publishedIncidents(reading: Reading): PublishedIncident[] {
	const { hasPassed } = reading;
	const refs = (collection: 'notices' | 'help-points' | 'support' | 'faqs', ref: string) =>
		reading.ofIncident(collection, ref, defaultLanguage).map((each) => each.ref);
	return reading
		.list('incidents', defaultLanguage)
		.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
		.map((incident) => {
			const { ref, title, startedAt, endedAt } = incident;
			const responses = reading.ofIncident('rumors', ref, defaultLanguage);
			return {
				ref,
				title,
				startedAt,
				endedAt,
				over: isOver(incident, hasPassed),
				phase: phaseNow(incident, hasPassed),
				takesComments: takesComments(incident, hasPassed),
				items: responses.map((each) => each.item ?? itemOfResponse(each.ref)),
				notices: refs('notices', ref),
				rumors: responses.map((each) => each.ref),
				points: refs('help-points', ref),
				support: refs('support', ref),
				faqs: refs('faqs', ref),
			};
		});
}
