import { Hono } from 'hono';
import type { Auth } from './auth/auth.ts';
import type { CmsParts } from './cms/parts.ts';
import type { Config } from './config.ts';
import { authRoutes } from './routes/auth.ts';
import { cmsRoutes } from './routes/cms.ts';
import { type DeskParts, deskRoutes } from './routes/desk.ts';
import { jsonOnly, limitBody, requireStaff, sameOrigin, securityHeaders } from './routes/guards.ts';
import { healthRoutes } from './routes/health.ts';
import { type HookParts, hookRoutes } from './routes/hooks.ts';
import { meRoutes } from './routes/me.ts';
import { type PublishingParts, publishingRoutes } from './routes/publishing.ts';
import { type ReportParts, reportRoutes } from './routes/reports.ts';
import { createSiteHandler, type SiteParts } from './routes/site.ts';
import { staffRoutes } from './routes/staff.ts';
import type { StaffParts } from './routes/staff-parts.ts';
import { type SubscriptionParts, subscriptionRoutes } from './routes/subscriptions.ts';
import { toolPages } from './routes/tools.ts';

export interface AppParts {
	readonly config: Pick<Config, 'siteUrl' | 'basePath' | 'trustedProxies'>;
	readonly auth: Auth;
	readonly cms: CmsParts;
	readonly desk: DeskParts;
	readonly reports: ReportParts;
	readonly subscriptions: SubscriptionParts;
	readonly staff: StaffParts;
	readonly publishing: PublishingParts;
	readonly site: SiteParts;
	readonly hooks: HookParts;
	readonly isStoreUp: () => Promise<boolean>;
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
		healthRoutes({ releaser: parts.site.releaser, isStoreUp: parts.isStoreUp }),
	);
	app.use('/api/hooks/*', limitBody(1024 * kilobyte));
	app.route('/api/hooks', hookRoutes(parts.hooks));
	app.use('/api/reports/*', limitBody(32 * kilobyte));
	app.route('/api/reports', reportRoutes(parts.reports));
	app.use('/api/subscriptions', limitBody(4 * kilobyte), jsonOnly);
	app.route('/api', subscriptionRoutes(parts.subscriptions));

	app.use('/api/auth/*', limitBody(8 * kilobyte));
	app.route('/api/auth/me', meRoutes(auth));
	app.route('/api/auth', authRoutes(parts.staff));
	app.use('/api/cms/*', requireStaff(auth, 'read-staff'));
	app.use('/api/cms/media', limitBody(10 * kilobyte * kilobyte));
	app.use('/api/cms', limitBody(15 * kilobyte * kilobyte), jsonOnly);
	app.route('/api/cms', cmsRoutes(parts.cms));
	app.use('/api/desk/*', limitBody(32 * kilobyte), jsonOnly, requireStaff(auth, 'triage'));
	app.route('/api/desk', deskRoutes(parts.desk));

	app.route('/', publishingRoutes(parts.publishing));
	app.route('/', staffRoutes(parts.staff));
	app.route('/', toolPages({ auth, config, show: parts.reports.show, media: parts.cms.media }));

	app.get('*', createSiteHandler(parts.site));
	return app;
}
