/** What a person wants to hear of. Empty lists mean everything. */
export interface Wishes {
	readonly topics: readonly string[];
	readonly areas: readonly string[];
	readonly language: string;
}

/** How turning alerts on or off ended; each has a sentence on the page. */
export type Outcome = 'saved' | 'left' | 'denied' | 'service-unreachable' | 'server' | 'offline';

/** Whether this browser can get alerts at all, and if not, why. */
export function supportOf(
	userAgent: string,
	has: { worker: boolean; push: boolean },
): 'ready' | 'in-app' | 'unsupported' {
	if (/MicroMessenger|\bQQ\/|DingTalk|AlipayClient/i.test(userAgent)) return 'in-app';
	return has.worker && has.push ? 'ready' : 'unsupported';
}

export async function turnOn(
	registration: ServiceWorkerRegistration,
	api: string,
	wishes: Wishes,
): Promise<Outcome> {
	if (!navigator.onLine) return 'offline';
	if ((await Notification.requestPermission()) !== 'granted') return 'denied';
	const key = await serverKey(api);
	if (!key) return 'server';
	const subscription = await subscribe(registration, key);
	if (!subscription) return 'service-unreachable';
	const body = { ...subscription.toJSON(), ...wishes };
	return (await send(api, 'POST', body)) ? 'saved' : 'server';
}

/** Leaves on the server first: an address that is gone here but kept there could still be called. */
export async function turnOff(subscription: PushSubscription, api: string): Promise<Outcome> {
	if (!(await send(api, 'DELETE', { endpoint: subscription.endpoint })))
		return navigator.onLine ? 'server' : 'offline';
	await subscription.unsubscribe();
	return 'left';
}

async function serverKey(api: string): Promise<string | undefined> {
	const response = await fetch(`${api}/push/key`).catch(() => undefined);
	if (!response?.ok) return undefined;
	const { key } = (await response.json()) as { key?: string };
	return key;
}

/** Fails where the browser maker's push service cannot be reached, as Google's in mainland China. */
async function subscribe(registration: ServiceWorkerRegistration, applicationServerKey: string) {
	const known = await registration.pushManager.getSubscription();
	if (known) return known;
	return registration.pushManager
		.subscribe({ userVisibleOnly: true, applicationServerKey })
		.catch(() => undefined);
}

async function send(api: string, method: 'POST' | 'DELETE', body: unknown): Promise<boolean> {
	const headers = { 'Content-Type': 'application/json' };
	const request = fetch(`${api}/subscriptions`, { method, headers, body: JSON.stringify(body) });
	const response = await request.catch(() => undefined);
	return response?.ok ?? false;
}
