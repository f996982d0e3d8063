import { Hono } from 'hono';
import type { Config } from './config.ts';
import type { Logger } from './log.ts';
import { mountResidentRoutes, type ResidentParts } from './resident-routes.ts';
import { answerFaults } from './routes/faults.ts';
import { sameOrigin, securityHeaders } from './routes/guards.ts';
import { createSiteHandler } from './routes/site.ts';
import { staffPaths } from './routes/staff-paths.ts';

const elsewhere =
	'工作人员的页面在另一台机器上，请让管理员检查前面的网页服务器。\nStaff pages are answered by another machine: the web server in front should lead there.\n';

/** What a machine answers that residents alone are sent to: everything but the pages and programs of staff. */
export function createWebApp(
	parts: ResidentParts & {
		readonly config: Pick<Config, 'siteUrl' | 'basePath' | 'cms'>;
		readonly log: Pick<Logger, 'error'>;
	},
): Hono {
	const { config } = parts;
	const app = new Hono().basePath(config.basePath === '' ? '/' : config.basePath);
	app.use(securityHeaders(config));
	app.use(sameOrigin(config.siteUrl));
	mountResidentRoutes(app, parts);
	for (const path of staffPaths)
		app.all(path, (context) => {
			context.header('Cache-Control', 'no-store');
			return context.text(elsewhere, 503);
		});
	app.get('*', createSiteHandler(parts.site));
	answerFaults(app, { ...parts.faults, log: parts.log });
	return app;
}
