import webPush from 'web-push';
import type { VapidKeys } from '../store/vapid-keys.ts';

export function newVapidKeys(): VapidKeys {
	return webPush.generateVAPIDKeys();
}
