import { randomUUIDv7 } from 'node:crypto';
import { callsForHelp } from '../../src/domain/crisis.ts';
import type { Language } from '../../src/domain/languages.ts';
import { type PersonalData, redact } from '../../src/domain/redact.ts';
import { hour } from '../../src/domain/time.ts';
import type { IncidentComments } from '../store/incident-comments.ts';

/** A comment is of use until the promises of the review are kept; in milliseconds. */
const keptFor = 365 * 24 * hour;

/** What became of a comment: kept, and whether its words call for help. */
export interface CommentTaken {
	readonly kind: 'stored';
	readonly crisis: boolean;
	/** The kinds of personal data that were taken out. */
	readonly removed: readonly PersonalData[];
}

/** Takes personal data out of what somebody says to the review of an incident, and keeps it for the county's review group. */
export async function takeComment(
	{ comments, now }: { readonly comments: Pick<IncidentComments, 'add'>; readonly now: Date },
	said: {
		readonly incident: string;
		readonly content: string;
		readonly language: Language;
		readonly suspect: boolean;
	},
): Promise<CommentTaken> {
	const { text, found } = redact(said.content);
	const crisis = callsForHelp(said.content);
	await comments.add({
		id: randomUUIDv7(),
		incident: said.incident,
		receivedAt: now,
		language: said.language,
		content: text.trim(),
		crisis,
		suspect: said.suspect,
		deleteAfter: new Date(now.getTime() + keptFor),
	});
	return { kind: 'stored', crisis, removed: [...new Set(found)] };
}
