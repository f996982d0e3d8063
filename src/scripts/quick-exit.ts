/** Leaves a page that it can be dangerous to be seen with: at a click, or when Shift is pressed three times. Never asks back. */
class QuickExit extends HTMLElement {
	#presses = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	connectedCallback(): void {
		this.querySelector('a')?.addEventListener('click', this.#leave);
		document.addEventListener('keyup', this.#count);
		window.addEventListener('pageshow', this.#show);
	}

	disconnectedCallback(): void {
		document.removeEventListener('keyup', this.#count);
		window.removeEventListener('pageshow', this.#show);
		clearTimeout(this.#timer);
	}

	/** Presses that follow each other slowly, or with other keys between them, are somebody typing. */
	#count = ({ key }: KeyboardEvent): void => {
		clearTimeout(this.#timer);
		this.#presses = key === 'Shift' ? this.#presses + 1 : 0;
		if (this.#presses === 3) {
			this.#leave();
			return;
		}
		const said = [undefined, this.dataset['pressedOnce'], this.dataset['pressedTwice']];
		this.#tell(said[this.#presses] ?? '');
		this.#timer = setTimeout(() => {
			this.#presses = 0;
			this.#tell('');
		}, longestWait);
	};

	/** The page is gone from sight before the other one has come, and its entry in the history is replaced. */
	#leave = (event?: Event): void => {
		event?.preventDefault();
		document.title = ' ';
		document.body.hidden = true;
		location.replace(this.querySelector('a')?.href ?? '/');
	};

	/** Who comes back to it finds the page again. */
	#show = (): void => {
		document.body.hidden = false;
	};

	#tell(text: string): void {
		const place = this.querySelector('[role="status"]');
		if (place) place.textContent = text;
	}
}

/** As long as GOV.UK waits for the next press, in milliseconds. */
const longestWait = 5000;

customElements.define('quick-exit', QuickExit);
