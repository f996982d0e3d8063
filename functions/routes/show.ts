import type { Context } from 'hono';
import type { CmsBackend } from '../../src/domain/cms-backend.ts';
import type { Answer, Renderer } from '../../src/domain/site.ts';
import type { LiveSite } from '../release/live-release.ts';
import { policyFor } from './guards.ts';

/** Answers a request with a page of the site: what was typed, what is wrong with it, what it shows. */
export type ShowPage = (
	context: Context,
	path: string,
	answer: Answer,
	status: number,
) => Promise<Response>;

/** Pages that answer come from the same renderer as those that stand still, and are kept by nobody. */
export function createShow({
	renderer,
	releaser,
	cms,
}: {
	renderer: Renderer;
	releaser: LiveSite;
	cms: Pick<CmsBackend, 'origins'>;
}): ShowPage {
	return async (_context, path, answer, status) => {
		const live = releaser.live();
		if (!live) return new Response('starting', { status: 503, headers: { 'Retry-After': '1' } });
		const page = await renderer.render(path, live.content, await releaser.moment(), answer);
		// A page that fails is said to have no type and no bytes, whatever its status.
		if (page.body.length === 0) throw new Error('a page that answers cannot be shown');
		const headers = {
			'Content-Type': page.type,
			'Cache-Control': 'no-store',
			'Content-Security-Policy': policyFor(path, cms.origins),
		};
		return new Response(new Uint8Array(page.body), {
			status: page.status === 200 ? status : page.status,
			headers,
		});
	};
}
