import { languageOf, spokenPage } from './spoken-page.ts';

/** Reads the entry aloud when asked to, with a voice of the device; where there is none for its language, it says so instead. */
class ReadAloud extends HTMLElement {
	readonly #button = this.querySelector('button');
	readonly #name = this.querySelector('button span');
	readonly #start = this.#name?.textContent ?? '';
	readonly #noVoice = this.querySelector('p');
	#reading = 0;

	connectedCallback(): void {
		if (!('speechSynthesis' in window)) return;
		this.#offer();
		// Browsers look for their voices after the page is there.
		speechSynthesis.addEventListener?.('voiceschanged', () => this.#offer());
		setTimeout(() => this.#tellIfSilent(), voicesWithin);
		this.#button?.addEventListener('click', () => this.#toggle());
		window.addEventListener('pagehide', () => this.#stop());
	}

	#offer(): void {
		const title = this.closest('article')?.querySelector('h1');
		if (!this.#button || !title) return;
		this.#button.hidden = voiceFor(languageOf(title)) === undefined;
		if (this.#noVoice && !this.#button.hidden) this.#noVoice.hidden = true;
	}

	/** There is room for the button from the first, and nobody is to wonder what it is for. */
	#tellIfSilent(): void {
		if (this.#noVoice && this.#button) this.#noVoice.hidden = !this.#button.hidden;
	}

	#toggle(): void {
		if (this.#reading > 0) this.#stop();
		else this.#read();
	}

	#read(): void {
		const article = this.closest('article');
		const said = article ? spokenPage(article) : [];
		// What the page of an earlier visit still says.
		speechSynthesis.cancel();
		for (const { text, language } of said) {
			const voice = voiceFor(language);
			if (!voice) continue;
			const utterance = new SpeechSynthesisUtterance(text);
			utterance.voice = voice;
			utterance.lang = voice.lang;
			utterance.onend = () => this.#ended();
			utterance.onerror = () => this.#ended();
			this.#reading += 1;
			speechSynthesis.speak(utterance);
		}
		this.#tell();
	}

	#ended(): void {
		this.#reading = Math.max(0, this.#reading - 1);
		this.#tell();
	}

	#stop(): void {
		if (this.#reading === 0) return;
		this.#reading = 0;
		speechSynthesis.cancel();
		this.#tell();
	}

	#tell(): void {
		if (this.#name)
			this.#name.textContent = this.#reading > 0 ? (this.dataset['stop'] ?? '') : this.#start;
	}
}

/** A browser that has a voice finds it within this time, in milliseconds. */
const voicesWithin = 2_000;

/** A voice of the device itself: others send the text to whoever offers them. Cantonese is no voice for Mandarin. */
function voiceFor(language: string): SpeechSynthesisVoice | undefined {
	const [tongue] = language.split('-');
	const fits = new RegExp(`^${tongue === 'zh' ? '(?:zh|cmn)(?!.*(?:hk|yue))' : tongue}\\b`, 'i');
	return speechSynthesis.getVoices().find((voice) => voice.localService && fits.test(voice.lang));
}

customElements.define('read-aloud', ReadAloud);
