import { openState, type WeeklySpan } from '../domain/hotline-hours.ts';

/** Beside the written hours of a hotline: whether someone answers now, by the device's clock. Says nothing once the hours are overdue for a check, or where the clock cannot be right. */
class OpenNow extends HTMLElement {
	#timer: ReturnType<typeof setTimeout> | undefined;

	connectedCallback(): void {
		document.addEventListener('visibilitychange', this.#look);
		window.addEventListener('pageshow', this.#look);
		this.#look();
	}

	disconnectedCallback(): void {
		document.removeEventListener('visibilitychange', this.#look);
		window.removeEventListener('pageshow', this.#look);
		clearTimeout(this.#timer);
	}

	#look = (): void => {
		clearTimeout(this.#timer);
		const now = new Date();
		this.textContent = this.#isTrusted(now) ? this.#saying(now) : '';
		if (!document.hidden) this.#timer = setTimeout(this.#look, minute - (now.getTime() % minute));
	};

	#isTrusted(now: Date): boolean {
		const { verified = '', trusted = '' } = this.dataset;
		return new Date(verified) <= now && now < new Date(trusted);
	}

	#saying(now: Date): string {
		const hours = JSON.parse(this.dataset['hours'] ?? '[]') as WeeklySpan[];
		const state = openState(hours, now);
		const change = state.open ? state.until : state.from;
		if (!change) return (state.open ? this.dataset['open'] : undefined) ?? '';
		const sentence = this.dataset[state.open ? 'shuts' : 'opens'] ?? '';
		return sentence.replace('{time}', this.#written(change, now));
	}

	/** The time in the county; the day where it is another, the zone where the device stands in another. */
	#written(change: Date, now: Date): string {
		const { lang } = document.documentElement;
		const form = (instant: Date, parts: Intl.DateTimeFormatOptions) =>
			new Intl.DateTimeFormat(lang, { ...parts, timeZone: 'Asia/Shanghai' }).format(instant);
		const time = form(change, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
		const dayOf = (instant: Date) => form(instant, { dateStyle: 'short' });
		const isMidnight = time === '00:00' && change.getTime() - now.getTime() < 24 * 60 * minute;
		const day =
			dayOf(change) === dayOf(now) || isMidnight ? '' : form(change, { weekday: 'short' });
		const abroad = now.getTimezoneOffset() === -480 ? '' : (this.dataset['zone'] ?? '');
		const gap = day && !lang.startsWith('zh') ? ' ' : '';
		return `${day}${gap}${isMidnight ? '24:00' : time}${abroad}`;
	}
}

const minute = 60_000;

customElements.define('open-now', OpenNow);
