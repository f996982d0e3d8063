import { chooseDisplay, type DisplayChoice, displayChoices, isKept } from './display-choice.ts';

/** Shows what is chosen of how pages look, and each choice at once. */
class DisplayForm extends HTMLElement {
	connectedCallback(): void {
		const form = this.querySelector('form');
		if (!form) return;
		for (const name of displayChoices) check(form, name);
		form.hidden = false;
		form.addEventListener('change', ({ target }) => {
			if (target instanceof HTMLInputElement) this.#choose(target);
		});
	}

	#choose({ name, value }: HTMLInputElement): void {
		chooseDisplay(name as DisplayChoice, value);
		const place = this.querySelector<HTMLElement>('[role="status"]');
		if (!place) return;
		place.hidden = false;
		place.textContent = this.dataset[isKept() ? 'kept' : 'notKept'] ?? '';
	}
}

/** What is not chosen is the first of its group. */
function check(form: HTMLFormElement, name: DisplayChoice): void {
	const inputs = [...form.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)];
	const chosen = document.documentElement.dataset[name];
	const input = inputs.find(({ value }) => value === chosen) ?? inputs[0];
	if (input) input.checked = true;
}

customElements.define('display-form', DisplayForm);
