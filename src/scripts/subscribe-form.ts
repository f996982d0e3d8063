import { chosen, type Outcome, turnOff, turnOn, type Wishes } from './push-subscription.ts';
import { type Support, supportHere } from './push-support.ts';

/** Turns alerts on and off in browsers that can get them, shows what is chosen, and says plainly what happened. */
class SubscribeForm extends HTMLElement {
	connectedCallback(): void {
		this.querySelector('[data-without-script]')?.remove();
		const support = supportHere();
		if (support === 'ready' || support === 'ready-google') this.#prepare(support);
		else this.#explain(support);
	}

	get #api(): string {
		return this.dataset['api'] ?? '';
	}

	/** Without a form push is off here, and whoever has it still can leave. */
	get #form(): HTMLFormElement | null {
		return this.querySelector('form');
	}

	/** Who has an iPhone sees at once what it takes; the steps stand further down for everyone else. */
	#explain(support: Support): void {
		if (this.#form) this.#say(support);
		const steps = document.querySelector('[data-iphone]');
		if (steps && support === 'iphone') this.after(steps);
	}

	/** The form stands there at once; whether alerts are on already is told when the browser knows. */
	#prepare(support: Support): void {
		const ready = navigator.serviceWorker.register(this.dataset['worker'] ?? '');
		const form = this.#form;
		if (form) form.hidden = false;
		form?.addEventListener('submit', (event) => {
			event.preventDefault();
			const wishes = wishesOf(form);
			this.#do(async () => turnOn(await ready, this.#api, wishes), wishes);
		});
		this.querySelector('[data-leave]')?.addEventListener('click', () =>
			this.#do(async () => leaveAll(await ready, this.#api)),
		);
		this.#showStanding(ready, support).catch(() => {
			if (form) form.hidden = true;
			if (form) this.#say('unsupported');
		});
	}

	async #showStanding(ready: Promise<ServiceWorkerRegistration>, support: Support): Promise<void> {
		const subscription = await (await ready).pushManager.getSubscription();
		const wishes = subscription && (await chosen(subscription, this.#api));
		this.#isOn(subscription !== null && wishes !== 'forgotten');
		const form = this.#form;
		if (!form) return;
		if (!subscription) this.#say(support);
		else if (wishes === 'forgotten') this.#say('forgotten');
		else if (wishes) {
			choose(form, wishes);
			this.#tellWorker(wishes);
		} else this.#say('choices-unknown');
	}

	#do(work: () => Promise<Outcome>, wishes?: Wishes): void {
		work()
			.catch((): Outcome => 'server')
			.then((outcome) => {
				if (outcome === 'saved' || outcome === 'left') {
					this.#isOn(outcome === 'saved');
					this.#tellWorker(wishes);
				}
				this.#say(outcome)?.focus();
			})
			.catch(() => undefined);
	}

	/** The service worker keeps on this device what it needs where no page is open; without wishes it forgets. */
	#tellWorker(wishes: Wishes | undefined): void {
		const plain = this.querySelector<HTMLTemplateElement>(
			`template[data-plain="${wishes?.language}"]`,
		);
		const alerts = wishes && {
			language: wishes.language,
			county: plain?.dataset['county'],
			notice: plain?.content.textContent?.trim(),
			wishes,
		};
		navigator.serviceWorker.ready
			.then(({ active }) => active?.postMessage({ alerts: alerts ?? null }))
			.catch(() => undefined);
	}

	#isOn(on: boolean): void {
		const shown = { '[data-standing]': on, '[data-turn-on]': !on, '[data-save]': on };
		for (const [selector, isShown] of Object.entries(shown)) {
			const part = this.querySelector<HTMLElement>(selector);
			if (part) part.hidden = !isShown;
		}
	}

	#say(state: string): HTMLElement | undefined {
		const sentence = this.querySelector<HTMLTemplateElement>(`template[data-state="${state}"]`);
		const place = this.querySelector<HTMLElement>('[data-message]');
		if (!place) return undefined;
		place.textContent = sentence?.content.textContent ?? '';
		place.hidden = false;
		return place;
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
		// The form has no other values.
		severity: String(data.get('severity')) as Wishes['severity'],
		quiet: quietOf(data),
		language: String(data.get('language')),
	};
}

/** No beginning, or the end at the beginning, is none at all. */
function quietOf(data: FormData): Wishes['quiet'] {
	const [from, until] = [data.get('quiet-from'), data.get('quiet-until')];
	return from === '' || from === until ? undefined : { from: Number(from), until: Number(until) };
}

function choose(form: HTMLFormElement, wishes: Wishes): void {
	const { topics, areas, severity, quiet, language } = wishes;
	const named: Readonly<Record<string, readonly string[]>> = {
		topics,
		areas,
		severity: [severity],
	};
	for (const input of form.querySelectorAll('input'))
		input.checked = named[input.name]?.includes(input.value) ?? false;
	const selected: Readonly<Record<string, string>> = {
		language,
		'quiet-from': String(quiet?.from ?? ''),
		'quiet-until': String(quiet?.until ?? 7),
	};
	for (const select of form.querySelectorAll('select')) select.value = selected[select.name] ?? '';
}

customElements.define('subscribe-form', SubscribeForm);
