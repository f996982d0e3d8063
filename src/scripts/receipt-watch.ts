import { type Outcome, pushAddress, send } from './push-subscription.ts';
import { type Support, supportHere } from './push-support.ts';

/** What a tap came to: one of the page's sentences, or one that the server wrote. */
type Answer = Outcome | { readonly refusal: string };

/** Asks to be told in this browser when a report is answered, and takes it back. Alerts of the same browser stay as they are. */
class ReceiptWatch extends HTMLElement {
	connectedCallback(): void {
		const support = supportHere();
		if (this.#part('offer')) this.hidden = false;
		if (support === 'ready' || support === 'ready-google') this.#prepare(support);
		else this.#say(support);
	}

	/** The offer stands there at once; whether it was taken already is told when the server knows. */
	#prepare(support: Support): void {
		const ready = navigator.serviceWorker.register(this.dataset['worker'] ?? '');
		this.#isOn(false);
		this.#part('start')?.addEventListener('click', () =>
			this.#do(async () => this.#start(await ready)),
		);
		this.#part('stop')?.addEventListener('click', () =>
			this.#do(async () => this.#stop(await ready)),
		);
		this.#showStanding(ready, support).catch(() => {
			const offer = this.#part('offer');
			if (offer) offer.hidden = true;
			this.#say('unsupported');
		});
	}

	async #showStanding(ready: Promise<ServiceWorkerRegistration>, support: Support): Promise<void> {
		const address = await (await ready).pushManager.getSubscription();
		if (address && (await this.#isWatching(address))) {
			this.hidden = false;
			this.#isOn(true);
		} else if (support === 'ready-google') this.#say(support);
	}

	async #isWatching({ endpoint }: PushSubscription): Promise<boolean> {
		const answer = await this.#ask('/standing', 'POST', { endpoint });
		return answer?.ok === true && (await answer.json()).watching === true;
	}

	async #start(registration: ServiceWorkerRegistration): Promise<Answer> {
		const address = await pushAddress(registration, this.dataset['api'] ?? '');
		if (typeof address === 'string') return address;
		const { endpoint, keys, vapidKey } = address;
		const { language, shown } = this.dataset;
		const answer = await this.#ask('', 'POST', { endpoint, keys, vapidKey, language, shown });
		return answered(answer, 'saved');
	}

	/** An address that nothing else is sent to goes from the browser too. */
	async #stop(registration: ServiceWorkerRegistration): Promise<Answer> {
		const address = await registration.pushManager.getSubscription();
		if (!address) return 'left';
		const answer = await this.#ask('', 'DELETE', { endpoint: address.endpoint });
		const isInUse = answer?.ok ? (await answer.clone().json()).addressInUse : true;
		if (!isInUse) await address.unsubscribe();
		return answered(answer, 'left');
	}

	#ask(path: string, method: 'POST' | 'DELETE', body: object): Promise<Response | undefined> {
		const { api, language, receipt } = this.dataset;
		const address = `${api}/reports/status/watch${path}?language=${language}`;
		return send(address, method, { receipt, ...body });
	}

	#do(work: () => Promise<Answer>): void {
		work()
			.catch((): Answer => 'server')
			.then((answer) => {
				if (answer === 'saved' || answer === 'left') this.#isOn(answer === 'saved');
				const place = typeof answer === 'string' ? this.#say(answer) : this.#write(answer.refusal);
				place?.focus();
			})
			.catch(() => undefined);
	}

	#isOn(on: boolean): void {
		for (const [name, isShown] of Object.entries({ on, offer: !on })) {
			const part = this.#part(name);
			if (part) part.hidden = !isShown;
		}
	}

	#say(state: string): HTMLElement | null {
		const sentence = this.querySelector<HTMLTemplateElement>(`template[data-state="${state}"]`);
		return this.#write(sentence?.content.textContent ?? '');
	}

	#write(words: string): HTMLElement | null {
		const place = this.#part('message');
		if (!place) return null;
		place.textContent = words;
		place.hidden = false;
		return place;
	}

	#part(name: string): HTMLElement | null {
		return this.querySelector<HTMLElement>(`[data-${name}]`);
	}
}

async function answered(answer: Response | undefined, outcome: Outcome): Promise<Answer> {
	if (answer?.ok) return outcome;
	if (!answer) return navigator.onLine ? 'server' : 'offline';
	const { error } = (await answer.json().catch(() => ({}))) as { error?: string };
	return error ? { refusal: error } : 'server';
}

customElements.define('receipt-watch', ReceiptWatch);
