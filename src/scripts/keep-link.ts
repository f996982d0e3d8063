/** Registers the service worker, which keeps the page of a village sealed on this device, and asks it to keep this one. */
async function keepLink(): Promise<void> {
	const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
	// Whoever comes with the worker at work has been kept on the way.
	const isKept = navigator.serviceWorker.controller !== null;
	await navigator.serviceWorker.register(`${base}service-worker.js`);
	const { active } = await navigator.serviceWorker.ready;
	const assets = performance
		.getEntriesByType('resource')
		.map(({ name }) => name)
		.filter((name) => name.includes('/_astro/'));
	const { origin, pathname } = location;
	active?.postMessage({ keep: assets, ...(isKept ? {} : { link: `${origin}${pathname}` }) });
}

/** Says that a page is a copy, and of when: it must not be taken for the present state of things. Its tick queue loads the page again. */
class LinkCopy extends HTMLElement {
	connectedCallback(): void {
		const { savedAt } = document.documentElement.dataset;
		if (!savedAt) return;
		const time = new Date(savedAt).toLocaleString(document.documentElement.lang, {
			dateStyle: 'medium',
			timeStyle: 'short',
		});
		this.textContent = (this.dataset['text'] ?? '').replace('{time}', time);
		this.hidden = false;
	}
}

customElements.define('link-copy', LinkCopy);

if ('serviceWorker' in navigator) {
	// Browsers refuse in private windows and some in-app browsers; ticking works as before.
	keepLink().catch(() => undefined);
}
