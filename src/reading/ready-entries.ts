import type { Faq, Support } from '../domain/collections.ts';
import type { Localized } from '../domain/entry.ts';
import type { Language } from '../domain/languages.ts';
import type { Hazard, ReadyEntry } from '../domain/readiness.ts';
import type { Reading } from './reading.ts';

/** The published guides, questions and support notes that readiness counts, and the hazards that each is for. */
export function readyEntries(reading: Reading, language: Language): ReadyEntry[] {
	return [
		...reading.list('guides', language).map(
			({ ref, title, hazard, alsoFor, reviewBy, kind, phase }): ReadyEntry => ({
				collection: 'guides',
				ref,
				title,
				hazards: [hazard, ...alsoFor],
				reviewBy,
				kind,
				phase,
			}),
		),
		...reading.list('faqs', language).map((faq) => noteOf(reading, 'faqs', faq, language)),
		...reading.list('support', language).map((note) => noteOf(reading, 'support', note, language)),
	];
}

/** What was written for an incident is ready for its hazard too. */
function noteOf(
	reading: Reading,
	collection: 'faqs' | 'support',
	note: Localized & (Faq | Support),
	language: Language,
): ReadyEntry {
	const incident = note.incident && reading.entry('incidents', note.incident, language);
	const hazards = new Set<Hazard>([...note.hazards, ...(incident ? [incident.hazard] : [])]);
	const { ref, title, reviewBy } = note;
	return { collection, ref, title, hazards: [...hazards], reviewBy };
}
