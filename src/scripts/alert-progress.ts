/** Keeps the alerts on the staff page up to date while one is sent: the part of the page is fetched again. */
class AlertProgress extends HTMLElement {
	connectedCallback(): void {
		this.#wait();
	}

	#wait(): void {
		if (this.querySelector('[data-moving]')) setTimeout(() => void this.#look(), 1_000);
	}

	async #look(): Promise<void> {
		if (!this.isConnected) return;
		// Nobody's button disappears from under the finger or the focus.
		if (!document.hidden && !this.contains(document.activeElement)) await this.#replace();
		this.#wait();
	}

	async #replace(): Promise<void> {
		const answer = await fetch(location.href).catch(() => undefined);
		if (!answer?.ok) return;
		const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
		const fresh = page.querySelector(this.localName);
		if (fresh) this.replaceChildren(...fresh.children);
	}
}

customElements.define('alert-progress', AlertProgress);
