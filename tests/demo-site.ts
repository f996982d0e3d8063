import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuiltSite, buildSite, indexForSearch } from './built-site.ts';
import { serveFolder } from './static-server.ts';

/** The demo county's static site with its search, behind a plain web server that all files of tests share. Nobody writes into it. */
export interface DemoSite {
	readonly url: string;
	readonly folder: string;
}

declare module 'vitest' {
	export interface ProvidedContext {
		readonly demoSite: DemoSite;
	}
}

/** Serves the demo site. It is built when it is first asked for: most files of tests need none. */
export async function serveDemoSite(): Promise<DemoSite & { close(): Promise<void> }> {
	const home = await mkdtemp(join(tmpdir(), 'mingbai-demo-site-'));
	const folder = join(home, 'site');
	let built: Promise<string> | undefined;
	const server = await serveFolder(() => {
		// Pages name the address they stand at, so the server is there before the site.
		built ??= buildSite({ siteUrl: server.url }).then((site) => moved(site, folder));
		return built;
	});
	return {
		url: server.url,
		folder,
		async close() {
			await server.close();
			await built?.catch(() => undefined);
			await rm(home, { recursive: true });
		},
	};
}

async function moved(site: BuiltSite, folder: string): Promise<string> {
	await indexForSearch(site.folder);
	await rename(site.folder, folder);
	await site.remove();
	return folder;
}
