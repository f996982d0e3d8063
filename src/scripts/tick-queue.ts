import { freshPart } from './fresh-part.ts';
import { sendTicks, type WaitingTick } from './send-ticks.ts';

const retryMs = 15_000;
/** As many as the server takes at once. */
const mostAtOnce = 200;

/** Keeps ticks on the device until the county has them, with the time of the tick; without a network nothing is lost. */
class TickQueue extends HTMLElement {
	#sending: Promise<void> | undefined;
	/** The county has ticks that this page does not show yet. */
	#isBehind = false;

	connectedCallback(): void {
		this.addEventListener('submit', this.#take);
		this.addEventListener('click', this.#drop);
		addEventListener('online', this.#cameBack);
		setInterval(this.#again, retryMs);
		this.#show();
		void this.#send();
	}

	#take = (event: SubmitEvent): void => {
		const form = event.target;
		if (!(form instanceof HTMLFormElement)) return;
		const fields = new FormData(form);
		if (!('tick' in form.dataset)) {
			event.preventDefault();
			return void this.#undo(form.action, String(fields.get('id') ?? ''));
		}
		const text = (name: string) => String(fields.get(name) ?? '');
		// Made anew for each tick: the form stays on the page, and may be used again before the page is.
		const id = `${Date.now().toString(36)}.${crypto.getRandomValues(new Uint32Array(2)).join('.')}`;
		const [ref, what, count] = [text('ref'), text('what'), Number(text('count'))];
		const others = this.#waiting().filter((tick) => tick.ref !== ref || tick.what !== what);
		// A device that keeps nothing sends the form as it is.
		if (!this.#keep([...others, { id, ref, what, count, at: Date.now() }])) return;
		event.preventDefault();
		this.#show();
		void this.#send();
	};

	/** Takes back what the county has; without a network the page stays, and says so. */
	async #undo(url: string, id: string): Promise<void> {
		const body = new URLSearchParams({ verb: 'undo', id });
		const answer = await fetch(url, { method: 'POST', body }).catch(() => undefined);
		if (!answer || answer.status >= 500) return this.#say(this.dataset['offline'] ?? '');
		await this.#renew();
		this.#show();
		this.#say(this.dataset[answer.ok ? 'undone' : 'late'] ?? '');
	}

	/** Undoes a tick that nobody has heard of yet. */
	#drop = (event: Event): void => {
		const button = event.target instanceof Element && event.target.closest('[data-drop]');
		if (!(button instanceof HTMLElement)) return;
		this.#keep(this.#waiting().filter(({ id }) => id !== button.dataset['drop']));
		this.#show();
	};

	/** Nobody may have told that the network is back, or the page itself may have come too late at that moment. */
	#again = async (): Promise<void> => {
		await this.#send();
		const isCopy = document.documentElement.dataset['savedAt'] !== undefined;
		if (!isCopy || this.#waiting().length > 0) return;
		if (await freshPart(location.href, '.duties-of-post')) location.reload();
	};

	/** A copy gives way to the page itself once what waited is sent: loaded beside the sending, it might lack those ticks. */
	#cameBack = async (): Promise<void> => {
		await this.#send();
		if (document.documentElement.dataset['savedAt']) location.reload();
	};

	#send = (): Promise<void> => {
		this.#sending ??= this.#sendAll().finally(() => {
			this.#sending = undefined;
		});
		return this.#sending;
	};

	async #sendAll(): Promise<void> {
		const ticks = this.#waiting().slice(0, mostAtOnce);
		if (ticks.length === 0) return this.#isBehind ? this.#renew() : undefined;
		const answer = await sendTicks(this.dataset['url'] ?? '', ticks);
		if (answer === 'closed') return this.#say(this.dataset['closed'] ?? '');
		if (!answer) return this.#show();
		const told = new Set([...answer.kept, ...answer.refused]);
		this.#keep(this.#waiting().filter(({ id }) => !told.has(id)));
		await this.#renew();
		this.#show();
		if (answer.refused.length > 0) this.#say(this.dataset['refused'] ?? '');
		else if (this.#waiting().length === 0) this.#say(this.dataset['sent'] ?? '');
	}

	/** The list as the county has it now; without a network it stays as it is, until the next try. */
	async #renew(): Promise<void> {
		const fresh = await freshPart(location.href, '.duties-of-post');
		this.#isBehind = !fresh;
		if (!fresh) return;
		const at = document.activeElement?.closest('.tick')?.getAttribute('data-what');
		const row = document.activeElement?.closest('.duty')?.id;
		this.querySelector('.duties-of-post')?.replaceWith(fresh);
		if (!row) return;
		// Whoever works by keyboard or screen reader goes on where they were.
		const place = this.querySelector(`#${CSS.escape(row)} [data-what="${at}"] button`);
		if (place instanceof HTMLElement) place.focus();
	}

	#show(): void {
		for (const old of this.querySelectorAll('.tick__unsent')) old.remove();
		for (const tick of this.#waiting()) {
			const place = `#${CSS.escape(`n-${tick.ref}`)} [data-what="${CSS.escape(tick.what)}"]`;
			this.querySelector(place)?.append(this.#unsent(tick));
		}
		const count = this.#waiting().length;
		if (count > 0) this.#say((this.dataset['unsent'] ?? '').replace('{count}', String(count)));
	}

	#unsent(tick: WaitingTick): HTMLElement {
		const row = document.createElement('div');
		row.className = 'tick__done tick__unsent';
		const time = new Date(tick.at).toLocaleTimeString(document.documentElement.lang, {
			hour: '2-digit',
			minute: '2-digit',
		});
		const text = document.createElement('p');
		text.textContent = (this.dataset['one'] ?? '').replace('{time}', time);
		const undo = document.createElement('button');
		undo.type = 'button';
		undo.className = 'button button--plain';
		undo.dataset['drop'] = tick.id;
		undo.textContent = this.dataset['undo'] ?? '';
		row.append(text, undo);
		return row;
	}

	#say(text: string): void {
		const news = this.querySelector('[role="status"]');
		if (news && news.textContent !== text) news.textContent = text;
	}

	get #key(): string {
		return `village-ticks:${this.dataset['link']}`;
	}

	#waiting(): readonly WaitingTick[] {
		try {
			return JSON.parse(localStorage.getItem(this.#key) ?? '[]') as WaitingTick[];
		} catch {
			return [];
		}
	}

	#keep(ticks: readonly WaitingTick[]): boolean {
		try {
			localStorage.setItem(this.#key, JSON.stringify(ticks));
			return true;
		} catch {
			return false;
		}
	}
}

customElements.define('tick-queue', TickQueue);
