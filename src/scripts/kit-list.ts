/** A list whose ticks this device remembers, and sends to nobody. The words are remembered, not places: a new edition keeps what it still has. */
class KitList extends HTMLElement {
	connectedCallback(): void {
		const tools = this.querySelector<HTMLElement>('.kit__tools');
		if (tools) tools.hidden = false;
		const kept = this.#kept();
		for (const box of this.#boxes()) box.checked = kept.has(wordsOf(box));
		this.addEventListener('change', this.#keep);
		this.querySelector('[data-print]')?.addEventListener('click', () => window.print());
		this.querySelector('[data-clear]')?.addEventListener('click', () => {
			for (const box of this.#boxes()) box.checked = false;
			this.#keep();
		});
		this.#tell();
	}

	#keep = (): void => {
		const ticked = this.#boxes().filter((box) => box.checked);
		try {
			if (ticked.length === 0) localStorage.removeItem(this.#key);
			else localStorage.setItem(this.#key, JSON.stringify(ticked.map(wordsOf)));
		} catch {
			// A device that keeps nothing still shows the list and the ticks of this visit.
		}
		this.#tell();
	};

	#tell(): void {
		const place = this.querySelector('[data-news]');
		const done = this.#boxes().filter((box) => box.checked).length;
		if (place) place.textContent = (this.dataset['progress'] ?? '').replace('{done}', String(done));
	}

	#boxes(): HTMLInputElement[] {
		return [...this.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
	}

	#kept(): ReadonlySet<string> {
		try {
			return new Set(JSON.parse(localStorage.getItem(this.#key) ?? '[]') as string[]);
		} catch {
			return new Set();
		}
	}

	get #key(): string {
		return `kit:${this.dataset['of']}:${document.documentElement.lang}`;
	}
}

function wordsOf(box: HTMLInputElement): string {
	return box.closest('label')?.textContent?.trim() ?? box.value;
}

customElements.define('kit-list', KitList);
