/** A text with a button that copies it. Without scripts the text is selected by hand. */
class CopyText extends HTMLElement {
	connectedCallback(): void {
		const bar = this.querySelector<HTMLElement>('[hidden]');
		if (bar) bar.hidden = false;
		this.querySelector('button')?.addEventListener('click', () => void this.#copy());
	}

	async #copy(): Promise<void> {
		const text = this.querySelector<HTMLElement>('[data-text]');
		const status = this.querySelector<HTMLElement>('[role="status"]');
		if (!text || !status) return;
		// Browsers inside other apps often refuse: then the text is selected, for their own menu.
		const copied = await this.#write(text);
		status.textContent = this.dataset[copied ? 'copied' : 'select'] ?? '';
	}

	async #write(text: HTMLElement): Promise<boolean> {
		try {
			await navigator.clipboard.writeText(text.textContent);
			return true;
		} catch {
			getSelection()?.selectAllChildren(text);
			return false;
		}
	}
}

customElements.define('copy-text', CopyText);
