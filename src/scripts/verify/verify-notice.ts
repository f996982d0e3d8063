import type { PublicKey } from '../../domain/verification/public-key.ts';
import { readQuestion } from '../../domain/verification/question.ts';
import { answerQuestion } from './answer-question.ts';
import { keepForLater } from './keep-for-later.ts';
import { canReadPictures, codeInPicture } from './picture-code.ts';
import { showAnswer, words } from './show-answer.ts';
import { siteKnowledge } from './site-knowledge.ts';

/** Checks a notice by a code, a link or a text: on this device, with the keys and the list that the site gave it. */
class VerifyNotice extends HTMLElement {
	#asked = 0;

	connectedCallback(): void {
		const form = this.querySelector('form');
		const field = form?.querySelector('textarea');
		if (!form || !field) return;
		form.hidden = false;
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			this.#check(field.value);
		});
		const askAddress = () => {
			const asked = fragment();
			const { ticket, isCodeSure } = readQuestion(asked);
			if (!ticket && !isCodeSure) return;
			field.value = asked;
			this.#check(asked);
		};
		addEventListener('hashchange', askAddress);
		askAddress();
		this.#offerPictures(field);
		this.#tellKnown();
	}

	get #knowledge() {
		return siteKnowledge(this.dataset['base'] ?? '/');
	}

	async #answer(input: string) {
		return answerQuestion(input, {
			knowledge: this.#knowledge,
			keys: keysOf(this.dataset['keys']),
			origins: [location.origin, ...originOf(this.dataset['site'])],
			now: new Date(),
		});
	}

	#check(input: string): void {
		const asked = ++this.#asked;
		const isEmpty = input.trim() === '';
		this.#say(isEmpty ? 'empty' : 'checking');
		if (isEmpty) return;
		this.#answer(input).then(
			(answer) => {
				const place = this.querySelector<HTMLElement>('.answer');
				if (!place || asked !== this.#asked) return;
				showAnswer(this, place, answer);
				place.focus({ preventScroll: true });
				place.scrollIntoView({ block: 'nearest' });
			},
			() => this.#say('failed'),
		);
	}

	#say(name: 'empty' | 'checking' | 'failed' | 'noPicture'): void {
		const place = this.querySelector<HTMLElement>('.answer');
		if (!place) return;
		place.hidden = false;
		delete place.dataset['answer'];
		const line = document.createElement('p');
		line.textContent = this.getAttribute(`data-say-${name}`) ?? '';
		place.replaceChildren(line);
	}

	/** Says before anything is asked up to when this page knows of withdrawals. */
	#tellKnown(): void {
		this.#knowledge
			.recent()
			.then((recent) => {
				const line = this.querySelector<HTMLElement>('[data-known]');
				if (!line) return;
				const say = this.getAttribute(`data-say-${recent ? 'knownUntil' : 'knownNothing'}`) ?? '';
				line.textContent = say.replace('{at}', words(recent?.until));
				line.hidden = false;
				if (recent?.isFresh) keepForLater(recent.records, this.dataset['folder'] ?? '/');
			})
			.catch(() => undefined);
	}

	#offerPictures(field: HTMLTextAreaElement): void {
		const offer = this.querySelector<HTMLElement>('[data-picture]');
		const input = offer?.querySelector('input');
		if (!offer || !input) return;
		input.addEventListener('change', () => {
			const [picture] = input.files ?? [];
			if (!picture) return;
			codeInPicture(picture)
				.then((text) => {
					if (!text) return this.#say('noPicture');
					field.value = text;
					this.#check(text);
				})
				.catch(() => this.#say('noPicture'));
		});
		canReadPictures()
			.then((can) => {
				offer.hidden = !can;
			})
			.catch(() => undefined);
	}
}

/** What stands after `#`; as it is where it is no encoded text, such as a lone `%`. */
function fragment(): string {
	const given = location.hash.slice(1);
	try {
		return decodeURI(given);
	} catch {
		return given;
	}
}

/** The page's own keys, as `writePublicKeys` wrote them. */
function keysOf(text: string | undefined): readonly PublicKey[] {
	const keys = JSON.parse(text || '[]') as readonly Record<keyof PublicKey, string>[];
	return keys.map(({ id, key, createdAt, retiredAt, compromisedAt }) => ({
		id,
		key,
		createdAt: new Date(createdAt),
		retiredAt: retiredAt ? new Date(retiredAt) : undefined,
		compromisedAt: compromisedAt ? new Date(compromisedAt) : undefined,
	}));
}

function originOf(address: string | undefined): string[] {
	return address ? [new URL(address).origin] : [];
}

customElements.define('verify-notice', VerifyNotice);
