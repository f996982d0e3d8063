import { type Outcome, supportOf, turnOff, turnOn, type Wishes } from './push-subscription.ts';

/** Turns alerts on and off in browsers that can get them, and says plainly what happened. */
class SubscribeForm extends HTMLElement {
	connectedCallback(): void {
		const has = {
			worker: 'serviceWorker' in navigator,
			push: 'PushManager' in window && 'Notification' in window,
		};
		const support = supportOf(navigator.userAgent, has);
		if (support === 'ready') this.#prepare();
		else this.#say(support);
	}

	get #api(): string {
		return this.dataset['api'] ?? '';
	}

	/** The form stands there at once; whether alerts are on already is told when the browser knows. */
	#prepare(): void {
		const form = this.querySelector('form');
		const leave = this.querySelector<HTMLButtonElement>('[data-leave]');
		if (!form || !leave) return;
		const ready = navigator.serviceWorker.register(this.dataset['worker'] ?? '');
		form.hidden = false;
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			this.#do(async () => turnOn(await ready, this.#api, wishesOf(form)), leave);
		});
		leave.addEventListener('click', () =>
			this.#do(async () => leaveAll(await ready, this.#api), leave),
		);
		ready
			.then((registration) => registration.pushManager.getSubscription())
			.then((subscribed) => {
				leave.hidden = !subscribed;
				this.#say(subscribed ? 'on' : 'ready');
			})
			.catch(() => {
				form.hidden = true;
				this.#say('unsupported');
			});
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
