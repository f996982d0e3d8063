import type { PublishedAnswer, PublishedAnswers } from '../domain/published-answers.ts';
import { send } from './push-subscription.ts';

/**
 * Looks at what is being written, on this device alone: shows the numbers to call when it calls for help, what is
 * answered already, and what will be stored of it.
 */
class ReportCheck extends HTMLElement {
	#find: Promise<(text: string) => Promise<readonly PublishedAnswer[]>> | undefined;
	#latest = '';

	connectedCallback(): void {
		const field = this.querySelector('textarea');
		if (!field) return;
		let waiting = 0;
		const look = () => {
			clearTimeout(waiting);
			waiting = window.setTimeout(() => this.#look(field.value), 300);
		};
		field.addEventListener('input', look);
		// What was kept from an earlier visit is looked at too.
		if (field.value !== '') look();
	}

	async #look(text: string): Promise<void> {
		this.#latest = text;
		const { callsForHelp } = await import('../domain/crisis.ts');
		this.#show('crisis', callsForHelp(text));
		await this.#preview(text);
		await this.#answers(text).catch(() => undefined);
	}

	async #preview(text: string): Promise<void> {
		const { redact } = await import('../domain/redact.ts');
		const { text: stored, found } = redact(text);
		const place = this.#part('stored');
		if (place) place.textContent = stored;
		this.#show('preview', found.length > 0);
	}

	async #answers(text: string): Promise<void> {
		this.#find ??= this.#load();
		const find = await this.#find;
		const list = this.#part('list');
		const template = this.querySelector<HTMLTemplateElement>('template[data-answer]');
		if (!list || !template) return;
		const answers = await find(text);
		if (text !== this.#latest) return;
		list.replaceChildren(...answers.map((answer) => this.#item(template, answer)));
		this.#show('answers', answers.length > 0);
		const matched = this.querySelector<HTMLInputElement>('input[name="matched"]');
		if (matched) matched.value = 'yes';
	}

	/** Without a network, or when it cannot be read, the answer to the report tells what is answered. */
	async #load() {
		const { answerFinder } = await import('../domain/published-answers.ts');
		const answer = await fetch(this.dataset['index'] ?? '');
		if (!answer.ok) throw new Error('no list of answers');
		const find = answerFinder((await answer.json()) as PublishedAnswers);
		return async (text: string) => find(await inSimplified(text));
	}

	#item(template: HTMLTemplateElement, answer: PublishedAnswer): Node {
		const item = template.content.cloneNode(true) as DocumentFragment;
		const link = item.querySelector('a');
		if (link) {
			link.textContent = answer.title;
			link.href = answer.path;
		}
		const word = item.querySelector('[data-word]');
		if (word) word.textContent = answer.word;
		item.querySelector('button')?.addEventListener('click', () => this.#found(answer));
		return item;
	}

	/** Counts that an answer was found, without a word of what was written, and takes the person there. */
	async #found({ ref, path }: PublishedAnswer): Promise<void> {
		const { language = '', count = '' } = this.dataset;
		const { draftKey } = await import('./draft-key.ts');
		sessionStorage.removeItem(draftKey);
		await send(count, 'POST', { ref, language });
		location.assign(path);
	}

	#show(name: string, isShown: boolean): void {
		const part = this.#part(name);
		if (!part || part.hidden === !isShown) return;
		part.hidden = !isShown;
		// What appears beside the field that one writes in is also said.
		const said = this.#part('said');
		if (isShown && said) said.textContent = part.querySelector('h2')?.textContent ?? '';
	}

	#part(name: string): HTMLElement | null {
		return this.querySelector<HTMLElement>(`[data-${name}]`);
	}
}

/** Few here write Traditional characters, and their table is larger than all else: only who does so loads it. */
async function inSimplified(text: string): Promise<string> {
	const { isTraditional } = await import('../domain/matching/traditional.ts');
	if (!isTraditional(text)) return text;
	const { simplified } = await import('../domain/matching/simplified.ts');
	return simplified(text);
}

customElements.define('report-check', ReportCheck);
