import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Hono } from 'hono';
import type { ManifestPage } from '../release/manifest.ts';
import { type HeaderRules, headersFor } from '../routes/guards.ts';
import type { SiteParts } from '../routes/site.ts';
import { encodingFor, isKnown, type PageHead, pageHead } from './page-head.ts';

/** Answers a request if it can; `false` leaves it to the application. */
export type PageListener = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * The short way for pages whose bytes are in memory, which is most of what is asked for when everybody reads at once. It says what
 * the application would say; whatever needs more than looking up (a first look, a banner, a part of a recording, an address that
 * is somebody else's) is the application's.
 */
export function createPageListener(
	app: Hono,
	site: Pick<SiteParts, 'releaser' | 'objects' | 'compression' | 'banner'>,
	rules: HeaderRules,
): PageListener {
	const { releaser, objects, compression, banner } = site;
	const known = new WeakMap<ManifestPage, Map<string, Prepared | undefined>>();

	function prepared(page: ManifestPage, path: string, accepted: string): Prepared | undefined {
		const ways = known.get(page) ?? new Map<string, Prepared | undefined>();
		known.set(page, ways);
		const encoding = encodingFor(page, accepted);
		const way = `${encoding} ${path}`;
		if (!ways.has(way)) ways.set(way, prepare(page, path, encoding));
		return ways.get(way);
	}

	function prepare(
		page: ManifestPage,
		path: string,
		encoding: ReturnType<typeof encodingFor>,
	): Prepared | undefined {
		if (!isSitesAlone(app, rules.basePath, path)) return undefined;
		const head = pageHead(page, path, encoding);
		const fixed = headersFor(rules.basePath + path, rules);
		return {
			head,
			bytes: () =>
				encoding ? compression.inMemory(page.hash, encoding) : objects.inMemory(page.hash),
			knownHead: Object.entries({ ...fixed, ...head.headers }).flat(),
			fullHead: Object.entries({ ...fixed, ...head.headers, ...head.ofBytes }).flat(),
		};
	}

	return (request, response) => {
		const { method, headers, url = '' } = request;
		if ((method !== 'GET' && method !== 'HEAD') || headers.range !== undefined || banner())
			return false;
		if (!url.startsWith(`${rules.basePath}/`)) return false;
		const [path = ''] = url.slice(rules.basePath.length).split('?', 1);
		const page = releaser.live()?.manifest.pages.get(path);
		const ready = page && prepared(page, path, headers['accept-encoding'] ?? '');
		if (!ready) return false;
		if (isKnown(headers['if-none-match'], ready.head.tag)) {
			response.writeHead(304, [...ready.knownHead]).end();
			return true;
		}
		const bytes = ready.bytes();
		if (!bytes) return false;
		response.writeHead(200, [...ready.fullHead, 'Content-Length', String(bytes.length)]).end(bytes);
		return true;
	};
}

/** One way of sending a page; its bytes are looked up each time, for they get better. */
interface Prepared {
	readonly head: PageHead;
	readonly bytes: () => Uint8Array | undefined;
	readonly knownHead: readonly string[];
	readonly fullHead: readonly string[];
}

/** Nothing stands here, so whoever answers here answers everywhere. */
const nowhere = '/nothing/stands/here/';

/** Whether no route but those of every address has a say in this one: some pages of the release are shown to staff alone. */
function isSitesAlone(app: Hono, basePath: string, path: string): boolean {
	const handlersOf = (each: string) =>
		app.router.match('GET', basePath + each)[0].map(([[handler]]) => handler);
	const everywhere = new Set(handlersOf(nowhere));
	return handlersOf(path).every((handler) => everywhere.has(handler));
}
