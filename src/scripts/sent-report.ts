import { draftKey } from './draft-key.ts';

/** A report with a receipt was sent: what the tab kept of it is forgotten. */
class SentReport extends HTMLElement {
	connectedCallback(): void {
		sessionStorage.removeItem(draftKey);
	}
}

customElements.define('sent-report', SentReport);
