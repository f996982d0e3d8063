import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { typeOf } from '../functions/release/files.ts';
import { loadRenderer } from '../functions/release/renderer.ts';
import type { Content, Moment } from '../src/domain/site.ts';

const { renderer, clientFolder } = await loadRenderer(process.cwd());

/** Lets a tab open pages of content at the site's address, without a server and without anybody else on the network. */
export async function showRendered(page: Page, content: Content, moment: Moment): Promise<void> {
	await page.route('**/*', async (route) => {
		const { origin, pathname } = new URL(route.request().url());
		if (origin !== moment.siteUrl) return route.abort();
		const file = await readFile(join(clientFolder, pathname)).catch(() => undefined);
		if (file) return route.fulfill({ body: file, contentType: typeOf(pathname) });
		const { status, type, body } = await renderer.render(pathname, content, moment);
		return route.fulfill({ status, contentType: type, body: Buffer.from(body) });
	});
}
