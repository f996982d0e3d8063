import type { Settings } from '../../src/domain/settings.ts';
import type { PublishedIncident, PublishedResponse } from '../../src/domain/site.ts';
import type { DeskMatcher } from '../desk-matcher.ts';
import type { Capacity } from '../intake/capacity.ts';
import type { CrowdCounter } from '../intake/crowd.ts';
import type { Proofs } from '../intake/proof-of-work.ts';
import type { Screenshots } from '../intake/screenshots.ts';
import type { IncidentComments } from '../store/incident-comments.ts';
import type { Items } from '../store/items.ts';
import type { ReportImages } from '../store/report-images.ts';
import type { ReportLinks } from '../store/report-links.ts';
import type { Reports } from '../store/reports.ts';
import type { ShowPage } from './show.ts';

/** What reports and receipts need. */
export interface ReportParts {
	readonly reports: Pick<Reports, 'byReceipt' | 'askersOf'>;
	/** Takes reports in by the hundred. */
	readonly intake: Pick<Reports, 'add'>;
	readonly items: Pick<Items, 'get'>;
	readonly images: Pick<ReportImages, 'add' | 'reportsWith'>;
	readonly screenshots: Pick<Screenshots, 'take'>;
	readonly proofs: Proofs;
	readonly crowd: CrowdCounter;
	readonly capacity: Capacity;
	readonly responses: () => readonly PublishedResponse[];
	readonly settings: () => Settings;
	/** What residents say to reviews. */
	readonly comments: Pick<IncidentComments, 'add'>;
	readonly incidents: () => Promise<readonly PublishedIncident[]>;
	readonly links: ReportLinks;
	readonly matcher: Pick<DeskMatcher, 'suggest' | 'differences' | 'isSameClaim' | 'answerTo'>;
	readonly trustedProxies: number;
	readonly show: ShowPage;
	readonly now: () => Date;
}
