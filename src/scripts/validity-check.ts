import { validityAt } from './device-clock.ts';

const longestWait = 2 ** 31 - 1;

/** Says that a validity has passed when the device can know it: from a stale cache, a saved file or an open tab. */
class ValidityCheck extends HTMLElement {
	#timer: ReturnType<typeof setTimeout> | undefined;

	connectedCallback(): void {
		this.#check();
	}

	disconnectedCallback(): void {
		clearTimeout(this.#timer);
	}

	#check(): void {
		const expires = new Date(this.dataset['expires'] ?? '');
		const contentTime = new Date(this.dataset['contentTime'] ?? '');
		const now = new Date();
		const validity = validityAt(now, { contentTime, expires });
		for (const strip of this.querySelectorAll<HTMLElement>('[data-when]')) {
			strip.hidden = strip.dataset['when'] !== validity;
		}
		this.previousElementSibling?.toggleAttribute('data-passed', validity === 'passed');
		if (validity !== 'valid') return;
		const wait = Math.min(expires.getTime() - now.getTime(), longestWait);
		this.#timer = setTimeout(() => this.#check(), wait);
	}
}

customElements.define('validity-check', ValidityCheck);
