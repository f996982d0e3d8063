import { containsLiterally, containsSomeLiterally } from './search-match.ts';

interface Found {
	readonly url: string;
	readonly content: string;
	/** `validity`: until when a notice holds, or that it is over. */
	readonly meta: { readonly title?: string; readonly validity?: string };
	readonly excerpt: string;
}

interface Pagefind {
	search(words: string): Promise<{ results: { data(): Promise<Found> }[] }>;
}

const mostResults = 20;

/** The words of who needs help are many: they come when somebody begins to type. */
const crisisWords = () => import('../domain/crisis.ts');

/** Searches the index that Pagefind made of the site. Only pages in which the words stand are called matches. */
class SiteSearch extends HTMLElement {
	connectedCallback(): void {
		const form = this.querySelector('form');
		if (!form) return;
		form.hidden = false;
		form.addEventListener('input', () => crisisWords().catch(() => undefined), { once: true });
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			const words = String(new FormData(form).get('q') ?? '').trim();
			if (words) this.#search(words).catch(() => this.#say('failed'));
		});
	}

	async #search(words: string): Promise<void> {
		const { callsForHelp, speaksOfSuicide } = await crisisWords();
		const needsHelp = callsForHelp(words);
		this.#pinHelp(needsHelp);
		const pagefind = (await import(/* @vite-ignore */ this.dataset['index'] ?? '')) as Pagefind;
		const { results } = await pagefind.search(words);
		const isMore = results.length > mostResults;
		const found = await Promise.all(results.slice(0, mostResults).map((result) => result.data()));
		const close = found.filter((page) => containsSomeLiterally(textOf(page), words));
		const literal = close.filter((page) => containsLiterally(textOf(page), words));
		// Nobody who asked for something else is led there.
		const suggested = close.filter((page) => !speaksOfSuicide(page.meta.title ?? ''));
		const shown = literal.length > 0 ? literal : suggested;
		this.#say(stateOf(literal, suggested), {
			words,
			count: `${literal.length}${isMore ? '+' : ''}`,
		});
		this.querySelector('[data-results]')?.replaceChildren(...shown.map(item));
		if (shown.length === 0 && !needsHelp) this.#countMissed(words);
	}

	/** Numbers to call stand above what was found, and hide none of it. */
	#pinHelp(isNeeded: boolean): void {
		const help = this.querySelector<HTMLElement>('[data-help]');
		if (help) help.hidden = !isNeeded;
	}

	/** Tells the editors what nobody found: the words and the language, and nothing of a call for help. */
	#countMissed(words: string): void {
		const search = JSON.stringify({
			words: words.slice(0, 200),
			language: document.documentElement.lang,
		});
		navigator.sendBeacon(
			this.dataset['missed'] ?? '',
			new Blob([search], { type: 'application/json' }),
		);
	}

	#say(state: string, values: { words?: string; count?: string } = {}): void {
		const place = this.querySelector('[role="status"]');
		const sentence = this.dataset[state] ?? '';
		const filled = sentence
			.replace('{count}', values.count ?? '')
			.replace('{words}', values.words ?? '');
		if (place) place.textContent = filled;
	}
}

function textOf(page: Found): string {
	return `${page.meta.title} ${page.content}`;
}

function stateOf(literal: readonly Found[], close: readonly Found[]): 'found' | 'related' | 'none' {
	if (literal.length > 0) return 'found';
	return close.length > 0 ? 'related' : 'none';
}

function item(page: Found): HTMLLIElement {
	const link = document.createElement('a');
	link.className = 'item__title';
	link.href = page.url;
	link.textContent = page.meta.title ?? page.url;
	const about = document.createElement('p');
	about.className = 'item__about';
	about.textContent = plain(page.excerpt);
	const validity = document.createElement('p');
	validity.className = 'item__about';
	validity.textContent = page.meta.validity ?? '';
	const element = document.createElement('li');
	element.className = 'item';
	element.append(link, ...(page.meta.validity ? [validity] : []), about);
	return element;
}

/** Pagefind gives excerpts as HTML with marks; only their text is shown, without what is left of the sentence before. */
function plain(excerpt: string): string {
	const { textContent } = new DOMParser().parseFromString(excerpt, 'text/html').body;
	return (textContent ?? '').replace(/^[\s，。、；：？！,.;:?!）)]+/, '');
}

customElements.define('site-search', SiteSearch);
