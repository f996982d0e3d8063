import { type Outcome, supportOf, turnOff, turnOn, type Wishes } from './push-subscription.ts';

/** Turns alerts on and off in browsers that can get them, and says plainly what happened. */
class SubscribeForm extends HTMLElement {
	connectedCallback(): void {
		const has = {
			worker: 'serviceWorker' in navigator,
			push: 'PushManager' in window && 'Notification' in window,
		};
		const support = supportOf(navigator.userAgent, has);
		if (support === 'ready') this.#prepare().catch(() => this.#say('unsupported'));
		else this.#say(support);
	}

	get #api(): string {
		return this.dataset['api'] ?? '';
	}

	async #prepare(): Promise<void> {
		const registration = await navigator.serviceWorker.register(this.dataset['worker'] ?? '');
		const form = this.querySelector('form');
		const leave = this.querySelector<HTMLButtonElement>('[data-leave]');
		if (!form || !leave) return;
		form.hidden = false;
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			this.#do(() => turnOn(registration, this.#api, wishesOf(form)), leave);
		});
		leave.addEventListener('click', () => this.#do(() => leaveAll(registration, this.#api), leave));
		const subscribed = await registration.pushManager.getSubscription();
		leave.hidden = !subscribed;
		this.#say(subscribed ? 'on' : 'ready');
	}

	#do(work: () => Promise<Outcome>, leave: HTMLButtonElement): void {
		work()
			.catch((): Outcome => 'server')
			.then((outcome) => {
				if (outcome === 'saved' || outcome === 'left') leave.hidden = outcome === 'left';
				this.#say(outcome);
			})
			.catch(() => undefined);
	}

	#say(state: string): void {
		const sentence = this.querySelector<HTMLTemplateElement>(`template[data-state="${state}"]`);
		const place = this.querySelector<HTMLElement>('[data-message]');
		if (!place) return;
		place.textContent = sentence?.content.textContent ?? '';
		place.hidden = false;
	}
}

async function leaveAll(registration: ServiceWorkerRegistration, api: string): Promise<Outcome> {
	const subscription = await registration.pushManager.getSubscription();
	return subscription ? turnOff(subscription, api) : 'left';
}

function wishesOf(form: HTMLFormElement): Wishes {
	const data = new FormData(form);
	return {
		topics: data.getAll('topics').map(String),
		areas: data.getAll('areas').map(String),
		language: String(data.get('language')),
	};
}

customElements.define('subscribe-form', SubscribeForm);
