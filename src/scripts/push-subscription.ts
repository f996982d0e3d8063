import type { QuietHours } from '../domain/quiet-hours.ts';
import type { SeverityChoice } from '../domain/severity-choice.ts';

/** What a person wants to hear of. Empty lists mean everything. */
export interface Wishes {
	readonly topics: readonly string[];
	readonly areas: readonly string[];
	readonly severity: SeverityChoice;
	readonly quiet?: QuietHours | undefined;
	readonly language: string;
}

/** How turning alerts on or off ended; each has a sentence on the page. */
export type Outcome =
	| 'saved'
	| 'left'
	| 'denied'
	| 'service-unreachable'
	| 'server'
	| 'too-many'
	| 'offline';

/** A push service that does not answer in this time cannot be reached; browsers themselves may wait for ever. */
const patience = 30_000;

export async function turnOn(
	registration: ServiceWorkerRegistration,
	api: string,
	wishes: Wishes,
): Promise<Outcome> {
	const address = await pushAddress(registration, api);
	if (typeof address === 'string') return address;
	const answer = await send(`${api}/subscriptions`, 'POST', { ...address, ...wishes });
	if (answer?.status === 429) return 'too-many';
	return answer?.ok ? 'saved' : 'server';
}

/** Where this browser is reached, and the key of the portal that it was made for. */
export interface PushAddress extends PushSubscriptionJSON {
	readonly vapidKey: string;
}

/** The one push address of this browser, made where there is none yet; or why there is none. */
export async function pushAddress(
	registration: ServiceWorkerRegistration,
	api: string,
): Promise<PushAddress | Outcome> {
	if (!navigator.onLine) return 'offline';
	if ((await Notification.requestPermission()) !== 'granted') return 'denied';
	const key = await serverKey(api);
	if (!key) return 'server';
	const before = await registration.pushManager.getSubscription();
	const isKept = before !== null && isMadeFor(before, key);
	// A browser holds one subscription, so the old one ends first.
	if (before && !isKept) await before.unsubscribe();
	const subscription = isKept ? before : await subscribe(registration, key);
	if (!subscription) return 'service-unreachable';
	const address = { ...subscription.toJSON(), vapidKey: key };
	if (before && !isKept)
		await send(`${api}/subscriptions/moved`, 'POST', { from: before.endpoint, ...address });
	return address;
}

/** Browsers that do not say for which key a subscription was made keep what they have. */
function isMadeFor({ options }: PushSubscription, key: string): boolean {
	const bytes = options?.applicationServerKey;
	if (!bytes) return true;
	const own = btoa(String.fromCharCode(...new Uint8Array(bytes)));
	return own.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === key;
}

/** Leaves on the server first: an address that is gone here but kept there could still be called. */
export async function turnOff(subscription: PushSubscription, api: string): Promise<Outcome> {
	const { endpoint } = subscription;
	const answer = await send(`${api}/subscriptions`, 'DELETE', { endpoint });
	if (!answer?.ok) return navigator.onLine ? 'server' : 'offline';
	await subscription.unsubscribe();
	return 'left';
}

/** What was chosen on this device, as the server knows it; `forgotten` when it no longer does, nothing when it does not say. */
export async function chosen(
	{ endpoint }: PushSubscription,
	api: string,
): Promise<Wishes | 'forgotten' | undefined> {
	const answer = await send(`${api}/subscriptions/choices`, 'POST', { endpoint });
	if (answer?.ok) return (await answer.json()) as Wishes;
	const problems = await answer?.json().catch(() => undefined);
	return problems?.problems?.[0]?.code === 'not-subscribed' ? 'forgotten' : undefined;
}

async function serverKey(api: string): Promise<string | undefined> {
	const response = await fetch(`${api}/push/key`).catch(() => undefined);
	if (!response?.ok) return undefined;
	const { key } = (await response.json()) as { key?: string };
	return key;
}

/** Fails where the browser maker's push service cannot be reached, as Google's in mainland China. */
async function subscribe(registration: ServiceWorkerRegistration, applicationServerKey: string) {
	const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patience));
	const subscribed = registration.pushManager
		.subscribe({ userVisibleOnly: true, applicationServerKey })
		.catch(() => undefined);
	return Promise.race([subscribed, late]);
}

export function send(
	address: string,
	method: 'POST' | 'DELETE',
	body: unknown,
): Promise<Response | undefined> {
	const headers = { 'Content-Type': 'application/json' };
	return fetch(address, { method, headers, body: JSON.stringify(body) }).catch(() => undefined);
}
