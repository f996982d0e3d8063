import type { NoticeRecord } from './notice-record.ts';
import type { SignatureStanding } from './signature-standing.ts';
import type { SignedStatement } from './statement.ts';

/**
 * The answer of `/verify/`:
 * `genuine` and in force, `scheduled` to come into force, `expired`, `updated`, `corrected`, `lifted`, `withdrawn`;
 * `older` a genuine text that was changed since; `altered` not what was published; `unsigned` on the site but not signed by the
 * portal; `elsewhere` a link to another site; `exercise`; `unknown` nothing of the kind is known; `undecided` it cannot be said without a network or a better browser.
 */
export const verdicts = [
	'genuine',
	'scheduled',
	'expired',
	'updated',
	'corrected',
	'lifted',
	'withdrawn',
	'older',
	'altered',
	'unsigned',
	'elsewhere',
	'exercise',
	'unknown',
	'undecided',
] as const;

export type VerifyVerdict = (typeof verdicts)[number];

/** What is known when the question is answered. */
export interface Known {
	/** What the site says of the notice; `undefined` when it is not among what could be read. */
	readonly record: NoticeRecord | undefined;
	/** Whether everything that the site knows could be asked, or only what this device kept. */
	readonly isComplete: boolean;
	readonly ticket:
		| { readonly statement: SignedStatement; readonly standing: TicketStanding }
		| undefined;
	/** The version that a link names. */
	readonly version: number | undefined;
	/** Whether the link leads to another site, which may say anything. */
	readonly isElsewhere: boolean;
	/** Whether the pasted text has sentences that are not the notice's. */
	readonly isTextAltered: boolean;
	/** Whether the pasted text has sentences of an earlier version, and no others that are not the notice's. */
	readonly isTextOlder: boolean;
	/** The time of the device, unless it is earlier than what is known: then nothing is decided by it. */
	readonly now: Date | undefined;
}

/** `undecided` where the browser cannot check signatures. */
export type TicketStanding = SignatureStanding | 'undecided';

/** The answer to a question. What may hurt comes first: a forged ticket or text, then what the site says, then the ticket alone. */
export function verdictOn(known: Known): VerifyVerdict {
	const { record, ticket } = known;
	if (record?.state === 'exercise') return 'exercise';
	if (ticket?.standing === 'invalid' || ticket?.standing === 'unknown-key') return 'altered';
	if (known.isElsewhere) return 'elsewhere';
	if (record) return verdictByRecord(record, known);
	if (!ticket) return known.isComplete ? 'unknown' : 'undecided';
	// A signature that the site knows nothing of: made with the key, and not published here any more.
	if (ticket.standing !== 'valid' || known.isComplete)
		return known.isComplete ? 'unknown' : 'undecided';
	return hasPassed(ticket.statement.expires, known.now) ? 'expired' : 'genuine';
}

function verdictByRecord(record: NoticeRecord, known: Known): VerifyVerdict {
	const { ticket, version, isTextAltered, now } = known;
	const { state } = record;
	if (ticket && isOtherNotice(ticket.statement, record)) return 'altered';
	if (isTextAltered) return 'altered';
	if (state === 'withdrawn' || state === 'lifted' || state === 'updated') return state;
	if (record.signature !== 'valid') return 'unsigned';
	const isOlder = ticket
		? ticket.statement.hash !== record.hash
		: known.isTextOlder || (version !== undefined && version < (record.version ?? 1));
	if (isOlder) return 'older';
	if (state === 'corrected') return 'corrected';
	if (state === 'expired' || hasPassed(toDate(record.expires), now)) return 'expired';
	const isToCome = state === 'scheduled' && !hasPassed(toDate(record.effective), now);
	return isToCome ? 'scheduled' : 'genuine';
}

/** A code belongs to one notice, for ever. */
function isOtherNotice({ code, ref }: SignedStatement, record: NoticeRecord): boolean {
	return code !== record.code || ref !== record.ref;
}

function hasPassed(instant: Date | undefined, now: Date | undefined): boolean {
	return instant !== undefined && now !== undefined && instant <= now;
}

function toDate(text: string | undefined): Date | undefined {
	return text === undefined ? undefined : new Date(text);
}
