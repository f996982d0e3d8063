import { freshPart } from './fresh-part.ts';

const everyMs = 10_000;

/** Keeps a part of a page as the server has it; without scripts the page is loaded again by hand. */
class LivePart extends HTMLElement {
	connectedCallback(): void {
		setTimeout(this.#look, everyMs);
	}

	#look = async (): Promise<void> => {
		if (!document.hidden) await this.#renew();
		if (this.isConnected) setTimeout(this.#look, everyMs);
	};

	async #renew(): Promise<void> {
		const { part = '', news = '', offline = '' } = this.dataset;
		const fresh = await freshPart(location.href, part);
		const shown = this.querySelector(part);
		if (!fresh || !shown) return this.#say(offline);
		const isSame = fresh.innerHTML === shown.innerHTML;
		const status = this.querySelector('[role="status"]');
		if (isSame) {
			if (status?.textContent === offline) this.#say('');
			return;
		}
		// What is being read by keyboard stays until the reader has left it.
		if (shown.contains(document.activeElement)) return;
		shown.replaceWith(fresh);
		const time = new Date().toLocaleTimeString(document.documentElement.lang);
		this.#say(news.replace('{time}', time));
	}

	#say(text: string): void {
		const status = this.querySelector('[role="status"]');
		if (status && status.textContent !== text) status.textContent = text;
	}
}

customElements.define('live-part', LivePart);
