import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { languagePrefix, languageTags } from '../src/domain/languages.ts';
import { problem } from '../src/domain/problem.ts';
import type { Auth } from './auth/auth.ts';
import { can } from './auth/roles.ts';
import { staffSession } from './auth/staff.ts';
import type { CmsParts } from './cms/parts.ts';
import type { Config } from './config.ts';
import type { Logger } from './log.ts';
import type { PublicationRowsParts } from './publication-rows.ts';
import { kilobyte, mountResidentRoutes, type ResidentParts, shortForm } from './resident-routes.ts';
import { authRoutes } from './routes/auth.ts';
import { type BannerParts, bannerRoutes } from './routes/banner.ts';
import { cmsRoutes } from './routes/cms.ts';
import { type DeskParts, deskRoutes } from './routes/desk.ts';
import {
	type ExerciseDeskParts,
	exerciseDeskRoot,
	exerciseDeskRoutes,
} from './routes/exercise-desk.ts';
import { type ExerciseHearerParts, exerciseHearerRoutes } from './routes/exercise-hearers.ts';
import { answerFaults } from './routes/faults.ts';
import {
	jsonOnly,
	limitBody,
	requireStaff,
	type StaffEnv,
	sameOrigin,
	securityHeaders,
} from './routes/guards.ts';
import { type HookParts, hookRoutes } from './routes/hooks.ts';
import { meRoutes } from './routes/me.ts';
import { type PreviewParts, previewRoutes } from './routes/previews.ts';
import { problemAnswer, wellFormed } from './routes/problem-answer.ts';
import { giveWhatProofLeft } from './routes/prove-again.ts';
import { publicationRoutes } from './routes/publications.ts';
import { type PublishingParts, publishingRoutes } from './routes/publishing.ts';
import { type ReportImageParts, reportImageRoutes } from './routes/report-images.ts';
import { createSiteHandler } from './routes/site.ts';
import { staffRoutes } from './routes/staff.ts';
import { type CoverageParts, coverageRoutes } from './routes/staff-coverage.ts';
import { type StaffExerciseParts, staffExerciseRoutes } from './routes/staff-exercises.ts';
import { type StaffLinkParts, staffLinkRoutes } from './routes/staff-links.ts';
import type { StaffParts } from './routes/staff-parts.ts';
import { type StaffPointParts, staffPointRoutes } from './routes/staff-points.ts';
import { type QuickParts, quickRoutes } from './routes/staff-quick.ts';
import { type StaffReadinessParts, staffReadinessRoutes } from './routes/staff-readiness.ts';
import { type StaffRecoveryParts, staffRecoveryRoutes } from './routes/staff-recovery.ts';
import {
	mostImportBytes,
	type StaffReportParts,
	staffReportRoutes,
} from './routes/staff-reports.ts';
import { toolPages } from './routes/tools.ts';

export interface AppParts extends ResidentParts {
	readonly config: Pick<Config, 'siteUrl' | 'basePath' | 'trustedProxies' | 'cms'>;
	readonly auth: Auth;
	readonly cms: CmsParts;
	readonly desk: DeskParts;
	readonly exerciseDesk: ExerciseDeskParts;
	readonly exerciseHearers: ExerciseHearerParts;
	readonly staffExercises: StaffExerciseParts;
	readonly reportImages: ReportImageParts;
	readonly staff: StaffParts;
	readonly publishing: PublishingParts;
	readonly publications: PublicationRowsParts;
	readonly previews: PreviewParts;
	readonly banner: BannerParts;
	readonly quick: QuickParts;
	readonly staffReports: StaffReportParts;
	readonly staffLinks: StaffLinkParts;
	readonly coverage: CoverageParts;
	readonly staffRecovery: StaffRecoveryParts;
	readonly staffPoints: StaffPointParts;
	readonly staffReadiness: StaffReadinessParts;
	readonly hooks: HookParts;
	readonly log: Pick<Logger, 'error'>;
}

/** The portal over HTTP: the function layer under `/api/`, staff pages, and the live release for everything else. */
export function createApp(parts: AppParts): Hono {
	const { auth, config } = parts;
	const app = new Hono().basePath(config.basePath === '' ? '/' : config.basePath);
	app.use(securityHeaders(config));
	app.use(sameOrigin(config.siteUrl));

	mountResidentRoutes(app, parts);
	app.use('/api/hooks/*', limitBody(1024 * kilobyte));
	app.route('/api/hooks', hookRoutes(parts.hooks));
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
	app.use(`${exerciseDeskRoot}/state`, compress());
	app.use(`${exerciseDeskRoot}/*`, limitDesk, jsonOnly, deskStaff(auth));
	app.route(exerciseDeskRoot, exerciseDeskRoutes(parts.exerciseDesk));
	app.use(
		'/api/exercise-hearers',
		limitBody(8 * kilobyte),
		jsonOnly,
		requireStaff(auth, 'read-staff'),
	);
	app.route('/api/exercise-hearers', exerciseHearerRoutes(parts.exerciseHearers));

	for (const language of languageTags) {
		app.use(`${languagePrefix(language)}/staff/*`, limitStaffForms, wellFormed, giveWhatProofLeft);
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
	app.route('/', staffExerciseRoutes(parts.staffExercises));
	app.route('/', staffReadinessRoutes(parts.staffReadiness));
	app.route('/', toolPages({ auth, config, show: parts.reports.show, media: parts.cms.media }));

	app.all('/api/*', (context) => problemAnswer(context, 404, problem('not-found')));
	app.get('*', createSiteHandler(parts.site));
	answerFaults(app, { ...parts.faults, log: parts.log });
	return app;
}

/** Two languages of a notice, each character sent as nine. */
const longForm = limitBody(1024 * kilobyte);

/** A file, or its text as the form of its preview sends it back, with two bytes for each end of a line. */
const fileForm = limitBody(2 * mostImportBytes);

/** Only quick publishing sends whole texts, and the import of reports a file. */
const limitStaffForms: MiddlewareHandler = (context, next) => {
	const { path } = context.req;
	if (path.endsWith('/staff/reports/')) return fileForm(context, next);
	return path.includes('/staff/quick/') ? longForm(context, next) : shortForm(context, next);
};

/** Acts on many name each of them. */
const limitDesk: MiddlewareHandler = (context, next) =>
	/\/api\/(?:exercise-)?desk\/bulk/.test(context.req.path)
		? longForm(context, next)
		: shortForm(context, next);

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
