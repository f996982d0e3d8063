import { draftKey as key } from './draft-key.ts';

/** Keeps what was typed into its form on this device until it is sent, and does not send without a network. */
class KeepDraft extends HTMLElement {
	connectedCallback(): void {
		const form = this.querySelector('form');
		if (!form) return;
		this.#restore(form);
		form.append(sendingName());
		form.addEventListener('input', () => this.#keep(form));
		form.addEventListener('submit', (event) => {
			if (navigator.onLine) return;
			event.preventDefault();
			this.#sayOffline();
		});
	}

	#restore(form: HTMLFormElement): void {
		const kept = new URLSearchParams(sessionStorage.getItem(key) ?? '');
		for (const [name, value] of kept) {
			const field = form.elements.namedItem(name);
			if (isTyped(field) && field.value === '') field.value = value;
		}
	}

	#keep(form: HTMLFormElement): void {
		const typed = [...form.elements].filter(isTyped).map((field) => [field.name, field.value]);
		sessionStorage.setItem(key, new URLSearchParams(typed).toString());
	}

	#sayOffline(): void {
		const note = this.querySelector<HTMLElement>('[data-offline-note]');
		if (!note) return;
		note.textContent = this.dataset['offline'] ?? '';
		note.hidden = false;
	}
}

/** Names this sending, so that a second press of the button or a repeat by the network stores nothing twice. */
function sendingName(): HTMLInputElement {
	const field = document.createElement('input');
	field.type = 'hidden';
	field.name = 'submission';
	field.value = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
		byte.toString(16).padStart(2, '0'),
	).join('');
	return field;
}

function isTyped(
	field: unknown,
): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
	const isField =
		field instanceof HTMLInputElement ||
		field instanceof HTMLTextAreaElement ||
		field instanceof HTMLSelectElement;
	// A file cannot be put back by a page.
	return isField && !['hidden', 'file'].includes(field.type) && field.tabIndex >= 0;
}

customElements.define('keep-draft', KeepDraft);
