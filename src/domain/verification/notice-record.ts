import type { Notice } from '../collections.ts';
import type { Language } from '../languages.ts';
import { type Standing, sentAt } from '../notice.ts';
import { toOffsetString } from '../time.ts';
import type { SignatureStanding } from './signature-standing.ts';

/** How a notice stands, beside what its signature proves. */
export type RecordState = Standing['state'] | 'corrected' | 'exercise';

/** What `/verify/` knows of a notice, as JSON: times carry their offset. Of an exercise it is known only that it is one. */
export interface NoticeRecord {
	readonly code: string;
	readonly state: RecordState;
	/** When the state began, where another notice or the end made it so. */
	readonly since?: string | undefined;
	/** The notice that made it so. */
	readonly by?: string | undefined;
	readonly ref?: string | undefined;
	readonly title?: { readonly [tag in Language]?: string } | undefined;
	readonly version?: number | undefined;
	readonly sent?: string | undefined;
	readonly effective?: string | undefined;
	readonly expires?: string | undefined;
	readonly signature?: SignatureStanding | undefined;
	/** Of the text as it is now: the time of its signature, the key, and the hash of the canonical text. */
	readonly signed?: string | undefined;
	readonly key?: string | undefined;
	readonly hash?: string | undefined;
}

/** A file of records: `/verify/recent.json`, `/verify/K7.json`. */
export interface RecordsFile {
	readonly notices: readonly NoticeRecord[];
}

/** What made a notice's state what it is. */
export interface StateOf {
	readonly state: RecordState;
	readonly since?: Date | undefined;
	readonly by?: string | undefined;
}

type Follower = Notice & { readonly ref: string };

/** The state of a notice: how it stands, or that it was corrected where it would still be in force or have run out. */
export function recordState(
	notice: Notice,
	standing: Standing,
	followers: readonly Follower[],
	hasPassed: (instant: Date) => boolean,
): StateOf {
	if (notice.status !== 'actual') return { state: 'exercise' };
	if ('by' in standing) {
		const { by, state } = standing;
		return { state, since: sentAt(by), by: by.ref };
	}
	const correction = followers.find(
		(each) => each.lifecycle === 'correction' && hasPassed(each.effective),
	);
	if (correction) return { state: 'corrected', since: sentAt(correction), by: correction.ref };
	return {
		state: standing.state,
		since: standing.state === 'expired' ? notice.expires : undefined,
	};
}

/** An instant as records write it. */
export function written(instant: Date | undefined): string | undefined {
	return instant && toOffsetString(instant);
}
