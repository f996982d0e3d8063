/** Registers the service worker, which keeps visited pages and the emergency pack for reading without a network. */
async function keepPages(): Promise<void> {
	const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
	await navigator.serviceWorker.register(`${base}service-worker.js`);
	const { active } = await navigator.serviceWorker.ready;
	const assets = performance.getEntriesByType('resource').map((entry) => entry.name);
	// The first page was loaded before there was a service worker to keep it.
	active?.postMessage({
		keep: [location.href, ...assets.filter((name) => name.includes('/_astro/'))],
		...(savesData() ? {} : { pack: document.body.dataset['emergencyPack'] }),
	});
}

/** Whoever pays for each kilobyte asks for the emergency pack himself (Save Data API). */
function savesData(): boolean {
	return 'connection' in navigator && Object(navigator.connection).saveData === true;
}

if ('serviceWorker' in navigator) {
	// Browsers refuse in private windows and some in-app browsers; reading works as before.
	keepPages().catch(() => undefined);
}
