// @ts-check
/// <reference lib="webworker" />

// Shows alerts (alerts-worker.js), and keeps visited pages for reading without a network. A page from memory always says
// that it is one: no reader may take an old page for the present state of things. The network comes first, always; and
// whatever goes wrong in here, the reader gets what the network has, and nothing is kept any more.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
importScripts('alerts-worker.js', 'link-worker.js');

// Another number forgets all that was kept, and a fault of the one before.
const version = 4;
const pages = `pages-${version}`;
const packs = `packs-${version}`;
const assets = `assets-${version}`;
// Left behind by a fault: this version keeps nothing any more.
const fault = `fault-${version}`;
// What the page that checks notices keeps for itself.
const known = 'verify-1';
const packName = /emergency-pack\/$/;
const mostPages = 80;
// On a slow network the kept page is shown after this time; the new one is kept for the next visit.
const patience = 4000;
// A page that was never kept is waited for so long before the emergency pack is shown in its place.
const longPatience = 25_000;
// The pack is fetched again when it is older than this.
const packAge = 6 * 60 * 60 * 1000;

let isWell = caches
	.has(fault)
	.then((failed) => !failed)
	.catch(() => false);

worker.addEventListener('install', () => {
	worker.skipWaiting();
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(Promise.all([forgetOldCaches(), worker.clients.claim()]));
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== location.origin) return;
	if (url.pathname.includes('/_astro/')) event.respondWith(orNetwork(event, keptAsset));
	else if (request.mode === 'navigate' && isPublicPage(url))
		event.respondWith(orNetwork(event, freshPage));
});

worker.addEventListener('message', (event) => {
	const asked = /** @type {{ keep?: string[], pack?: string }} */ (event.data) ?? {};
	event.waitUntil(keepAll(asked).catch(standDown));
});

/** Pages that answer one person, and those of staff, are never kept among these. @param {URL} url */
function isPublicPage(url) {
	return !/\/(?:api|staff|admin|desk|preview|receipt|link|exercise|uploads)\//.test(url.pathname);
}

/**
 * What a handler answers; after a fault of its own, what the network answers. Handlers do not throw for want of a network.
 * @param {FetchEvent} event
 * @param {(event: FetchEvent) => Promise<Response>} handler
 */
async function orNetwork(event, handler) {
	if (!(await isWell)) return fetch(event.request);
	try {
		return await handler(event);
	} catch (error) {
		event.waitUntil(standDown(error));
		return fetch(event.request);
	}
}

/**
 * Keeps nothing any more, until there is another version.
 * @param {unknown} error
 */
async function standDown(error) {
	console.error('the service worker stands down', error);
	isWell = Promise.resolve(false);
	await caches.open(fault);
	const stocks = [pages, packs, assets, linkCopies];
	await Promise.all(stocks.map((name) => caches.delete(name)));
	await leave();
}

/** Only alerts that somebody subscribed to still need a worker that keeps nothing. */
async function leave() {
	const subscription = await worker.registration.pushManager?.getSubscription();
	if (!subscription) await worker.registration.unregister();
}

/** @param {FetchEvent} event */
async function freshPage(event) {
	const { url } = event.request;
	const network = fetch(event.request).catch(() => undefined);
	event.waitUntil(network.then((response) => response && keep(url, response)).catch(standDown));
	const stock = await caches.open(stockOf(url));
	const kept = await stock.match(url, { ignoreSearch: true });
	const first = await inTime(network, kept ? patience : longPatience);
	if (first) return first.clone();
	if (kept) return stamped(kept);
	const pack = await packFor(url);
	return pack ? stamped(pack, 'data-instead ') : ((await network) ?? Response.error());
}

/** What comes in time. @param {Promise<Response | undefined>} network @param {number} time */
function inTime(network, time) {
	/** @type {Promise<undefined>} */
	const late = new Promise((resolve) => setTimeout(() => resolve(undefined), time));
	return Promise.race([network, late]);
}

/** The emergency pack in the language of an address, or else in another. @param {string} url */
async function packFor(url) {
	const stock = await caches.open(packs);
	const keys = await stock.keys();
	const [nearest] = keys
		.filter((each) => url.startsWith(each.url.replace(packName, '')))
		.sort((a, b) => b.url.length - a.url.length);
	const key = nearest ?? keys[0];
	return key && stock.match(key);
}

/**
 * The page with the time at which it was kept, which the page then tells the reader.
 * @param {Response} kept
 * @param {string} mark
 */
async function stamped(kept, mark = '') {
	const savedAt = kept.headers.get('X-Saved-At') ?? '';
	const html = (await kept.text()).replace('<html ', `<html ${mark}data-saved-at="${savedAt}" `);
	return new Response(html, {
		headers: { 'Content-Type': 'text/html; charset=utf-8', ...policyOf(kept) },
	});
}

/** @param {Response} kept @returns {Record<string, string>} */
function policyOf(kept) {
	const policy = kept.headers.get('Content-Security-Policy');
	return policy ? { 'Content-Security-Policy': policy } : {};
}

/** The cache that an address is kept in: packs are not to be pushed out by other pages. @param {string} url */
function stockOf(url) {
	return packName.test(new URL(url).pathname) ? packs : pages;
}

/** @param {string} url @param {Response} response */
async function keep(url, response) {
	const isPage = (response.headers.get('Content-Type') ?? '').startsWith('text/html');
	if (!isPage || !response.ok || response.redirected) return;
	if (response.headers.get('Cache-Control')?.includes('no-store')) return;
	const headers = {
		'Content-Type': 'text/html; charset=utf-8',
		'X-Saved-At': new Date().toISOString(),
		...policyOf(response),
	};
	const body = await response.clone().text();
	// Nobody who takes the phone into their hands finds such a page on it.
	if (/<html [^>]*\bdata-unkept\b/.test(body) || !(await isWell)) return;
	const stock = await caches.open(stockOf(url));
	const { pathname, origin } = new URL(url);
	// Put in one step over the copy before: there is no moment without one. What is put last is the last in the list.
	await putIfThereIsRoom(stock, origin + pathname, new Response(body, { headers }));
	const [oldest, ...rest] = await stock.keys();
	if (oldest && rest.length >= mostPages) await stock.delete(oldest);
}

/** A full phone is no fault of ours; it keeps the packs and loses the pages. @param {Cache} stock @param {RequestInfo} key @param {Response} response */
async function putIfThereIsRoom(stock, key, response) {
	try {
		await stock.put(key, response);
	} catch (error) {
		if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
		await caches.delete(pages);
	}
}

/** @param {{ keep?: string[], pack?: string }} asked */
async function keepAll({ keep: urls = [], pack }) {
	if (!(await isWell)) return leave();
	await Promise.all(urls.map(keepUrl));
	if (pack && !(await isYoung(pack))) await keepUrl(pack);
}

/** @param {string} address */
async function isYoung(address) {
	const kept = await (await caches.open(packs)).match(address);
	const savedAt = kept?.headers.get('X-Saved-At');
	return savedAt ? Math.abs(Date.now() - Date.parse(savedAt)) < packAge : false;
}

/** @param {string} address */
async function keepUrl(address) {
	const url = new URL(address, location.href);
	if (url.origin !== location.origin) return;
	const response = await fetch(url).catch(() => undefined);
	if (!response) return;
	if (url.pathname.includes('/_astro/')) await keepAsset(new Request(url), response);
	else if (isPublicPage(url)) await keep(url.href, response);
}

/** Names of assets change with their content, so a kept one is always right. @param {FetchEvent} event */
async function keptAsset({ request }) {
	const kept = await (await caches.open(assets)).match(request);
	if (kept) return kept;
	const response = await fetch(request).catch(() => undefined);
	if (response) await keepAsset(request, response);
	return response ?? Response.error();
}

/** @param {Request} request @param {Response} response */
async function keepAsset(request, response) {
	if (response.ok) await putIfThereIsRoom(await caches.open(assets), request, response.clone());
}

async function forgetOldCaches() {
	const names = await caches.keys();
	const ours = [pages, packs, assets, fault, known, memory, linkCopies];
	await Promise.all(
		names.filter((name) => !ours.includes(name)).map((name) => caches.delete(name)),
	);
}
