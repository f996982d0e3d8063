// @ts-check
/// <reference lib="webworker" />

// Shows alerts, and keeps visited pages for reading without a network. A page from memory always says that it is one:
// no reader may take an old page for the present state of things.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const pages = 'pages-1';
const assets = 'assets-1';
// What the page that checks notices keeps for itself.
const known = 'verify-1';
const mostPages = 80;
// On a slow network the kept page is shown after this time; the new one is kept for the next visit.
const patience = 8000;

worker.addEventListener('install', () => {
	worker.skipWaiting();
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(Promise.all([forgetOldCaches(), worker.clients.claim()]));
});

worker.addEventListener('push', (event) => {
	// The data is taken at once: `waitUntil` must be called before anything is awaited.
	event.waitUntil(notify(alertOf(event.data)));
});

worker.addEventListener('notificationclick', (event) => {
	event.notification.close();
	event.waitUntil(open(String(event.notification.data)));
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== location.origin) return;
	if (url.pathname.includes('/_astro/')) event.respondWith(keptAsset(request));
	else if (request.mode === 'navigate' && isPublicPage(url)) event.respondWith(freshPage(event));
});

worker.addEventListener('message', (event) => {
	const urls = /** @type {{ keep?: string[] }} */ (event.data)?.keep ?? [];
	event.waitUntil(Promise.all(urls.map(keepUrl)));
});

/** @param {PushMessageData | null} data */
function alertOf(data) {
	try {
		return data?.json() ?? {};
	} catch {
		return {};
	}
}

/** @param {{ title?: string, body?: string, url?: string, tag?: string, lang?: string, renotify?: boolean }} alert */
function notify({
	title = '',
	body = '',
	url = worker.registration.scope,
	tag = 'alert',
	lang = 'zh-CN',
	renotify = false,
}) {
	const icon = new URL('icons/icon-192.png', worker.registration.scope).href;
	const badge = new URL('icons/badge-96.png', worker.registration.scope).href;
	const options = { body, tag, lang, renotify, icon, badge, data: url, requireInteraction: true };
	return worker.registration.showNotification(title, options);
}

/** @param {string} address */
async function open(address) {
	const url = new URL(address, worker.registration.scope);
	// A message can lead nowhere but to this site.
	if (url.origin !== location.origin) return;
	const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
	const same = windows.find((client) => client.url === url.href);
	await (same ? same.focus() : worker.clients.openWindow(url.href));
}

/** Pages that answer one person, and those of staff, are never kept. @param {URL} url */
function isPublicPage(url) {
	return !/\/(?:api|staff|admin|desk|preview|receipt|exercise|uploads)\//.test(url.pathname);
}

/** @param {FetchEvent} event */
async function freshPage(event) {
	const network = fetch(event.request).then(async (response) => {
		if (response.ok) await keep(event.request.url, response.clone());
		return response;
	});
	event.waitUntil(network.catch(() => undefined));
	const kept = await caches.match(event.request.url, { cacheName: pages, ignoreSearch: true });
	if (!kept) return network;
	const late = new Promise((resolve) => setTimeout(resolve, patience));
	const first = await Promise.race([network.catch(() => undefined), late]);
	return first instanceof Response ? first : stamped(kept);
}

/** The page with the time at which it was kept, which the page then tells the reader. @param {Response} kept */
async function stamped(kept) {
	const savedAt = kept.headers.get('X-Saved-At') ?? '';
	const html = (await kept.text()).replace('<html ', `<html data-saved-at="${savedAt}" `);
	return new Response(html, {
		headers: { 'Content-Type': 'text/html; charset=utf-8', ...policyOf(kept) },
	});
}

/** @param {Response} kept @returns {Record<string, string>} */
function policyOf(kept) {
	const policy = kept.headers.get('Content-Security-Policy');
	return policy ? { 'Content-Security-Policy': policy } : {};
}

/** @param {string} url @param {Response} response */
async function keep(url, response) {
	const isPage = (response.headers.get('Content-Type') ?? '').startsWith('text/html');
	if (!isPage || response.redirected || response.headers.get('Cache-Control')?.includes('no-store'))
		return;
	const headers = {
		'Content-Type': 'text/html; charset=utf-8',
		'X-Saved-At': new Date().toISOString(),
		...policyOf(response),
	};
	const cache = await caches.open(pages);
	const { pathname, origin } = new URL(url);
	// Deleted first, so that the page is the last in the list and the oldest is the first to go.
	await cache.delete(origin + pathname);
	await cache.put(origin + pathname, new Response(await response.blob(), { headers }));
	const [oldest, ...rest] = await cache.keys();
	if (oldest && rest.length >= mostPages) await cache.delete(oldest);
}

/** @param {string} address */
async function keepUrl(address) {
	const url = new URL(address);
	if (url.origin !== location.origin) return;
	if (url.pathname.includes('/_astro/')) await keptAsset(new Request(url));
	else if (isPublicPage(url)) await keep(url.href, await fetch(url));
}

/** Names of assets change with their content, so a kept one is always right. @param {Request} request */
async function keptAsset(request) {
	const cache = await caches.open(assets);
	const kept = await cache.match(request);
	if (kept) return kept;
	const response = await fetch(request);
	if (response.ok) await cache.put(request, response.clone());
	return response;
}

async function forgetOldCaches() {
	const names = await caches.keys();
	const ours = [pages, assets, known];
	await Promise.all(
		names.filter((name) => !ours.includes(name)).map((name) => caches.delete(name)),
	);
}
