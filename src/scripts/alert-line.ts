import { isLanguage } from '../domain/languages.ts';
import type { AlertsFile, PublicAlert, PublicCare } from '../feeds/alerts.ts';
import { alertChanges, alertsInForce, type HeldAlert, isOver, nextPause } from './alert-watch.ts';

/** Keeps an open page up with `/alerts.json`: names the alerts in force that the page does not hold, and says when one comes or goes. */
class AlertLine extends HTMLElement {
	#file: AlertsFile | undefined;
	#shown: readonly PublicAlert[] | undefined;
	/** The alerts that were in force when the page was opened. */
	#opened: ReadonlySet<string> | undefined;
	#failures = 0;
	#asking = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** What stands here as long as nothing is known. */
	readonly #first = [...this.querySelectorAll('li')];

	connectedCallback(): void {
		document.addEventListener('visibilitychange', this.#wake);
		window.addEventListener('online', this.#wake);
		this.#wake();
	}

	disconnectedCallback(): void {
		document.removeEventListener('visibilitychange', this.#wake);
		window.removeEventListener('online', this.#wake);
		clearTimeout(this.#timer);
	}

	/** A page that nobody sees asks nothing. */
	#wake = (): void => {
		clearTimeout(this.#timer);
		if (!document.hidden) void this.#ask();
	};

	async #ask(): Promise<void> {
		if (this.#asking) return;
		this.#asking = true;
		const file = await read(this.dataset['source'] ?? '').catch(() => undefined);
		this.#asking = false;
		this.#failures = file ? 0 : this.#failures + 1;
		this.#file = file ?? this.#file;
		this.#show(file !== undefined);
		clearTimeout(this.#timer);
		if (!document.hidden) this.#wait(Date.now() + nextPause(this.#failures, Math.random()));
	}

	/** Ends are told in time also while nobody answers. */
	#wait(until: number): void {
		const left = until - Date.now();
		this.#timer = setTimeout(
			() => {
				if (left <= lookAfter) return void this.#ask();
				this.#show(this.#failures === 0);
				this.#wait(until);
			},
			Math.min(left, lookAfter),
		);
	}

	#show(heard: boolean): void {
		if (!this.#file) return;
		const { alerts, release, care } = this.#file;
		const inForce = alertsInForce(alerts, new Date());
		const held = heldAlerts();
		const changed = held.some((each) => isOver(each, { alerts, at: new Date(release.at) }));
		// What the page says itself need not be said above it.
		const others = inForce.filter(
			(alert) =>
				this.#address(alert) !== location.pathname && !held.some(({ ref }) => ref === alert.ref),
		);
		const items = [
			...(changed ? [this.#changedItem()] : []),
			...this.#itemsOf(others),
			...this.#careItem(care),
		];
		const nothing = heard && alerts.length === 0 && this.#first.length > 0;
		const instead = nothing
			? [item(this.dataset['home'] ?? '', this.dataset['nothing'] ?? '')]
			: this.#first;
		this.#replace(items.length > 0 ? items : instead);
		this.#tell(inForce);
		leadToCare(care, this.dataset['home'] ?? '');
	}

	/** What comes while the page is open is named; of what was there before, the most urgent is, and the rest counted: so the page does not move while it opens. */
	#itemsOf(alerts: readonly PublicAlert[]): HTMLLIElement[] {
		this.#opened ??= new Set(alerts.map(({ ref }) => ref));
		const opened = this.#opened;
		const [first, ...rest] = alerts.filter(({ ref }) => opened.has(ref));
		const more = (this.dataset['more'] ?? '').replace('{count}', String(rest.length));
		return [
			...alerts.filter(({ ref }) => !opened.has(ref)).map((each) => this.#item(each)),
			...(first ? [this.#item(first)] : []),
			...(rest.length > 0 ? [item(this.dataset['home'] ?? '', more)] : []),
		];
	}

	/** A list that says the same stays, with the link that someone may be about to follow. */
	#replace(items: readonly HTMLLIElement[]): void {
		const list = this.querySelector('ul');
		const html = items.map((each) => each.outerHTML).join('');
		if (list && list.innerHTML.trim() !== html) list.replaceChildren(...items);
	}

	/** Screen readers hear of what comes and goes, not of what was there when the page was opened. */
	#tell(inForce: readonly PublicAlert[]): void {
		const { come, gone } = alertChanges(this.#shown ?? inForce, inForce);
		this.#shown = inForce;
		const place = this.querySelector('[role="status"]');
		if (!place || come.length + gone.length === 0) return;
		const titles = come.map((alert) => this.#titleOf(alert).text).join(' ');
		place.textContent =
			come.length > 0 ? `${this.dataset['new']}${titles}` : (this.dataset['gone'] ?? '');
	}

	#address(alert: PublicAlert): string {
		return `${this.dataset['notices']}${alert.ref}/`;
	}

	#titleOf(alert: PublicAlert): { text: string; isForeign: boolean } {
		const language = this.dataset['language'] ?? '';
		const own = isLanguage(language) ? alert.title[language] : undefined;
		return { text: own ?? alert.title['zh-CN'], isForeign: !own };
	}

	#item(alert: PublicAlert): HTMLLIElement {
		const level = document.createElement('strong');
		level.className = 'tag';
		level.dataset['level'] = alert.warningColor ?? 'none';
		level.textContent = this.dataset[alert.warningColor ?? 'none'] ?? '';
		const { text, isForeign } = this.#titleOf(alert);
		const title = document.createElement('span');
		title.textContent = text;
		if (isForeign) title.lang = 'zh-CN';
		return item(this.#address(alert), level, title);
	}

	/** After an event, where support is; during one the pages of its warnings have it themselves. */
	#careItem(care: PublicCare | undefined): HTMLLIElement[] {
		if (!care || document.querySelector('main [data-care]')) return [];
		if (care.occasion === 'warning') return [];
		const { language = '', home = '' } = this.dataset;
		const title = (isLanguage(language) && care.title[language]) || care.title['zh-CN'];
		return [item(`${home}${care.page}`, title)];
	}

	#changedItem(): HTMLLIElement {
		return item(location.pathname, this.dataset['changed'] ?? '');
	}
}

/** The longest time between two looks at the clock, in milliseconds. */
const lookAfter = 60_000;

function item(href: string, ...content: (Node | string)[]): HTMLLIElement {
	const link = document.createElement('a');
	link.href = href;
	link.append(...content);
	const listed = document.createElement('li');
	listed.append(link);
	return listed;
}

async function read(source: string): Promise<AlertsFile | undefined> {
	const response = await fetch(source, { cache: 'no-cache' });
	return response.ok ? ((await response.json()) as AlertsFile) : undefined;
}

/** On the page of a grave warning, the link of its card leads to the page of support for it. */
function leadToCare(care: PublicCare | undefined, home: string): void {
	const link = document.querySelector<HTMLAnchorElement>('main [data-care="warning"] .more a');
	if (link && care?.occasion === 'warning') link.href = `${home}${care.page}`;
}

/** The alerts that the page shows as in force. */
function heldAlerts(): readonly HeldAlert[] {
	return [...document.querySelectorAll<HTMLElement>('main [data-alert]')].map(({ dataset }) => ({
		ref: dataset['alert'] ?? '',
		changed: new Date(dataset['changed'] ?? ''),
	}));
}

customElements.define('alert-line', AlertLine);
