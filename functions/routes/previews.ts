import { type Context, Hono } from 'hono';
import type { PreviewPageData } from '../../src/domain/answers.ts';
import type { EntryData } from '../../src/domain/collections.ts';
import { entryPage } from '../../src/domain/entry-page.ts';
import { type Language, languagePrefix, languageTags } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import type { Answer, Renderer } from '../../src/domain/site.ts';
import { problemLines } from '../cms/answer.ts';
import type { MediaFolder } from '../cms/media.ts';
import type { Repository } from '../content/repository.ts';
import { type DraftSite, draftSite } from '../preview/draft-site.ts';
import type { PreviewLinks, PreviewTarget } from '../preview/preview-link.ts';
import { typeOf } from '../release/files.ts';
import type { LiveRelease } from '../release/live-release.ts';
import type { Releaser } from '../release/releaser.ts';
import type { Draft, Drafts } from '../store/drafts.ts';
import { policyFor } from './guards.ts';
import type { ShowPage } from './show.ts';

export interface PreviewParts {
	readonly links: PreviewLinks;
	readonly drafts: Pick<Drafts, 'get'>;
	readonly media: Pick<MediaFolder, 'get'>;
	readonly repository: Repository;
	readonly renderer: Renderer;
	readonly releaser: Releaser;
	readonly show: ShowPage;
	readonly basePath: string;
	readonly now: () => Date;
}

interface Preview {
	readonly token: string;
	readonly target: PreviewTarget;
	readonly draft: Draft;
	readonly live: LiveRelease;
}

/** Drafts as readers will see them, for whoever holds the link: no account is needed to read what one is to sign. */
export function previewRoutes(parts: PreviewParts): Hono {
	const routes = new Hono();
	// As it was asked for: decoded it may hold what no header takes.
	routes.get('/preview/:token', (context) =>
		context.redirect(`${new URL(context.req.url).pathname}/`, 308),
	);
	routes.get('/preview/:token/*', async (context) => {
		const preview = await openPreview(parts, context.req.param('token'));
		if (!preview) return parts.show(context, '/preview/', overProblem, 404);
		const root = `${parts.basePath}/preview/${preview.token}`;
		const path = context.req.path.slice(root.length);
		if (path.startsWith('/uploads/')) return showMedia(parts, context, preview.draft, path);
		const site = await draftSite(parts, preview.live, preview.draft);
		const overview = overviews.get(path);
		if (overview) return showOverview(parts, context, preview, site, overview);
		return showPage(parts, context, preview, site, path.replace(/\/home\/$/, '/'));
	});
	return routes;
}

/** `/` and `/en/` of a preview list what there is to see; the home pages are at `home/`. */
const overviews: ReadonlyMap<string, Language> = new Map(
	languageTags.map((tag) => [`${languagePrefix(tag)}/`, tag]),
);

const overProblem: Answer = { problems: [problem('preview-over')] };

async function openPreview(parts: PreviewParts, token: string): Promise<Preview | undefined> {
	const target = parts.links.read(token, parts.now());
	const draft = target && (await parts.drafts.get(target.collection, target.ref));
	const live = parts.releaser.live();
	return target && draft && live ? { token, target, draft, live } : undefined;
}

async function showOverview(
	{ show, renderer }: PreviewParts,
	context: Context,
	{ token, target, draft }: Preview,
	site: DraftSite,
	language: Language,
): Promise<Response> {
	const data: PreviewPageData = {
		root: `/preview/${token}`,
		name: `${draft.collection}/${draft.ref}`,
		author: draft.author.name,
		saved: draft.updatedAt.toISOString(),
		expires: target.expires.toISOString(),
		reasons: site.kind === 'invalid' ? problemLines(draft.collection, site.problems, language) : [],
		pages: site.kind === 'site' ? pagesOf(draft, site.entry?.data) : [],
		alerts: site.kind === 'site' ? alertsOf(renderer, draft, site) : [],
	};
	return show(context, `${languagePrefix(language)}/preview/`, { data }, 200);
}

function pagesOf(draft: Draft, entry: EntryData | undefined): PreviewPageData['pages'] {
	const page = entryPage(draft.collection, draft.ref, entry);
	return languageTags.flatMap((language) => [
		...(page ? [{ language, form: 'page' as const, path: page }] : []),
		...(page && draft.collection === 'notices' ? formsOf(page, language) : []),
		{ language, form: 'home' as const, path: 'home/' },
	]);
}

/** What is printed and passed on of a notice is signed with it, and can be looked at before. */
function formsOf(page: string, language: Language): PreviewPageData['pages'] {
	return [
		{ language, form: 'poster', path: `${page}poster/` },
		{ language, form: 'text', path: `${page}text/` },
		{ language, form: 'passOn', path: `${page}pass-on/` },
	];
}

function alertsOf(
	renderer: Renderer,
	{ collection, ref }: Draft,
	{ content, moment }: Extract<DraftSite, { kind: 'site' }>,
): PreviewPageData['alerts'] {
	const announcement = renderer
		.announcements(content, moment)
		.find((each) => each.collection === collection && each.ref === ref);
	return languageTags.flatMap((language) => {
		const text = announcement?.texts[language];
		return text ? [{ language, title: text.title, body: text.body }] : [];
	});
}

async function showPage(
	{ renderer, basePath }: PreviewParts,
	context: Context,
	{ token, target, draft }: Preview,
	site: DraftSite,
	path: string,
): Promise<Response> {
	const root = `${basePath}/preview/${token}`;
	if (site.kind === 'invalid') return context.redirect(`${root}/`, 303);
	const answer = { preview: { root: `/preview/${token}`, expires: target.expires.toISOString() } };
	const page = await renderer.render(path, site.content, site.moment, answer);
	const moved = `/${draft.collection}/${draft.ref}/`;
	if (page.status === 404 && path.endsWith(moved) && site.entry) {
		// An exercise has its page elsewhere, and the CMS knows only one address for a collection.
		const place = `/${entryPage(draft.collection, draft.ref, site.entry.data)}`;
		if (place !== moved) return context.redirect(`${root}${path.replace(moved, place)}`, 303);
	}
	const isText = page.type.startsWith('text/');
	const body = isText
		? // Media of a draft are not published yet.
			new TextDecoder().decode(page.body).replaceAll(`="${basePath}/uploads/`, `="${root}/uploads/`)
		: new Uint8Array(page.body);
	return new Response(body, {
		status: page.status,
		headers: {
			'Content-Type': page.type,
			'Cache-Control': 'no-store',
			'X-Robots-Tag': 'noindex',
			'Content-Security-Policy': policyFor(path),
		},
	});
}

async function showMedia(
	{ media, basePath }: PreviewParts,
	context: Context,
	draft: Draft,
	path: string,
): Promise<Response> {
	const name = path.slice('/uploads/'.length);
	const isShown = draft.files.some(({ content }) => content.includes(`/uploads/${name}`));
	const bytes = isShown ? await media.get(name) : undefined;
	// What was published before is at its public address.
	if (!bytes) return context.redirect(`${basePath}/uploads/${encodeURIComponent(name)}`, 302);
	const headers = { 'Content-Type': typeOf(name), 'Cache-Control': 'private, no-store' };
	return context.body(new Uint8Array(bytes), 200, headers);
}
