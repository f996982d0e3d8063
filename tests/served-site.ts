import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page, Request } from 'playwright-core';
import { inject } from 'vitest';
import { fileName } from '../functions/release/tree.ts';
import { launchBrowser } from './browser.ts';
import { buildSite, indexForSearch, pagesOf } from './built-site.ts';
import { serveFolder } from './static-server.ts';

/** A tab of the browser. */
export interface SitePage {
	readonly page: Page;
	/** Shows a path at a width, and waits until its scripts have asked for what they need. */
	open(path: string, width: number): Promise<void>;
}

/** The built site with its search, behind a plain web server, and a browser that looks at it. */
export interface ServedSite {
	readonly url: string;
	readonly folder: string;
	/** The paths of all its pages. */
	readonly pages: readonly string[];
	/** The paths that its sitemap lists. */
	readonly sitemap: readonly string[];
	/** The HTML of all its pages, by path. */
	html(): Promise<ReadonlyMap<string, string>>;
	newPage(options?: BrowserContextOptions): Promise<SitePage>;
	/** Requests that any page made to anyone else. */
	foreignRequests(): readonly string[];
	/** What scripts threw and what the content security policy stopped, on any page. */
	scriptErrors(): readonly string[];
	close(): Promise<void>;
}

/** Opens the site of the demo county, which all files of tests share. */
export async function openServedSite(): Promise<ServedSite> {
	const { url, folder } = inject('demoSite');
	const home = await fetch(url);
	if (!home.ok) throw new Error(await home.text());
	return openSite({ url, folder, close: async () => {} });
}

/** Opens the site of the content in a folder. */
export async function openSiteOf(contentDir: string): Promise<ServedSite> {
	// Pages name the address they stand at, so the server is there before the site.
	const server = await serveFolder(() => site.folder);
	const site = await buildSite({ siteUrl: server.url, env: { CONTENT_DIR: contentDir } });
	await indexForSearch(site.folder);
	return openSite({
		url: server.url,
		folder: site.folder,
		async close() {
			await server.close();
			await site.remove();
		},
	});
}

async function openSite({
	url,
	folder,
	close,
}: Pick<ServedSite, 'url' | 'folder' | 'close'>): Promise<ServedSite> {
	const browser = await launchBrowser();
	const foreign: string[] = [];
	const errors: string[] = [];
	const pages = await pagesOf(folder);

	return {
		url,
		folder,
		pages,
		sitemap: await locations(folder, url),
		async html() {
			const text = (path: string) => readFile(join(folder, fileName(path)), 'utf8');
			return new Map(
				await Promise.all(pages.map(async (path) => [path, await text(path)] as const)),
			);
		},
		async newPage(options = {}) {
			const context = await browser.newContext({ serviceWorkers: 'block', ...options });
			context.on('request', (request) => {
				const address = request.url();
				if (!address.startsWith(`${url}/`) && !address.startsWith('data:')) {
					foreign.push(`${request.frame().url()} asked ${address}`);
				}
			});
			const page = await context.newPage();
			page.on('pageerror', (error) => errors.push(`${page.url()} ${error.message}`));
			page.on('console', (message) => {
				const text = message.text();
				if (/content.security.policy/i.test(text)) errors.push(`${page.url()} ${text}`);
			});
			return { page, open: opener(page, url) };
		},
		foreignRequests: () => foreign,
		scriptErrors: () => errors,
		async close() {
			await browser.close();
			await close();
		},
	};
}

function opener(page: Page, url: string): SitePage['open'] {
	const asked = new Set<Request>();
	page.on('request', (request) => asked.add(request));
	page.on('requestfinished', (request) => asked.delete(request));
	page.on('requestfailed', (request) => asked.delete(request));
	return async (path, width) => {
		await page.setViewportSize({ width, height: 800 });
		// A page that is shown already is only made wider or narrower.
		if (page.url() !== url + path) await page.goto(url + path);
		do await page.evaluate(() => new Promise(requestAnimationFrame));
		while (asked.size > 0);
		await page.evaluate(() => new Promise(requestAnimationFrame));
	};
}

/** What the parts of the sitemap list. */
async function locations(folder: string, url: string): Promise<string[]> {
	const listedIn = async (path: string) => {
		const text = await readFile(join(folder, path), 'utf8');
		return [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = '']) =>
			address.replace(url, ''),
		);
	};
	return (await Promise.all((await listedIn('sitemap.xml')).map(listedIn))).flat();
}
