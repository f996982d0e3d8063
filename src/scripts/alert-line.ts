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
		const list = this.querySelector('ul');
		if (current.length > 0) list?.replaceChildren(...current.map((alert) => this.#item(alert)));
		else if (alerts.length === 0) this.#sayNothing();
	}

	#item(alert: PublicAlert): HTMLLIElement {
		const language = this.dataset['language'] ?? '';
		const own = isLanguage(language) ? alert.title[language] : undefined;
		const link = document.createElement('a');
		link.href = `${this.dataset['notices']}${alert.ref}/`;
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
