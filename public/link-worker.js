// @ts-check
/// <reference lib="webworker" />

// The part of the service worker that lets the page of a village open without a network. service-worker.js loads it and
// says what `worker` is. The address of such a page is a secret: the copy is sealed with a key made of the address and
// kept under a hash of it, so that whoever looks through the device and does not have the address neither finds nor
// reads it. Nothing of it is sent anywhere, and no cache between the device and the county ever has it.

const linkCopies = 'links-1';
/** A copy is for days without a network, not for a phone that lies in a drawer: notices have changed by then. */
const longestCopy = 7 * 24 * 60 * 60 * 1000;
/** A phone is for one village, in its languages. */
const mostCopies = 6;

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	const isOurs = url.origin === location.origin && request.method === 'GET';
	if (isOurs && request.mode === 'navigate' && isLinkPage(url))
		event.respondWith(orNetwork(event, linkPage));
});

worker.addEventListener('message', (event) => {
	const { link } = /** @type {{ link?: string }} */ (event.data) ?? {};
	if (link) event.waitUntil(fetchLinkPage(link).catch(standDown));
});

/** @param {URL} url */
function isLinkPage(url) {
	return /\/link\/[A-Za-z0-9_-]{20,80}\/$/.test(url.pathname);
}

/** The page from the network, or else the copy. @param {FetchEvent} event */
async function linkPage(event) {
	const { url } = event.request;
	const network = fetch(event.request).catch(() => undefined);
	event.waitUntil(network.then((answer) => answer && keepLinkPage(url, answer)).catch(standDown));
	const first = await inTime(network, patience);
	if (first) return first.clone();
	const copy = await linkCopy(url);
	return copy ? stamped(copy) : ((await network) ?? Response.error());
}

/** The first page was loaded before there was a service worker to keep it. @param {string} address */
async function fetchLinkPage(address) {
	const url = new URL(address, location.href);
	if (url.origin !== location.origin || !isLinkPage(url)) return;
	const answer = await fetch(url, { cache: 'no-store' }).catch(() => undefined);
	if (answer) await keepLinkPage(url.href, answer);
}

/** Keeps the page of a village, and forgets that of a link which has ended. @param {string} url @param {Response} answer */
async function keepLinkPage(url, answer) {
	if (answer.status === 404 || answer.status === 410) return forgetLinkPage(url);
	const html = answer.ok ? await answer.clone().text() : '';
	// A keeper of a help point can do nothing without a network: only the page of a village holds what to do.
	if (!html.includes('<tick-queue') || !(await isWell)) return undefined;
	const { name, key } = await sealOf(url);
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const text = new TextEncoder().encode(JSON.stringify({ html, ...policyOf(answer) }));
	const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text);
	const headers = { 'X-Saved-At': new Date().toISOString() };
	const copies = await caches.open(linkCopies);
	await putIfThereIsRoom(copies, name, new Response(new Blob([iv, sealed]), { headers }));
	const [oldest, ...rest] = await copies.keys();
	if (oldest && rest.length >= mostCopies) await copies.delete(oldest);
	return undefined;
}

/** @param {string} url */
async function forgetLinkPage(url) {
	const { name } = await sealOf(url);
	await (await caches.open(linkCopies)).delete(name);
}

/** The copy of a page, as it was kept; none that is too old. @param {string} url @returns {Promise<Response | undefined>} */
async function linkCopy(url) {
	const { name, key } = await sealOf(url);
	const kept = await (await caches.open(linkCopies)).match(name);
	const savedAt = kept?.headers.get('X-Saved-At') ?? '';
	if (!kept || !(Date.now() - Date.parse(savedAt) < longestCopy)) {
		await forgetLinkPage(url);
		return undefined;
	}
	const bytes = await kept.arrayBuffer();
	const iv = bytes.slice(0, 12);
	const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes.slice(12));
	const { html, ...policy } = JSON.parse(new TextDecoder().decode(text));
	return new Response(html, { headers: { ...policy, 'X-Saved-At': savedAt } });
}

/** Under what name a copy is kept, and what opens it: neither tells the address. @param {string} url */
async function sealOf(url) {
	const { pathname } = new URL(url);
	const digest = (/** @type {string} */ what) =>
		crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${what} ${pathname}`));
	const hash = Array.from(new Uint8Array(await digest('name')), (byte) =>
		byte.toString(16).padStart(2, '0'),
	).join('');
	const key = await crypto.subtle.importKey('raw', await digest('key'), 'AES-GCM', false, [
		'encrypt',
		'decrypt',
	]);
	return { name: `${worker.registration.scope}link-copies/${hash}`, key };
}
