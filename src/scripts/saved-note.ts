const format: Intl.DateTimeFormatOptions = {
	dateStyle: 'full',
	timeStyle: 'short',
	timeZone: 'Asia/Shanghai',
};

/** Says that the page comes from this device's memory. The service worker writes `data-saved-at` on such a page. */
class SavedNote extends HTMLElement {
	connectedCallback(): void {
		const savedAt = document.documentElement.dataset['savedAt'];
		const strip = this.querySelector<HTMLElement>('[role="status"]');
		if (!savedAt || !strip) return;
		const written = new Intl.DateTimeFormat(document.documentElement.lang, format).format(
			new Date(savedAt),
		);
		strip.textContent = (this.dataset['text'] ?? '').replace('{at}', written);
		strip.hidden = false;
	}
}

customElements.define('saved-note', SavedNote);
