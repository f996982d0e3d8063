import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import { languagePrefix, languageTags } from '../src/domain/languages.ts';
import { problem } from '../src/domain/problem.ts';
import type { Auth } from './auth/auth.ts';
import { can } from './auth/roles.ts';
import { staffSession } from './auth/staff.ts';
import type { CmsParts } from './cms/parts.ts';
import type { Config } from './config.ts';
import type { RemoteState } from './jobs/remote-follower.ts';
import type { Logger } from './log.ts';
import type { PublicationRowsParts } from './publication-rows.ts';
import { type AlertViewParts, alertViewRoutes } from './routes/alert-views.ts';
import { authRoutes } from './routes/auth.ts';
import { type BannerParts, bannerRoutes } from './routes/banner.ts';
import { cmsRoutes } from './routes/cms.ts';
import { type DeskParts, deskRoutes } from './routes/desk.ts';
import { type DoorAnswerParts, doorAnswerRoutes } from './routes/door-answers.ts';
import { type FeedbackParts, feedbackRoutes } from './routes/feedback.ts';
import {
	jsonOnly,
	limitBody,
	requireStaff,
	type StaffEnv,
	sameOrigin,
	securityHeaders,
} from './routes/guards.ts';
import { healthRoutes } from './routes/health.ts';
import { type HookParts, hookRoutes } from './routes/hooks.ts';
import { type LinkParts, linkRoutes } from './routes/links.ts';
import { meRoutes } from './routes/me.ts';
import { type PreviewParts, previewRoutes } from './routes/previews.ts';
import { problemAnswer, wellFormed } from './routes/problem-answer.ts';
import { publicationRoutes } from './routes/publications.ts';
import { type PublishingParts, publishingRoutes } from './routes/publishing.ts';
import { type ReceiptWatchParts, receiptWatchRoutes } from './routes/receipt-watches.ts';
import { isMultipart } from './routes/report-body.ts';
import { type ReportImageParts, reportImageRoutes } from './routes/report-images.ts';
import type { ReportParts } from './routes/report-parts.ts';
import { refuseLargeReport, reportRoutes } from './routes/reports.ts';
import { createSiteHandler, type SiteParts } from './routes/site.ts';
import { staffRoutes } from './routes/staff.ts';
import { type CoverageParts, coverageRoutes } from './routes/staff-coverage.ts';
import { type StaffRecoveryParts, staffRecoveryRoutes } from './routes/staff-recovery.ts';
import { type StaffLinkParts, staffLinkRoutes } from './routes/staff-links.ts';
import type { StaffParts } from './routes/staff-parts.ts';
import { type StaffPointParts, staffPointRoutes } from './routes/staff-points.ts';
import { type QuickParts, quickRoutes } from './routes/staff-quick.ts';
import {
	mostImportBytes,
	type StaffReportParts,
	staffReportRoutes,
} from './routes/staff-reports.ts';
import { type SubscriptionParts, subscriptionRoutes } from './routes/subscriptions.ts';
import { toolPages } from './routes/tools.ts';

export interface AppParts {
	readonly config: Pick<Config, 'siteUrl' | 'basePath' | 'trustedProxies' | 'cms'>;
	readonly auth: Auth;
	readonly cms: CmsParts;
	readonly desk: DeskParts;
	readonly reports: ReportParts;
	readonly doorAnswers: DoorAnswerParts;
	readonly reportImages: ReportImageParts;
	readonly receiptWatches: ReceiptWatchParts;
	readonly feedback: FeedbackParts;
	readonly subscriptions: SubscriptionParts;
	readonly alertViews: AlertViewParts;
	readonly staff: StaffParts;
	readonly publishing: PublishingParts;
	readonly publications: PublicationRowsParts;
	readonly previews: PreviewParts;
	readonly banner: BannerParts;
	readonly quick: QuickParts;
	readonly staffReports: StaffReportParts;
	readonly links: LinkParts;
	readonly staffLinks: StaffLinkParts;
	readonly coverage: CoverageParts;
	readonly staffRecovery: StaffRecoveryParts;
	readonly staffPoints: StaffPointParts;
	readonly site: SiteParts;
	readonly hooks: HookParts;
	readonly isStoreUp: () => Promise<boolean>;
	/** How the content stands to the copy on a Git host, where there is one. */
	readonly remote: () => RemoteState | undefined;
	readonly log: Pick<Logger, 'error'>;
}

const kilobyte = 1024;

/** The portal over HTTP: the function layer under `/api/`, staff pages, and the live release for everything else. */
export function createApp(parts: AppParts): Hono {
	const { auth, config } = parts;
	const app = new Hono().basePath(config.basePath === '' ? '/' : config.basePath);
	app.use(securityHeaders(config));
	app.use(sameOrigin(config.siteUrl));

	app.route(
		'/api/health',
		healthRoutes({
			releaser: parts.site.releaser,
			isStoreUp: parts.isStoreUp,
			remote: parts.remote,
		}),
	);
	app.use('/api/hooks/*', limitBody(1024 * kilobyte));
	app.route('/api/hooks', hookRoutes(parts.hooks));
	const limitReport = limitBody(32 * kilobyte, refuseLargeReport(parts.reports, 32));
	// A form with a screenshot is read by its route, which keeps the words when the picture is too large.
	app.use('/api/reports/*', unlessParts(limitReport), unlessParts(wellFormed));
	app.route('/api/reports', reportRoutes(parts.reports));
	app.use('/api/answers-found', limitBody(kilobyte), jsonOnly);
	app.route('/api', doorAnswerRoutes(parts.doorAnswers));
	app.use('/api/reports/status/watch/*', limitBody(4 * kilobyte), jsonOnly);
	app.route('/api/reports/status/watch', receiptWatchRoutes(parts.receiptWatches));
	// A browser that moves names two addresses, each as long as one may be.
	app.use('/api/subscriptions/*', limitBody(8 * kilobyte), jsonOnly);
	app.route('/api', subscriptionRoutes(parts.subscriptions));
	app.use('/api/alert-views', limitBody(kilobyte), jsonOnly);
	app.route('/api', alertViewRoutes(parts.alertViews));

	app.use('/api/page-answers', limitBody(8 * kilobyte), wellFormed);
	app.use('/api/missed-searches', limitBody(2 * kilobyte), jsonOnly);
	app.route('/api', feedbackRoutes(parts.feedback));
	app.use('/api/auth/*', limitBody(8 * kilobyte));
	app.route('/api/auth/me', meRoutes(auth));
	app.route('/api/auth', authRoutes(parts.staff));
	// A list of thousands of entries is a fifth of its size.
	app.use('/api/cms', compress());
	app.use('/api/cms/*', requireStaff(auth, 'read-staff'));
	app.use('/api/cms/media', limitBody(10 * kilobyte * kilobyte), wellFormed);
	app.use('/api/cms', limitBody(15 * kilobyte * kilobyte), jsonOnly);
	app.route('/api/cms', cmsRoutes(parts.cms, config.basePath));
	app.use('/api/publications', requireStaff(auth, 'read-staff'));
	app.route('/api/publications', publicationRoutes(parts.publications));
	app.use('/api/desk/images/*', requireStaff(auth, 'triage'));
	app.route('/api/desk/images', reportImageRoutes(parts.reportImages));
	// Ten thousand reports in a few rows of text are a tenth of their size.
	app.use('/api/desk/state', compress());
	app.use('/api/desk/*', limitDesk, jsonOnly, deskStaff(auth));
	app.route('/api/desk', deskRoutes(parts.desk));

	for (const language of languageTags) {
		app.use(`${languagePrefix(language)}/staff/*`, limitStaffForms, wellFormed);
		app.use(`${languagePrefix(language)}/link/*`, shortForm, wellFormed);
		app.use(`${languagePrefix(language)}/link/:token/queue/`, jsonOnly);
	}
	app.route('/', publishingRoutes(parts.publishing));
	app.route('/', staffRoutes(parts.staff));
	app.route('/', previewRoutes(parts.previews));
	app.route('/', bannerRoutes(parts.banner));
	app.route('/', quickRoutes(parts.quick));
	app.route('/', staffReportRoutes(parts.staffReports));
	app.route('/', staffLinkRoutes(parts.staffLinks));
	app.route('/', coverageRoutes(parts.coverage));
	app.route('/', staffRecoveryRoutes(parts.staffRecovery));
	app.route('/', staffPointRoutes(parts.staffPoints));
	app.route('/', linkRoutes(parts.links));
	app.route('/', toolPages({ auth, config, show: parts.reports.show, media: parts.cms.media }));

	app.all('/api/*', (context) => problemAnswer(context, 404, problem('not-found')));
	app.get('*', createSiteHandler(parts.site));
	app.notFound((context) => failed(context, config.basePath, 404));
	app.onError((error, context) => {
		if (error instanceof HTTPException) return error.getResponse();
		const { method } = context.req;
		const path = withoutSecret(context.req.path);
		// An error's message may hold what somebody wrote; where it was thrown does not.
		const at = error.stack
			?.split('\n')
			.filter((line) => /^\s+at /.test(line))
			.slice(0, 8);
		parts.log.error('request failed', { method, path, error: error.name, at });
		return failed(context, config.basePath, 500);
	});
	return app;
}

/** Lets bodies that come in parts pass by a guard. */
function unlessParts(guard: MiddlewareHandler): MiddlewareHandler {
	return (context, next) => (isMultipart(context) ? next() : guard(context, next));
}

const shortForm = limitBody(32 * kilobyte);
/** Two languages of a notice, each character sent as nine. */
const longForm = limitBody(1024 * kilobyte);

/** A file as a form sends it back from its preview, each character as nine at the most. */
const fileForm = limitBody(9 * mostImportBytes);

/** Only quick publishing sends whole texts, and the import of reports a file. */
const limitStaffForms: MiddlewareHandler = (context, next) => {
	const { path } = context.req;
	if (path.endsWith('/staff/reports/')) return fileForm(context, next);
	return path.includes('/staff/quick/') ? longForm(context, next) : shortForm(context, next);
};

/** Acts on many name each of them. */
const limitDesk: MiddlewareHandler = (context, next) =>
	context.req.path.includes('/api/desk/bulk') ? longForm(context, next) : shortForm(context, next);

/** Who reads the desk need not be one who sorts it; who publishes may say that something is being checked. */
function deskStaff(auth: Auth): MiddlewareHandler<StaffEnv> {
	const reads = requireStaff(auth, 'read-desk');
	const sorts = requireStaff(auth, 'triage');
	const publishes = requireStaff(auth, 'publish');
	return async (context, next) => {
		if (['GET', 'HEAD'].includes(context.req.method)) return reads(context, next);
		if (!context.req.path.endsWith('/holding')) return sorts(context, next);
		const { staff } = (await staffSession(auth, context.req.raw.headers)) ?? {};
		return staff && can(staff.roles, 'publish') ? publishes(context, next) : sorts(context, next);
	};
}

/** The secret of a link is written nowhere, not even where something fails. */
function withoutSecret(path: string): string {
	return path.replace(/\/link\/[^/]*/, '/link/…');
}

const plainly = {
	404: '这个地址没有内容。\nThere is nothing at this address.\n',
	500: '服务器出错了，请稍后再试。\nSomething went wrong on the server. Please try again in a moment.\n',
} as const;

/** JSON for programs, a readable line for people. */
function failed(context: Context, basePath: string, status: 404 | 500): Response {
	const code = status === 404 ? 'not-found' : 'server-error';
	context.header('Cache-Control', 'no-store');
	return context.req.path.startsWith(`${basePath}/api/`)
		? problemAnswer(context, status, problem(code))
		: context.text(plainly[status], status);
}
