import type { Hono, MiddlewareHandler } from 'hono';
import { languagePrefix, languageTags } from '../src/domain/languages.ts';
import type { RemoteState } from './jobs/remote-follower.ts';
import type { LiveSite } from './release/live-release.ts';
import { type AlertViewParts, alertViewRoutes } from './routes/alert-views.ts';
import { shedLoad } from './routes/busy.ts';
import { type DoorAnswerParts, doorAnswerRoutes } from './routes/door-answers.ts';
import type { FaultParts } from './routes/faults.ts';
import { type FeedbackParts, feedbackRoutes } from './routes/feedback.ts';
import { jsonOnly, limitBody } from './routes/guards.ts';
import { healthRoutes } from './routes/health.ts';
import { type LinkParts, linkRoutes } from './routes/links.ts';
import { wellFormed } from './routes/problem-answer.ts';
import { type ReceiptWatchParts, receiptWatchRoutes } from './routes/receipt-watches.ts';
import { isMultipart } from './routes/report-body.ts';
import type { ReportParts } from './routes/report-parts.ts';
import { limitReport, reportRoutes } from './routes/reports.ts';
import type { SiteParts } from './routes/site.ts';
import { type SubscriptionParts, subscriptionRoutes } from './routes/subscriptions.ts';
import type { StoreFault } from './store/store-fault.ts';

/** What residents, village officers and keepers of help points need beside the pages. */
export interface ResidentParts {
	readonly reports: ReportParts;
	readonly doorAnswers: DoorAnswerParts;
	readonly receiptWatches: ReceiptWatchParts;
	readonly feedback: FeedbackParts;
	readonly subscriptions: SubscriptionParts;
	readonly alertViews: AlertViewParts;
	readonly links: LinkParts;
	readonly site: SiteParts;
	/** The release that is served, and what stands in the way of a newer one. */
	readonly releaser: LiveSite;
	/** What the store fails of, or that it works. */
	readonly storeState: () => Promise<StoreFault | 'ok'>;
	readonly faults: Omit<FaultParts, 'log'>;
	/** How the content stands to the copy on a Git host, where there is one. */
	readonly remote: () => RemoteState | undefined;
	readonly isStopping: () => boolean;
}

export const kilobyte = 1024;

export const shortForm = limitBody(32 * kilobyte);

/** Every machine that residents reach answers these, whichever else it does. */
export function mountResidentRoutes(app: Hono, parts: ResidentParts): void {
	app.route('/api/health', healthRoutes(parts));
	const inTurn = shedLoad({
		unavailable: parts.faults.unavailable,
		trustedProxies: parts.reports.trustedProxies,
	});
	// A form with a screenshot is read by its route, which keeps the words when the picture is too large.
	app.use('/api/reports/*', unlessParts(limitReport(parts.reports, 32)));
	app.use('/api/reports/*', inTurn, unlessParts(wellFormed));
	app.route('/api/reports', reportRoutes(parts.reports));
	app.use('/api/answers-found', limitBody(kilobyte), inTurn, jsonOnly);
	app.route('/api', doorAnswerRoutes(parts.doorAnswers));
	app.use('/api/reports/status/watch/*', limitBody(4 * kilobyte), jsonOnly);
	app.route('/api/reports/status/watch', receiptWatchRoutes(parts.receiptWatches));
	// A browser that moves names two addresses, each as long as one may be.
	app.use('/api/subscriptions/*', limitBody(8 * kilobyte), inTurn, jsonOnly);
	app.use('/api/push/*', limitBody(8 * kilobyte), inTurn);
	app.route('/api', subscriptionRoutes(parts.subscriptions));
	app.use('/api/alert-views', limitBody(kilobyte), inTurn, jsonOnly);
	app.route('/api', alertViewRoutes(parts.alertViews));
	app.use('/api/page-answers', limitBody(8 * kilobyte), inTurn, wellFormed);
	app.use('/api/missed-searches', limitBody(2 * kilobyte), inTurn, jsonOnly);
	app.route('/api', feedbackRoutes(parts.feedback));
	for (const language of languageTags) {
		app.use(`${languagePrefix(language)}/link/*`, shortForm, wellFormed);
		app.use(`${languagePrefix(language)}/link/:token/queue/`, jsonOnly);
		app.use(`${languagePrefix(language)}/link/:token/exercises/`, jsonOnly);
	}
	app.route('/', linkRoutes(parts.links));
}

/** Lets bodies that come in parts pass by a guard. */
function unlessParts(guard: MiddlewareHandler): MiddlewareHandler {
	return (context, next) => (isMultipart(context) ? next() : guard(context, next));
}
