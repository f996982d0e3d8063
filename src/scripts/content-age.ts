import { ageOf } from './device-clock.ts';

/** Tells beside the time of a page's content how long ago that was. */
class ContentAge extends HTMLElement {
	connectedCallback(): void {
		const { time } = this.dataset;
		const age = time ? ageOf(new Date(time), new Date()) : undefined;
		const place = this.querySelector('[data-age]');
		if (!age || !place) return;
		const sentence = this.dataset[age.unit] ?? '';
		place.textContent = sentence.replace('{count}', String(age.count));
	}
}

customElements.define('content-age', ContentAge);
