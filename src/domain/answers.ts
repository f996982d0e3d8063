/** What the server hands to each page that answers a request, as `Answer.data`. */

import type { AlertSpeed } from './alert-progress.ts';
import type { AuditAction } from './audit-actions.ts';
import type { Incident } from './collections.ts';
import type { PurgeCounts } from './incident-purge.ts';
import type { InformationGap } from './information-gaps.ts';
import type { Language } from './languages.ts';
import type { Problem } from './problem.ts';
import type { PartFacts, ShownStep } from './publication-steps.ts';
import type { GapState, PageAnswer } from './reader-feedback.ts';
import type { ReadinessData } from './readiness-answers.ts';
import type { PersonalData } from './redact-rules.ts';

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
	/** What keeps the content and its copy on the Git host apart; absent while they are the same. */
	readonly remote?: {
		readonly reason: RemoteReason;
		/** Since when the copy lacks something of ours, or could not be reached. */
		readonly since: string;
		/** The files it is about, where there are some to name. */
		readonly files: readonly string[];
	};
}

/** Why the content and its copy on the Git host are not the same. */
export type RemoteReason =
	| 'unreachable'
	| 'timeout'
	| 'sign-in-refused'
	| 'no-repository'
	| 'moved'
	| 'too-large'
	| 'push-refused'
	| 'host-failed'
	| 'incomplete'
	| 'unsafe-name'
	| 'file-too-large'
	| 'conflict'
	| 'no-shared-history';

export const roles = ['editor', 'publisher', 'moderator', 'admin'] as const;
export type Role = (typeof roles)[number];

export interface StaffAccount {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly roles: readonly Role[];
	readonly disabled: boolean;
	readonly twoFactor: boolean;
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
	readonly signedBy: readonly string[];
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
	readonly by: string;
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

/** `/staff/welcome/`: setting a first or new password by a one-time link. */
export interface WelcomePageData {
	readonly token: string;
	readonly email: string;
	readonly valid: boolean;
	/** What the link is for: a reset asks for no name. */
	readonly purpose?: 'first-administrator' | 'invitation' | 'reset';
}

/** `/staff/sign-in/`: whether staff can come through the county's identity provider. */
export interface SignInPageData {
	readonly identityProvider: boolean;
}

/** `/staff/two-factor/`: setting up or giving the second factor. */
export interface TwoFactorPageData {
	readonly step: 'set-up' | 'confirm' | 'sign-in' | 'done';
	readonly secret?: string;
	/** The `otpauth:` address as a QR code, an SVG path. */
	readonly qr?: { readonly path: string; readonly size: number };
	readonly backupCodes?: readonly string[];
}

/** `/receipt/`: what became of a report. Unknown, malformed and purged codes give `unknown`. */
export interface ReceiptPageData {
	readonly state:
		| 'unknown'
		| 'received'
		| 'checking'
		| 'answered'
		| 'merged'
		| 'not-a-claim'
		| 'referred';
	/** The response, where there is one, and its path. */
	readonly ref?: string;
	readonly path?: string;
	readonly title?: string;
	readonly nextUpdateAt?: string;
	readonly referredTo?: string;
}

/** `/report/`: the receipt of a report just stored, shown once. */
export interface ReportPageData {
	readonly receipt: string;
	/** Whether the words call for the crisis box. */
	readonly crisis: boolean;
	/** The kinds of personal data that were taken out before it was stored. */
	readonly removed?: readonly PersonalData[];
	/** Whether a screenshot came with it that could not be kept. */
	readonly isImageLost?: boolean;
	/** Responses already published that may answer it. */
	readonly answered: readonly {
		readonly path: string;
		readonly title: string;
		readonly mark: string;
	}[];
}

/** `/incidents/<ref>/comment/`: what became of a comment. */
export interface CommentPageData {
	/** Whether its words call for the crisis box. */
	readonly crisis: boolean;
	/** The kinds of personal data that were taken out before it was kept. */
	readonly removed: readonly PersonalData[];
}

/** `/staff/recovery/`: what was published, what is kept about people, and what was deleted. */
export interface StaffRecoveryData {
	readonly incidents: readonly {
		readonly ref: string;
		readonly title: string;
		readonly phase: Incident['phase'];
		/** Whether what belongs to it can be deleted: the county has stood down. */
		readonly over: boolean;
		/** How much of each kind would be deleted; absent while it goes on. */
		readonly counts?: PurgeCounts;
		/** Whether another incident ran at the same time, so that reports without an answer stay. */
		readonly shared: boolean;
	}[];
	readonly comments: readonly {
		readonly incident: string;
		readonly day: string;
		readonly content: string;
		readonly language: Language;
		readonly crisis: boolean;
		/** Whether it looks like a flood, advertising or a program. */
		readonly suspect: boolean;
	}[];
	readonly protocols: readonly {
		readonly id: string;
		readonly incident: string;
		readonly at: string;
		readonly key: string;
	}[];
	/** The protocol of what was just deleted. */
	readonly purged?: string;
}

/** `/staff/quick/`: what can be started from. */
export interface QuickStartData {
	/** Notices in force, which a new one may be about. */
	readonly current: readonly { readonly ref: string; readonly title: string }[];
	/** What was typed into the form of a draft that is gone, to be copied from. */
	readonly typed?: Readonly<Record<string, string>>;
}

/** `/staff/quick/<ref>/`: a draft as the quick form shows it. */
export interface QuickFormData {
	readonly draft: DraftRow;
	/** See `quickValues`. */
	readonly values: Readonly<Record<string, string>>;
	readonly asksCorrection: boolean;
	/** Whether a color may be chosen: only of a first notice, a later one has that of the notice before. */
	readonly asksColor: boolean;
	/** After a save that came too late: what somebody else saved, where it differs from what was typed. */
	readonly theirs: Readonly<Record<string, string>>;
	/** What is to be said about its wording. */
	readonly findings: readonly { readonly level: 'law' | 'advice'; readonly text: string }[];
}

/** `/staff/reports/`: a report that was typed in, and what became or would become of a file. */
export interface StaffReportsData {
	/** The receipt of what was just typed in, for the person who asked. */
	readonly receipt?: string;
	readonly crisis?: boolean;
	readonly removed?: readonly PersonalData[];
	readonly import?: {
		readonly isPreview: boolean;
		readonly lines: number;
		readonly added: number;
		readonly known: number;
		readonly problems: readonly { readonly line: number; readonly problem: Problem }[];
		readonly examples: readonly string[];
		/** The file as it was read, to be sent again when the preview is right. */
		readonly text?: string;
	};
}

/** `/staff/audit/`: who did what, newest first. */
export interface AuditPageData {
	readonly entries: readonly {
		readonly sequence: number;
		readonly at: string;
		/** The name of who did it, or the id of an account that is gone. */
		readonly actor: string;
		readonly action: AuditAction;
		readonly subject: string;
		readonly details: readonly string[];
	}[];
	/** Everyone who has an account. */
	readonly people: readonly { readonly id: string; readonly name: string }[];
	/** Entries before this number follow on the next page. */
	readonly older?: number;
	readonly chain:
		| { readonly state: 'intact'; readonly entries: number; readonly checked: number }
		| { readonly state: 'broken'; readonly sequence: number };
}

/** `/staff/interrupted/`: a form whose sender was no longer signed in. */
export interface InterruptedPageData {
	/** Where it is sent again. */
	readonly action: string;
	readonly fields: readonly { readonly name: string; readonly value: string }[];
}

/** `/page-feedback/`: what was said about a page. */
export interface FeedbackPageData {
	/** The page as it is served. */
	readonly path: string;
	readonly answer: PageAnswer;
	/** Whether the reader has also written what is missing. */
	readonly told: boolean;
	/** Whether what was written calls for help. */
	readonly crisis: boolean;
}

/** `/staff/feedback/`: what readers said of the last days. */
export interface StaffFeedbackData {
	readonly days: number;
	readonly pages: readonly {
		readonly path: string;
		readonly enough: number;
		readonly notEnough: number;
	}[];
	readonly gaps: readonly {
		readonly id: string;
		readonly day: string;
		readonly path: string;
		readonly text: string;
		/** What somebody did about it. */
		readonly handling?:
			| {
					readonly state: GapState;
					readonly note: string;
					readonly by: string;
					readonly at: string;
			  }
			| undefined;
	}[];
	/** Of what was written to be missing in these days, how much was handled. */
	readonly rate: { readonly all: number; readonly handled: number };
	/** The body for which the reader of the page reads. */
	readonly body?: string | undefined;
	readonly searches: readonly {
		readonly language: Language;
		readonly words: string;
		readonly count: number;
	}[];
	/** What people ask the rumor desk and find no answer to. */
	readonly asked: readonly InformationGap[];
}

/** `/preview/`: what there is to see of a draft before it is published. */
export interface PreviewPageData {
	/** The root of the preview on the site; paths of pages follow it. */
	readonly root: string;
	readonly name: string;
	readonly author: string;
	readonly saved: string;
	/** When the link ends. */
	readonly expires: string;
	/** Why the draft cannot be shown yet, a line for each reason. */
	readonly reasons: readonly string[];
	readonly pages: readonly {
		readonly language: Language;
		readonly form: 'page' | 'poster' | 'text' | 'passOn' | 'home';
		/** Without language. */
		readonly path: string;
	}[];
	/** What subscribers and groups would be told, in each language it is written in; none where nobody is. */
	readonly alerts: readonly {
		readonly language: Language;
		readonly title: string;
		readonly body: string;
	}[];
}

/** The answer of a page, read as that page's own shape. The server is the only one that gives it. */
export const reportAnswer = (data: unknown) => data as ReportPageData | undefined;
export const receiptAnswer = (data: unknown) => data as ReceiptPageData | undefined;
export const staffAnswer = (data: unknown) => data as StaffPageData | undefined;
export const welcomeAnswer = (data: unknown) => data as WelcomePageData | undefined;
export const twoFactorAnswer = (data: unknown) => data as TwoFactorPageData | undefined;
export const signInAnswer = (data: unknown) => data as SignInPageData | undefined;
export const previewAnswer = (data: unknown) => data as PreviewPageData | undefined;
export const interruptedAnswer = (data: unknown) => data as InterruptedPageData | undefined;
export const feedbackAnswer = (data: unknown) => data as FeedbackPageData | undefined;
export const staffFeedbackAnswer = (data: unknown) => data as StaffFeedbackData | undefined;
export const auditAnswer = (data: unknown) => data as AuditPageData | undefined;
export const quickStartAnswer = (data: unknown) => data as QuickStartData | undefined;
export const quickFormAnswer = (data: unknown) => data as QuickFormData | undefined;
export const commentAnswer = (data: unknown) => data as CommentPageData | undefined;
export const staffRecoveryAnswer = (data: unknown) => data as StaffRecoveryData | undefined;
export const staffReportsAnswer = (data: unknown) => data as StaffReportsData | undefined;
