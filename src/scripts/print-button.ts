/** A button that prints the page; without scripts it is not there, and the browser's own is. */
class PrintButton extends HTMLElement {
	connectedCallback(): void {
		this.hidden = false;
		this.querySelector('button')?.addEventListener('click', () => window.print());
	}
}

customElements.define('print-button', PrintButton);
