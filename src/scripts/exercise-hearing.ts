import { pushAddress, send } from './push-subscription.ts';
import { supportHere } from './push-support.ts';

type Outcome = 'saved' | 'left' | 'denied' | 'failed' | 'unsupported';

/** Turns alerts of exercises on and off on this device. What was chosen as one of the public stays as it is. */
class ExerciseHearing extends HTMLElement {
	connectedCallback(): void {
		this.hidden = false;
		this.querySelector('[data-on]')?.addEventListener('click', () =>
			this.#do(() => this.#turnOn()),
		);
		this.querySelector('[data-off]')?.addEventListener('click', () =>
			this.#do(() => this.#turnOff()),
		);
	}

	async #turnOn(): Promise<Outcome> {
		if (!supportHere().startsWith('ready')) return 'unsupported';
		const { api = '', leave = '', worker = '', language } = this.dataset;
		const registration = await navigator.serviceWorker.register(worker);
		const address = await pushAddress(registration, api);
		if (typeof address === 'string') return address === 'denied' ? 'denied' : 'failed';
		const answer = await send(leave, 'POST', { ...address, language });
		return answer?.ok ? 'saved' : 'failed';
	}

	/** The browser's own subscription stays: it may be of the public as well. */
	async #turnOff(): Promise<Outcome> {
		const registration = await navigator.serviceWorker?.getRegistration();
		const subscription = await registration?.pushManager.getSubscription();
		if (!subscription) return 'left';
		const { endpoint } = subscription;
		const answer = await send(this.dataset['leave'] ?? '', 'DELETE', { endpoint });
		return answer?.ok ? 'left' : 'failed';
	}

	#do(work: () => Promise<Outcome>): void {
		work()
			.catch((): Outcome => 'failed')
			.then((outcome) => {
				const words = this.querySelector<HTMLTemplateElement>(`[data-state="${outcome}"]`);
				const place = this.querySelector<HTMLElement>('[role="status"]');
				if (!place) return;
				place.textContent = words?.content.textContent ?? '';
				place.focus();
			})
			.catch(() => undefined);
	}
}

customElements.define('exercise-hearing', ExerciseHearing);
