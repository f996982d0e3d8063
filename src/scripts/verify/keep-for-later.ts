import type { NoticeRecord } from '../../domain/verification/notice-record.ts';

const most = 6;

/** Has the service worker keep the pages of the newest notices in force, below a language's folder, so that texts can be compared without a network. */
export function keepForLater(records: readonly NoticeRecord[], folder: string): void {
	const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
	if (!('serviceWorker' in navigator) || connection?.saveData) return;
	const inForce = records.filter(({ state }) => state === 'current' || state === 'corrected');
	const urls = inForce
		.slice(0, most)
		.map(({ ref }) => new URL(`${folder}notices/${ref}/`, location.href).href);
	navigator.serviceWorker.ready
		.then(({ active }) => active?.postMessage({ keep: urls }))
		.catch(() => undefined);
}
