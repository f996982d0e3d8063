import { join } from 'node:path';
import { Hono } from 'hono';
import { createBannerReader } from './banner/read-banner.ts';
import type { Answering } from './listen.ts';
import type { PortalNeeds } from './portal-needs.ts';
import { readCard } from './release/cards.ts';
import { createCompression } from './release/compression.ts';
import { lastManifest } from './release/last-manifest.ts';
import { openManifests } from './release/manifest.ts';
import { openObjects } from './release/objects.ts';
import { readSearchFile } from './release/search.ts';
import { limitBody, securityHeaders } from './routes/guards.ts';
import { createSiteHandler, pageTexts, type SiteParts } from './routes/site.ts';
import { linkPaths, staffPaths } from './routes/staff-paths.ts';
import { createUnavailable, type Unavailable } from './routes/unavailable.ts';
import { createPageListener } from './serving/page-listener.ts';

/** What was released last, as it can be read without a store. */
export interface ReadingApp extends Answering {
	close(): void;
}

/** More than any form of a resident holds; a file of the CMS is chosen again. */
const mostBytes = 10 * 1024 * 1024;

/**
 * Serves the last release of the data folder, and says of everything else that it cannot be done now, and why. It needs no
 * store, no renderer and no room on the disk. `undefined` where nothing has been released.
 */
export async function openReadingApp(
	{ config, now, log }: Pick<PortalNeeds, 'config' | 'now' | 'log'>,
	reason: () => Unavailable,
): Promise<ReadingApp | undefined> {
	const { dataDir, basePath } = config;
	const manifest = await lastManifest(openManifests(join(dataDir, 'releases')));
	if (!manifest) return undefined;
	const banner = createBannerReader(dataDir, now, true);
	const objects = openObjects(join(dataDir, 'objects'));
	const site: SiteParts = {
		objects,
		releaser: { live: () => ({ manifest }) },
		compression: createCompression({
			dataDir,
			objects,
			compressed: async () => undefined,
			isSending: async () => false,
			log,
		}),
		basePath,
		banner: banner.current,
		search: (path) => readSearchFile(join(dataDir, 'search'), path),
		cards: (path) => readCard(join(dataDir, 'cards'), path),
	};
	const unavailable = createUnavailable(basePath, pageTexts(site));
	const release = { number: manifest.number, at: manifest.at.toISOString() };

	const app = new Hono().basePath(basePath === '' ? '/' : basePath);
	app.use(securityHeaders(config));
	app.get('/api/health', (context) => {
		context.header('Cache-Control', 'no-store');
		return context.json({ status: 'failing', store: reason(), release }, 503);
	});
	app.get('/api/health/ready', (context) => {
		context.header('Cache-Control', 'no-store');
		return context.json({ ready: true }, 200);
	});
	app.use(limitBody(mostBytes));
	for (const path of [...staffPaths, ...linkPaths])
		app.all(path, (context) => unavailable(context, reason()));
	app.get('*', createSiteHandler(site));
	app.all('*', (context) => unavailable(context, reason()));
	app.onError((error, context) => {
		log.error('request failed', { path: context.req.path, error: error.name });
		return unavailable(context, reason());
	});
	return { app, pages: createPageListener(app, site, config), close: banner.stop };
}
