/** What the server hands to `/staff/`, as `Answer.data`. */

import type { AlertSpeed } from './alert-progress.ts';
import type { PartFacts, ShownStep } from './publication-steps.ts';
import type { ReadinessData } from './readiness-answers.ts';
import type { Role } from './roles.ts';
/** `/staff/`: accounts, and what waits for a publisher. */
export interface StaffPageData {
	readonly accounts: readonly StaffAccount[];
	/** A link that was just made, shown once: whose, and where it leads. */
	readonly link?: { readonly email: string; readonly url: string };
	readonly drafts: readonly DraftRow[];
	readonly secondSignatures: readonly SecondSignatureRow[];
	readonly publications: readonly PublicationRow[];
	readonly held: readonly HeldAnnouncement[];
	readonly setAside: readonly { readonly path: string; readonly reasons: readonly string[] }[];
	readonly releases: readonly {
		readonly number: number;
		readonly at: string;
		readonly commit: string;
		readonly current: boolean;
	}[];
	readonly pinned: boolean;
	/** Since when what is newer cannot be released, and why; absent while it can. */
	readonly releasesFail?: { readonly since: string; readonly reason: string };
	/** The exercise that runs, with its scenario; absent while none does. */
	readonly exercise?: { readonly id: string; readonly scenario: string };
	readonly alerts: readonly AlertProgress[];
	readonly refusingPushServices: readonly RefusingPushService[];
	readonly waitingReports: number;
	/** What is ready for each hazard, summed up; absent while nothing is released. */
	readonly readiness?: Pick<ReadinessData, 'counts' | 'overdue'>;
	/** How the backups of what the portal keeps stand. */
	readonly backup:
		| { readonly state: 'recent' | 'late'; readonly madeAt: string }
		| { readonly state: 'none' };
	/** What keeps the content and its copy on the Git host apart; absent while they are the same. */
	readonly remote?: {
		readonly reason: RemoteReason;
		/** Since when the copy lacks something of ours, or could not be reached. */
		readonly since: string;
		/** The files it is about, where there are some to name. */
		readonly files: readonly string[];
	};
}

/** Why the Git host did not do what it was asked. Never its own words, which may repeat an address or a token. */
export type RemoteProblem =
	| 'unreachable'
	| 'timeout'
	| 'sign-in-refused'
	| 'no-repository'
	| 'moved'
	| 'too-large'
	| 'push-refused'
	| 'host-failed';

/** Why the content and its copy on the Git host are not the same. */
export type RemoteReason =
	| RemoteProblem
	| 'incomplete'
	| 'unsafe-name'
	| 'file-too-large'
	| 'conflict'
	| 'no-shared-history';

/** A member of staff as the portal knows one. */
export interface StaffAccount {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly roles: readonly Role[];
	readonly disabled: boolean;
	readonly twoFactor: boolean;
}

/** Who signed: the account, and its name at the time. */
export interface Signer {
	readonly id: string;
	readonly name: string;
}

/** A draft on its way to publication. */
export interface DraftRow {
	readonly collection: string;
	readonly ref: string;
	readonly title: string;
	readonly status: 'draft' | 'pending_review' | 'pending_publish';
	readonly version: number;
	readonly author: string;
	readonly savedAt: string;
	/** The address of its preview. */
	readonly preview: string;
	readonly signedBy: readonly Signer[];
	/** How many different people must sign. */
	readonly needed: number;
	/** Which word is to be typed before it is published: see `confirmWords`. */
	readonly word?: 'exercise' | 'real';
	/** What is still to be done about it. */
	readonly notes: readonly { readonly author: string; readonly text: string }[];
}

/** Published by one person in an emergency; a second must sign by `due`. */
export interface SecondSignatureRow {
	readonly collection: string;
	readonly ref: string;
	readonly hash: string;
	readonly title: string;
	readonly path: string;
	readonly by: Signer;
	readonly reason: string;
	readonly at: string;
	readonly due: string;
	readonly overdue: boolean;
}

/** Something published lately, and how far it has come, in words. Also the answer of `/api/publications`. */
export interface PublicationRow {
	readonly commit: string;
	readonly collection: string;
	readonly ref: string;
	readonly title: string;
	readonly path: string;
	readonly by: string;
	readonly askedAt: string;
	/** Whether there is nothing more to wait for. */
	readonly settled: boolean;
	/** Whether some step was ever late. */
	readonly late: boolean;
	readonly steps: readonly WordedStep[];
}

/** A step of a publication as staff read it: `name`, how it stands in a `word`, and what else is to be said. */
export interface WordedStep {
	readonly step: ShownStep['step'];
	readonly state: ShownStep['state'];
	readonly name: string;
	readonly word: string;
	readonly said: string;
	/** A line for each push service, group robot or webhook. */
	readonly parts: readonly { readonly state: PartFacts['state']; readonly text: string }[];
}

/** An announcement that waits for a publisher's confirmation. */
export interface HeldAnnouncement {
	readonly key: string;
	/** Whether it goes to those alone who take part in exercises. */
	readonly exercise: boolean;
	readonly title: string;
	readonly path: string;
	readonly reason: string;
}

/** How far an alert has come. `sent` to `refused` are subscriptions. */
export interface AlertProgress {
	readonly key: string;
	readonly title: string;
	readonly at: string;
	readonly state: string;
	readonly total: number;
	readonly delivered: number;
	readonly pending: number;
	readonly gone: number;
	readonly refused: number;
	readonly expired: number;
	/** How many of those to be sent wait for the end of their quiet hours. */
	readonly waiting: number;
	/** How often it was shown and opened, estimated; absent where the county does not count. */
	readonly views?: { readonly shown: number; readonly opened: number } | undefined;
	/** Known while messages leave. */
	readonly speed?: AlertSpeed | undefined;
}

/** A push service that does not accept us: a fault of ours that a technician must mend. */
export interface RefusingPushService {
	readonly origin: string;
	/** The HTTP status it answers. */
	readonly status: number;
	readonly since: string;
	readonly triesAgainAt: string;
}

/** The answer of the page, read as its own shape. The server is the only one that gives it. */
export const staffAnswer = (data: unknown) => data as StaffPageData | undefined;
