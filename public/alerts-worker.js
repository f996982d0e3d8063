// @ts-check
/// <reference lib="webworker" />

// The part of the service worker that shows alerts and keeps the subscription alive. service-worker.js loads it and
// says what `worker` is. It asks nobody for anything when an alert comes: not even whether there is a network.

/**
 * What a page told at subscribing, kept on this device: an alert may come years after the last visit.
 * @typedef {object} Remembered
 * @property {string | undefined} [language]
 * @property {string | undefined} [county]
 * @property {string | undefined} [notice] what is said in place of a message that cannot be read
 * @property {object | undefined} [wishes] what the person chose
 * @property {string | undefined} [endpoint]
 * @property {string | undefined} [vapidKey]
 * @property {string | undefined} [movedFrom] the endpoint that the portal may still know this browser by
 * @property {number | undefined} [lookedAt]
 * @property {string[] | undefined} [shown] the names of the alerts that were shown last
 */

/** @typedef {{ title: string, url: string }} Button */
/** @typedef {{ url: string, alert: string, share: number }} Count */

const memory = 'alerts-1';
const mostShown = 30;
/** A changed key is looked for when a page is opened, at most once in this time. */
const lookEvery = 24 * 60 * 60 * 1000;
/** Said where nothing is remembered; as `push.plain` in the strings files. */
const plainly = { county: '新公告', notice: '有一条新公告，请打开网页查看。', language: 'zh-CN' };

worker.addEventListener('push', (event) => {
	// The data is taken at once: `waitUntil` must be called before anything is awaited.
	const message = messageOf(event.data);
	event.waitUntil(message ? notify(message).catch(notifyPlainly) : notifyPlainly());
});

worker.addEventListener('notificationclick', (event) => {
	const { url, open, manage, count } = event.notification.data ?? {};
	const addresses = { open, manage };
	const address = addresses[/** @type {'open' | 'manage'} */ (event.action)] ?? url;
	event.notification.close();
	event.waitUntil(Promise.all([openPage(String(address ?? '')), countOne(count, 'opened')]));
});

worker.addEventListener('pushsubscriptionchange', (event) => {
	const { oldSubscription, newSubscription } = /** @type {PushSubscriptionChangeEvent} */ (event);
	event.waitUntil(followChange(oldSubscription, newSubscription));
});

worker.addEventListener('message', (event) => {
	const { alerts } = /** @type {{ alerts?: Remembered | null }} */ (event.data) ?? {};
	event.waitUntil(alerts === undefined ? lookAfter() : keepInMind(alerts));
});

/** @param {PushMessageData | null} data */
function messageOf(data) {
	try {
		const message = data?.json();
		return isText(message?.title) ? message : undefined;
	} catch {
		return undefined;
	}
}

/** @param {unknown} value @returns {value is string} */
function isText(value) {
	return typeof value === 'string' && value !== '';
}

/** @param {unknown} value @returns {value is Button} */
function isButton(value) {
	const { title, url } = /** @type {Partial<Button>} */ (value ?? {});
	return isText(title) && typeof url === 'string';
}

/** @param {Record<string, unknown>} message */
async function notify({ title, body, url, id, tag, closes, lang, open, manage, count }) {
	const name = isText(tag) ? tag : 'alert';
	const isRepeat = isText(id) && (await hasShown(id));
	await closeAll(closes);
	const page = new URL(isText(url) ? url : '', worker.registration.scope).href;
	const buttons = Object.entries({ open, manage }).flatMap(([action, button]) =>
		isButton(button) ? [{ action, title: button.title, url: new URL(button.url, page).href }] : [],
	);
	await show(String(title), {
		body: isText(body) ? body : '',
		tag: name,
		// What changes or ends an alert is heard, though it takes the same place; what is sent again after a crash is not.
		renotify: !isRepeat,
		silent: isRepeat,
		lang: isText(lang) ? lang : plainly.language,
		actions: buttons.map(({ action, title }) => ({ action, title })),
		data: {
			url: page,
			id,
			...Object.fromEntries(buttons.map(({ action, url }) => [action, url])),
			count,
		},
	});
	if (!isRepeat) await countOne(/** @type {Count | undefined} */ (count), 'shown');
}

/** Whether an alert was shown before, also when it was put away since; from now on it was. @param {string} id */
async function hasShown(id) {
	const { shown = [] } = await remembered();
	if (shown.includes(id)) return true;
	await remember({ shown: [id, ...shown].slice(0, mostShown) }).catch(() => undefined);
	return false;
}

/** Notifications of what is over with this message. @param {unknown} tags */
async function closeAll(tags) {
	for (const tag of Array.isArray(tags) ? tags : []) {
		const shown = await worker.registration.getNotifications({ tag: String(tag) });
		for (const notification of shown) notification.close();
	}
}

/** A message that cannot be read still says that there is something to read. */
async function notifyPlainly() {
	const { county, notice, language } = await remembered();
	await show(county ?? plainly.county, {
		body: notice ?? plainly.notice,
		tag: 'alert',
		lang: language ?? plainly.language,
		data: { url: worker.registration.scope },
	});
}

/** @param {string} title @param {NotificationOptions & { renotify?: boolean, actions?: { action: string, title: string }[] }} options */
function show(title, options) {
	const icon = new URL('icons/icon-192.png', worker.registration.scope).href;
	const badge = new URL('icons/badge-96.png', worker.registration.scope).href;
	return worker.registration.showNotification(title, {
		...options,
		icon,
		badge,
		requireInteraction: true,
	});
}

/** Shows the window that has the page, or opens one. @param {string} address */
async function openPage(address) {
	const url = new URL(address, worker.registration.scope);
	// A message can lead nowhere but to this site.
	if (url.origin !== location.origin) return;
	const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
	const same = windows.find((client) => new URL(client.url).pathname === url.pathname);
	await (same ? same.focus() : worker.clients.openWindow(url.href));
}

/**
 * Where the county counts, one in so many browsers says that an alert was shown or opened, and nothing about itself.
 * @param {Count | undefined} count @param {'shown' | 'opened'} what
 */
async function countOne(count, what) {
	if (!count || Math.random() >= count.share) return;
	const url = new URL(count.url, worker.registration.scope);
	if (url.origin !== location.origin) return;
	await post(url.href, { alert: count.alert, share: count.share, what });
}

/** @returns {Promise<Remembered>} */
async function remembered() {
	try {
		// Opening it would make it, on the device of somebody who never asked for alerts.
		const kept = await caches.match(worker.registration.scope, { cacheName: memory });
		return (await kept?.json()) ?? {};
	} catch {
		return {};
	}
}

/** @param {Remembered} changes */
async function remember(changes) {
	const all = { ...(await remembered()), ...changes };
	const stock = await caches.open(memory);
	await stock.put(worker.registration.scope, new Response(JSON.stringify(all)));
}

/** A page says what was chosen, or that alerts were turned off. @param {Remembered | null} told */
async function keepInMind(told) {
	if (told === null) {
		await caches.delete(memory);
		return;
	}
	const subscription = await worker.registration.pushManager.getSubscription();
	await remember({ ...told, ...(subscription && madeOf(subscription)), movedFrom: undefined });
}

/** @param {PushSubscription} subscription */
function madeOf(subscription) {
	return { endpoint: subscription.endpoint, vapidKey: keyOf(subscription) };
}

/** The browser has ended a subscription by itself. @param {PushSubscription | null | undefined} before @param {PushSubscription | null | undefined} after */
async function followChange(before, after) {
	const { endpoint, vapidKey } = await remembered();
	const movedFrom = before?.endpoint ?? endpoint;
	if (!movedFrom || movedFrom === after?.endpoint) return;
	await remember({ movedFrom, vapidKey: (before && keyOf(before)) ?? vapidKey });
	await settleMove();
}

/** @type {Promise<void> | undefined} */
let looking;

/** Several windows ask at once. */
function lookAfter() {
	looking ??= look()
		.catch((error) => console.error('the subscription was not looked after', error))
		.finally(() => {
			looking = undefined;
		});
	return looking;
}

/** Ends a move that could not be told before, and moves to the portal's newest key. */
async function look() {
	const { movedFrom, lookedAt = 0 } = await remembered();
	if (movedFrom) return settleMove();
	const subscription = await worker.registration.pushManager?.getSubscription();
	if (!subscription || Math.abs(Date.now() - lookedAt) < lookEvery) return;
	const key = await newestKey();
	if (!key) return;
	await remember({ lookedAt: Date.now() });
	const own = keyOf(subscription);
	if (!own || own === key) return;
	// Kept before the old one ends, so that whatever happens in between the portal is told.
	await remember({ movedFrom: subscription.endpoint });
	await subscription.unsubscribe();
	await settleMove();
}

/** Subscribes again where that is needed, and tells the portal the new address for the old one. */
async function settleMove() {
	const { movedFrom, vapidKey, wishes } = await remembered();
	const key = (await newestKey()) ?? vapidKey;
	if (!movedFrom || !key || Notification.permission !== 'granted') return;
	const { pushManager } = worker.registration;
	const subscription =
		(await pushManager.getSubscription()) ??
		(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
	const address = { ...subscription.toJSON(), vapidKey: keyOf(subscription) ?? key };
	const moved = await post(api('subscriptions/moved'), { from: movedFrom, ...address });
	// The portal was told that the old address is gone before it was told of the new one.
	const isForgotten = moved?.status === 404 && wishes;
	const answer = isForgotten ? await post(api('subscriptions'), { ...address, ...wishes }) : moved;
	const isTold = answer?.ok || answer?.status === 404;
	await remember({ ...madeOf(subscription), movedFrom: isTold ? undefined : movedFrom });
}

async function newestKey() {
	const response = await fetch(api('push/key')).catch(() => undefined);
	/** @type {{ key?: string }} */
	const { key } = response?.ok ? await response.json().catch(() => ({})) : {};
	return key;
}

/** The key that a subscription was made for, base64url. @param {PushSubscription} subscription */
function keyOf({ options }) {
	const bytes = options?.applicationServerKey;
	if (!bytes) return undefined;
	const base64 = btoa(String.fromCharCode(...new Uint8Array(bytes)));
	return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @param {string} path */
function api(path) {
	return new URL(`api/${path}`, worker.registration.scope).href;
}

/** @param {string} address @param {object} body */
function post(address, body) {
	const headers = { 'Content-Type': 'application/json' };
	/** @type {RequestInit} */
	const request = { method: 'POST', headers, credentials: 'omit', body: JSON.stringify(body) };
	return fetch(address, request).catch(() => undefined);
}
