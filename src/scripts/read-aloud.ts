import { languageOf, spokenPage } from './spoken-page.ts';

/** Reads the entry aloud when asked to, with a voice of the device; where there is none for its language, there is no button. */
class ReadAloud extends HTMLElement {
	readonly #button = this.querySelector('button');
	readonly #name = this.querySelector('button span');
	readonly #start = this.#name?.textContent ?? '';
	#reading = 0;

	connectedCallback(): void {
		if (!('speechSynthesis' in window)) return;
		this.#offer();
		// Browsers look for their voices after the page is there.
		speechSynthesis.addEventListener?.('voiceschanged', () => this.#offer());
		this.#button?.addEventListener('click', () => this.#toggle());
		window.addEventListener('pagehide', () => this.#stop());
	}

	#offer(): void {
		const title = this.closest('article')?.querySelector('h1');
		if (this.#button && title) this.#button.hidden = voiceFor(languageOf(title)) === undefined;
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

/** A voice of the device itself: others send the text to whoever offers them. Cantonese is no voice for Mandarin. */
function voiceFor(language: string): SpeechSynthesisVoice | undefined {
	const [tongue] = language.split('-');
	const fits = new RegExp(`^${tongue === 'zh' ? '(?:zh|cmn)(?!.*(?:hk|yue))' : tongue}\\b`, 'i');
	return speechSynthesis.getVoices().find((voice) => voice.localService && fits.test(voice.lang));
}

customElements.define('read-aloud', ReadAloud);
