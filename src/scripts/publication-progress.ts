import type { PublicationRow } from '../domain/staff-answers.ts';
import { changedSteps, readPublications, stepList } from './publication-steps.ts';

const periodMs = 2_000;
const longestMs = 30 * 60_000;

/** Keeps the steps of the publications on the staff page up to date, and says what changed. */
class PublicationProgress extends HTMLElement {
	readonly #known = new Map<string, PublicationRow>();
	readonly #since = Date.now();

	connectedCallback(): void {
		if (this.querySelector('[data-commit]')) void this.#look();
	}

	async #look(): Promise<void> {
		const rows = document.hidden ? [] : await this.#read();
		for (const row of rows) this.#show(row);
		const isOver = rows.length > 0 && rows.every(({ settled }) => settled);
		const isOld = Date.now() - this.#since > longestMs;
		if (this.isConnected && !isOver && !isOld) setTimeout(() => this.#look(), periodMs);
	}

	async #read(): Promise<readonly PublicationRow[]> {
		const { url = '', offline = '' } = this.dataset;
		const rows = await readPublications(url, document.documentElement.lang);
		if (!rows) this.#say(offline);
		return rows ?? [];
	}

	#show(row: PublicationRow): void {
		const item = this.querySelector(`[data-commit="${row.commit}"]`);
		const before = this.#known.get(row.commit);
		this.#known.set(row.commit, row);
		if (!item || JSON.stringify(before) === JSON.stringify(row)) return;
		item.querySelector('.publication-steps')?.replaceWith(stepList(row));
		const changes = changedSteps(before, row);
		const { news = '', comma = '' } = this.dataset;
		if (changes.length > 0)
			this.#say(news.replace('{title}', row.title).replace('{changes}', changes.join(comma)));
	}

	#say(text: string): void {
		const news = this.querySelector('[role="status"]');
		if (news) news.textContent = text;
	}
}

customElements.define('publication-progress', PublicationProgress);
