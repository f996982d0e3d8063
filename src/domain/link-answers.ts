/** What the server hands to the pages around signed links, as `Answer.data`; instants as ISO 8601. */

import type { PointNote, PointState } from './help-point-report.ts';
import type { LinkKind, LinkState } from './signed-link.ts';
import type { TickKind } from './village-tick.ts';

/** `/staff/links/`: every link and what it is good for. */
export interface StaffLinksData {
	readonly links: readonly StaffLink[];
}

export interface StaffLink {
	readonly id: string;
	readonly kind: LinkKind;
	readonly subject: string;
	readonly post: string;
	readonly contact?: string | undefined;
	readonly state: LinkState;
	readonly madeBy: string;
	readonly madeAt: string;
	readonly expiresAt: string;
}

/** `/staff/links/sheet/`: links just made, to be printed. Their addresses are shown this once. */
export interface LinkSheetData {
	readonly links: readonly {
		readonly kind: LinkKind;
		readonly subject: string;
		readonly post: string;
		readonly url: string;
		readonly expiresAt: string;
	}[];
}

/** `/link/closed/`: why a link opens nothing. */
export interface ClosedLinkData {
	readonly state: 'unknown' | 'expired' | 'revoked';
}

/** `/link/help-point/`: how a help point stands, for its keeper. */
export interface PointLinkData {
	readonly token: string;
	readonly post: string;
	readonly ref: string;
	/** Names the next report, so that a form that is sent twice is one. */
	readonly formId: string;
	readonly notes: readonly PointNote[];
	/** The report that can still be undone. */
	readonly undo?: {
		readonly id: string;
		readonly state: PointState;
		readonly until: string;
		readonly waiting: boolean;
	};
	/** Whether what is reported now waits for staff. */
	readonly full: boolean;
}

/** `/staff/points/`: what was reported of help points, and what waits for staff. */
export interface StaffPointsData {
	readonly reports: readonly ReportedRow[];
	readonly waiting: readonly (ReportedRow & { readonly id: string })[];
}

export interface ReportedRow {
	readonly ref: string;
	readonly state: PointState;
	readonly note?: PointNote | undefined;
	readonly at: string;
	/** The name of the post or of who of the staff. */
	readonly by: string;
	readonly byStaff: boolean;
}

/** A notice as village officers and staff see it beside its ticks. */
export interface VillageNotice {
	readonly ref: string;
	readonly title: string;
	/** The language of the title. */
	readonly lang: string;
	/** The page of the notice on the site, without language. */
	readonly page: string;
	readonly areas: readonly string[];
	readonly exercise: boolean;
	/** Whether it is in force; what is not is shown only where its poster still hangs. */
	readonly inForce: boolean;
	/** What took its place, if anything did. */
	readonly by?: { readonly page: string; readonly title: string } | undefined;
	/** How it ended, where it did. */
	readonly ended?: 'updated' | 'lifted' | 'withdrawn' | 'expired' | undefined;
	readonly level?: string | undefined;
}

/** A tick as the page shows it. */
export interface ShownTick {
	readonly id: string;
	readonly count: number;
	readonly at: string;
	readonly undoable: boolean;
}

/** `/link/village/`: the notices of an area and what was done with them in this village. */
export interface VillageLinkData {
	readonly token: string;
	readonly link: string;
	readonly post: string;
	readonly area: string;
	readonly formId: string;
	/** Posters to be taken down first, then what is in force. */
	readonly notices: readonly {
		readonly notice: VillageNotice;
		readonly takeDown: boolean;
		readonly ticks: { readonly [what in TickKind]?: ShownTick };
	}[];
}

/** `/staff/coverage/`: which villages have not. */
export interface CoverageData {
	readonly filter: { readonly notice: string; readonly area: string; readonly exercise: boolean };
	/** Every notice that can be chosen. */
	readonly choices: readonly { readonly ref: string; readonly title: string }[];
	readonly notices: readonly NoticeCoverage[];
}

export interface NoticeCoverage {
	readonly notice: VillageNotice;
	readonly villages: number;
	readonly played: number;
	readonly posted: number;
	readonly visited: number;
	readonly firstTick?: string | undefined;
	/** Villages that have not read it out or not put it up, by township. */
	readonly missing: readonly {
		readonly area: string;
		readonly villages: readonly {
			readonly post: string;
			readonly contact?: string | undefined;
			readonly played: boolean;
			readonly posted: boolean;
		}[];
	}[];
	/** Posts whose poster of an ended notice still hangs; `ended` where they have no link to say that it does not. */
	readonly hanging: readonly {
		readonly post: string;
		readonly contact?: string | undefined;
		readonly ended: boolean;
	}[];
}

/** The answer of a page, read as that page's own shape. The server is the only one that gives it. */
export const staffLinksAnswer = (data: unknown) => data as StaffLinksData | undefined;
export const linkSheetAnswer = (data: unknown) => data as LinkSheetData | undefined;
export const closedLinkAnswer = (data: unknown) => data as ClosedLinkData | undefined;
export const pointLinkAnswer = (data: unknown) => data as PointLinkData | undefined;
export const staffPointsAnswer = (data: unknown) => data as StaffPointsData | undefined;
export const villageLinkAnswer = (data: unknown) => data as VillageLinkData | undefined;
export const coverageAnswer = (data: unknown) => data as CoverageData | undefined;
