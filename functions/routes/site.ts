import type { Context } from 'hono';
import { languageAt } from '../../src/domain/languages.ts';
import type { Banner } from '../banner/banner.schema.ts';
import { insertBanner } from '../banner/insert-banner.ts';
import { type Compression, compress, type Encoding, isText } from '../release/compression.ts';
import type { Manifest, ManifestPage } from '../release/manifest.ts';
import type { ObjectStore } from '../release/objects.ts';
import { preferredEncoding } from '../serving/accept-encoding.ts';
import { byteRange } from '../serving/byte-range.ts';
import { encodingFor, isKnown, pageHead } from '../serving/page-head.ts';
import { policyFor } from './guards.ts';

/** Serves the live release. Reading needs nothing else: no store, no sign-in, no renderer. */
export function createSiteHandler(parts: SiteParts) {
	const { releaser, compression, search, cards, banner, basePath } = parts;

	async function bytesOf(
		{ page, path, banner: up }: Served,
		encoding: Encoding | undefined,
	): Promise<Uint8Array> {
		if (!up) return encoding ? compression.read(page.hash, encoding) : compression.plain(page.hash);
		const text = new TextDecoder().decode(await compression.plain(page.hash));
		const plain = new TextEncoder().encode(insertBanner(text, up, languageAt(path)));
		return encoding ? compress(plain, encoding, 'quick') : plain;
	}

	return async (context: Context): Promise<Response> => {
		const live = releaser.live();
		if (!live) return context.text('starting', 503, { 'Retry-After': '1' });
		const path = sitePath(context.req.path.slice(basePath.length));
		const asset = path.startsWith('/pagefind/') ? await search(path) : undefined;
		if (asset) return answerSearch(context, asset);
		if (path.startsWith('/cards/')) return answerCard(context, await cards(path), basePath);
		const page = live.manifest.pages.get(path);
		if (!page && live.manifest.pages.has(`${path}/`))
			return context.redirect(`${context.req.path}/`, 308);
		const shown = page ?? live.manifest.pages.get('/404.html');
		if (!shown) return context.notFound();
		const up = shown.type.startsWith('text/html') ? banner() : undefined;
		const served = { page: shown, path, banner: up };
		return answer(context, served, page ? 200 : 404, bytesOf);
	};
}

/** Pages of the live release as text, with the banner that stands above them now. */
export function pageTexts({
	releaser,
	compression,
	banner,
}: Pick<SiteParts, 'releaser' | 'compression' | 'banner'>) {
	return async (path: string): Promise<string | undefined> => {
		const page = releaser.live()?.manifest.pages.get(path);
		if (!page) return undefined;
		const text = new TextDecoder().decode(await compression.plain(page.hash));
		return insertBanner(text, banner(), languageAt(path));
	};
}

export interface SiteParts {
	/** What is live, if anything is. */
	readonly releaser: { live(): { readonly manifest: Pick<Manifest, 'pages'> } | undefined };
	readonly objects: Pick<ObjectStore, 'inMemory'>;
	readonly compression: Pick<Compression, 'read' | 'plain' | 'inMemory'>;
	/** The path the site is served under, without a slash at the end. */
	readonly basePath: string;
	/** A plain text above every page, while there is one. */
	readonly banner: () => Banner | undefined;
	/** The search index, which stands beside the release. */
	readonly search: (path: string) => Promise<{ bytes: Uint8Array; type: string } | undefined>;
	/** Share cards that are drawn. */
	readonly cards: (path: string) => Promise<Uint8Array | undefined>;
}

/** Programs of the search are compressed as they are sent; its data is compressed in itself. */
async function answerSearch(
	context: Context,
	{ bytes, type }: { bytes: Uint8Array; type: string },
): Promise<Response> {
	const accepted = context.req.header('accept-encoding') ?? '';
	const encoding = isText(type) ? preferredEncoding(accepted) : undefined;
	const body = encoding ? await compress(bytes, encoding, 'quick') : bytes;
	return context.body(new Uint8Array(body), 200, {
		'Content-Type': type,
		'Cache-Control': 'public, max-age=300',
		'Content-Security-Policy': policyFor('/search/'),
		Vary: 'Accept-Encoding',
		...(encoding && { 'Content-Encoding': encoding }),
	});
}

/** A card's address says what it shows, so it never changes; until it is drawn there is the general one. */
function answerCard(context: Context, card: Uint8Array | undefined, basePath: string): Response {
	if (!card) {
		context.header('Cache-Control', 'no-store');
		return context.redirect(`${basePath}/icons/card.png`, 302);
	}
	return context.body(new Uint8Array(card), 200, {
		'Content-Type': 'image/png',
		'Cache-Control': 'public, max-age=31536000, immutable',
	});
}

/** A page of the release, with the banner that stands above it now. */
interface Served {
	readonly page: ManifestPage;
	readonly path: string;
	readonly banner: Banner | undefined;
}

async function answer(
	context: Context,
	served: Served,
	status: 200 | 404,
	bytesOf: (served: Served, encoding: Encoding | undefined) => Promise<Uint8Array>,
): Promise<Response> {
	const { page, path, banner } = served;
	const encoding = encodingFor(page, context.req.header('accept-encoding') ?? '');
	// What is not there yet may be there soon, also where names are hashed.
	const at = status === 404 ? '/404.html' : path;
	const { tag, headers, ofBytes } = pageHead(page, at, encoding, banner?.id);
	if (status === 200 && isKnown(context.req.header('if-none-match'), tag))
		return context.body(null, 304, headers);
	const bytes = new Uint8Array(await bytesOf(served, encoding));
	const said = { ...headers, ...ofBytes };
	// Players of recordings ask for parts, and browsers for the rest of what broke off.
	const range = encoding || status === 404 ? undefined : rangeOf(context, bytes.length, tag);
	if (range === undefined) return context.body(bytes, status, said);
	if (range === 'unsatisfiable')
		return context.body(null, 416, { ...headers, 'Content-Range': `bytes */${bytes.length}` });
	return context.body(bytes.subarray(range.start, range.end + 1), 206, {
		...said,
		'Content-Range': `bytes ${range.start}-${range.end}/${bytes.length}`,
	});
}

/** `If-Range` asks for a part only of what the browser has the beginning of (RFC 9110 §13.1.5). */
function rangeOf(context: Context, length: number, tag: string) {
	const ifRange = context.req.header('if-range');
	if (ifRange !== undefined && ifRange !== tag) return undefined;
	return byteRange(context.req.header('range'), length);
}

/** `/notices/` and `/notices/index.html` are one page. */
function sitePath(path: string): string {
	return path.endsWith('/index.html') ? path.slice(0, -'index.html'.length) : path;
}
