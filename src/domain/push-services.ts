/** The push services we send to, by the names that staff know. A host with a leading dot stands for every host below it. */
export const pushServices = {
	google: ['fcm.googleapis.com', 'jmt17.google.com'],
	mozilla: ['.push.services.mozilla.com'],
	apple: ['.push.apple.com'],
	microsoft: ['.notify.windows.com'],
} as const;
export type PushServiceName = keyof typeof pushServices;

/** The service that a host belongs to. */
export function pushServiceOf(hostname: string): PushServiceName | undefined {
	const entries = Object.entries(pushServices) as [PushServiceName, readonly string[]][];
	return entries.find(([, hosts]) => hosts.some((host) => isHost(hostname, host)))?.[0];
}

function isHost(hostname: string, host: string): boolean {
	return host.startsWith('.') ? hostname.endsWith(host) : hostname === host;
}
