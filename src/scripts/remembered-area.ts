import { rememberedArea } from './area-memory.ts';

/** Puts the area that this device remembers before the list it is chosen from. */
class RememberedArea extends HTMLElement {
	connectedCallback(): void {
		const code = rememberedArea();
		const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-area]')];
		const chosen = links.find(({ dataset }) => dataset['area'] === code);
		if (!chosen) return;
		const link = document.createElement('a');
		link.href = chosen.href;
		link.textContent = chosen.textContent;
		this.querySelector('p')?.append(link);
		this.hidden = false;
	}
}

customElements.define('remembered-area', RememberedArea);
