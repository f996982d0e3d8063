import { rememberArea, rememberedArea } from './area-memory.ts';

/** A button by which this device remembers the area of the page, and forgets it again. */
class RememberArea extends HTMLElement {
	connectedCallback(): void {
		const button = this.querySelector('button');
		if (!button) return;
		this.hidden = false;
		this.#name(button);
		button.addEventListener('click', () => {
			const remembered = this.#isRemembered();
			if (!rememberArea(remembered ? undefined : this.dataset['code'])) return;
			this.#name(button);
			const place = this.querySelector('[role="status"]');
			if (place) place.textContent = this.dataset[remembered ? 'forgotten' : 'saved'] ?? '';
		});
	}

	#isRemembered(): boolean {
		return rememberedArea() === this.dataset['code'];
	}

	#name(button: HTMLButtonElement): void {
		button.textContent = this.dataset[this.#isRemembered() ? 'forget' : 'remember'] ?? '';
	}
}

customElements.define('remember-area', RememberArea);
