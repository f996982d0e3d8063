/** What the server hands to each page that answers a request, as `Answer.data`. */

import type { AuditAction } from './audit-actions.ts';
import type { Incident } from './collections.ts';
import type { PurgeCounts } from './incident-purge.ts';
import type { InformationGap } from './information-gaps.ts';
import type { Language } from './languages.ts';
import type { Problem } from './problem.ts';
import type { GapState, PageAnswer } from './reader-feedback.ts';
import type { PersonalData } from './redact-rules.ts';
import type { DraftRow } from './staff-answers.ts';

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
	/** Whether nothing else is done for this person before it is set up. */
	readonly isDemanded: boolean;
	readonly secret?: string;
	/** The `otpauth:` address as a QR code, an SVG path. */
	readonly qr?: { readonly path: string; readonly size: number };
	readonly backupCodes?: readonly string[];
}

/** `/staff/account/`: the own password, sessions and second factor. */
export interface OwnAccountData {
	readonly email: string;
	/** Not so for who signs in at the county's identity provider alone. */
	readonly hasPassword: boolean;
	readonly twoFactor: boolean;
	/** Instants are ISO 8601; `used` is true to a quarter of an hour. */
	readonly sessions: readonly {
		readonly id: string;
		readonly began: string;
		readonly used: string;
		readonly isThis: boolean;
	}[];
	/** What was just changed. */
	readonly done?: 'password' | 'sessions';
	/** Made just now, and shown once. */
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
export const welcomeAnswer = (data: unknown) => data as WelcomePageData | undefined;
export const twoFactorAnswer = (data: unknown) => data as TwoFactorPageData | undefined;
export const ownAccountAnswer = (data: unknown) => data as OwnAccountData | undefined;
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
