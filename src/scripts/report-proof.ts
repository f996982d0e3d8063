import type { Challenge, Solution } from 'altcha-lib';

/**
 * Does the work that shows a report is not one of a thousand, in a thread of its own, while the person still writes. Who
 * cannot do it, as where there is no secure connection, sends all the same and waits a little longer.
 */
class ReportProof extends HTMLElement {
	connectedCallback(): void {
		const field = this.querySelector('input');
		const form = this.closest('form');
		if (!field || !form || !crypto.subtle) return;
		form.addEventListener('focusin', () => this.#work(field).catch(() => undefined), {
			once: true,
		});
	}

	async #work(field: HTMLInputElement): Promise<void> {
		const answer = await fetch(this.dataset['challenge'] ?? '');
		if (!answer.ok) return;
		const challenge = (await answer.json()) as Challenge;
		const solution = await solve(challenge);
		if (!solution) return;
		field.value = btoa(JSON.stringify({ challenge, solution }));
		this.#renew(field, challenge);
	}

	/** Who writes for longer than the work holds does it again. */
	#renew(field: HTMLInputElement, { parameters: { expiresAt = 0 } }: Challenge): void {
		const left = expiresAt * 1000 - Date.now() - 60_000;
		if (left > 0 && this.isConnected)
			setTimeout(() => this.#work(field).catch(() => undefined), left);
	}
}

function solve(challenge: Challenge): Promise<Solution | null> {
	const worker = new Worker(new URL('./proof-worker.ts', import.meta.url), { type: 'module' });
	return new Promise<Solution | null>((resolve) => {
		worker.onmessage = ({ data }: MessageEvent<Solution | null>) => resolve(data);
		worker.onerror = () => resolve(null);
		worker.postMessage(challenge);
	}).finally(() => worker.terminate());
}

customElements.define('report-proof', ReportProof);
