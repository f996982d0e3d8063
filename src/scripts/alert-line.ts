import { isLanguage } from '../domain/languages.ts';
import type { PublicAlert } from '../feeds/alerts.ts';

/** Puts the current alerts, read from `/alerts.json`, in the place of the link to them. */
class AlertLine extends HTMLElement {
	connectedCallback(): void {
		this.#show().catch(() => undefined);
	}

	async #show(): Promise<void> {
		const response = await fetch(this.dataset['source'] ?? '', { cache: 'no-cache' });
		if (!response.ok) return;
		const { alerts } = (await response.json()) as { alerts: readonly PublicAlert[] };
		const now = new Date();
		const current = alerts.filter((alert) => !alert.expires || now < new Date(alert.expires));
		// The page of an alert says all of it: only the others are named above it.
		const others = current.filter((alert) => this.#address(alert) !== location.pathname);
		const list = this.querySelector('ul');
		if (others.length > 0) list?.replaceChildren(...others.map((alert) => this.#item(alert)));
		else if (alerts.length === 0) this.#sayNothing();
	}

	#address(alert: PublicAlert): string {
		return `${this.dataset['notices']}${alert.ref}/`;
	}

	#item(alert: PublicAlert): HTMLLIElement {
		const language = this.dataset['language'] ?? '';
		const own = isLanguage(language) ? alert.title[language] : undefined;
		const link = document.createElement('a');
		link.href = this.#address(alert);
		const level = document.createElement('strong');
		level.className = 'tag';
		level.dataset['level'] = alert.warningColor ?? 'none';
		level.textContent = this.dataset[alert.warningColor ?? 'none'] ?? '';
		const title = document.createElement('span');
		title.textContent = own ?? alert.title['zh-CN'];
		if (!own) title.lang = 'zh-CN';
		link.append(level, title);
		const item = document.createElement('li');
		item.append(link);
		return item;
	}

	#sayNothing(): void {
		const link = this.querySelector('a');
		if (link) link.textContent = this.dataset['nothing'] ?? link.textContent;
	}
}

customElements.define('alert-line', AlertLine);
