import webPush from 'web-push';
import type { KeyedValues } from '../store/keyed-values.ts';

/** The key pair that identifies this portal to push services (RFC 8292). Subscriptions are bound to it for ever. */
export interface VapidKeys {
	readonly publicKey: string;
	readonly privateKey: string;
}

const name = 'vapid-keys';

/** The portal's keys, made at first start. */
export async function vapidKeys(values: KeyedValues): Promise<VapidKeys> {
	const known = await values.get(name);
	if (known === undefined)
		await values.setIfAbsent(name, JSON.stringify(webPush.generateVAPIDKeys()));
	const text = (await values.get(name)) ?? '{}';
	// Only the line above writes the value.
	return JSON.parse(text) as VapidKeys;
}
